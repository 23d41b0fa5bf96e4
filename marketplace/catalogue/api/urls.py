from django.urls import path

from marketplace.catalogue.api import desk, views

urlpatterns = [
    path("products/", views.Products.as_view(), name="products"),
    path("products/<slug:slug>/", views.ProductDetail.as_view(), name="product"),
    path("batches/<slug:code>/", views.BatchDetail.as_view(), name="batch"),
    path("sell/products/", desk.MyProducts.as_view(), name="my-products"),
    path("sell/products/<slug:slug>/state/", desk.MyProductState.as_view(), name="my-product-state"),
    path("sell/variants/<slug:sku>/batches/", desk.MyBatches.as_view(), name="my-batches"),
    path("sell/batches/<slug:code>/movements/", desk.StockMovements.as_view(), name="stock-movements"),
]
