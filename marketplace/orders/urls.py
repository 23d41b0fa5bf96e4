from django.urls import path

from marketplace.orders.views import baskets, checkout, purchases, sales

app_name = "orders"
urlpatterns = [
    path("cart/", baskets.cart, name="cart"),
    path("cart/lines/", baskets.add, name="add"),
    path("cart/lines/<int:pk>/", baskets.change, name="change"),
    path("cart/lines/<int:pk>/removal/", baskets.remove, name="remove"),
    path("cart/hold/", baskets.hold, name="hold"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("orders/", purchases.orders, name="orders"),
    path("orders/<slug:number>/", purchases.order, name="order"),
    path("orders/<slug:number>/link/", purchases.link, name="link"),
    path("orders/<slug:number>/payment/", purchases.pay, name="pay"),
    path("orders/<slug:number>/cancellation/", purchases.cancel, name="cancel"),
    path("orders/<slug:number>/arrival/", purchases.arrived, name="arrived"),
    path("sell/orders/", sales.sales, name="sales"),
    path("sell/orders/<slug:number>/", sales.sale, name="sale"),
    path("sell/orders/<slug:number>/acceptance/", sales.accept, name="accept"),
    path("sell/orders/<slug:number>/packing/", sales.pack, name="pack"),
    path("sell/orders/<slug:number>/shipment/", sales.ship, name="ship"),
    path("sell/orders/<slug:number>/phone/", sales.phone, name="phone"),
    path("sell/orders/<slug:number>/block/", sales.block, name="block"),
]
