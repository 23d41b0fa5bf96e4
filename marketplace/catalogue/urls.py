from django.urls import path

from marketplace.catalogue.views import batches, goods, public, sizes

app_name = "catalogue"
urlpatterns = [
    path("products/", public.products, name="products"),
    path("products/<slug:slug>/", public.product, name="product"),
    path("batches/<slug:code>/", public.batch, name="batch"),
    path("sell/goods/", goods.goods, name="goods"),
    path("sell/goods/new/", goods.new, name="new-product"),
    path("sell/goods/<slug:slug>/", goods.product, name="goods-product"),
    path("sell/goods/<slug:slug>/words/", goods.words, name="words"),
    path("sell/goods/<slug:slug>/state/", goods.state, name="state"),
    path("sell/goods/<slug:slug>/sizes/new/", sizes.new, name="new-size"),
    path("sell/sizes/<slug:sku>/", sizes.size, name="size"),
    path("sell/sizes/<slug:sku>/withdrawal/", sizes.withdrawal, name="size-withdrawal"),
    path("sell/sizes/<slug:sku>/batches/new/", batches.new, name="new-batch"),
    path("sell/batches/<slug:code>/", batches.batch, name="goods-batch"),
    path("sell/batches/<slug:code>/details/", batches.details, name="batch-details"),
]
