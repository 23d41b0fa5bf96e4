from django.urls import path

from marketplace.orders.api import carts, purchases, sales

urlpatterns = [
    path("cart/", carts.CartDetail.as_view(), name="cart"),
    path("cart/lines/", carts.CartLines.as_view(), name="cart-lines"),
    path("cart/lines/<int:pk>/", carts.CartLineDetail.as_view(), name="cart-line"),
    path("orders/", purchases.Checkouts.as_view(), name="orders"),
    path("orders/<slug:number>/", purchases.CheckoutDetail.as_view(), name="order"),
    path("orders/<slug:number>/payment/", purchases.CheckoutPayment.as_view(), name="payment"),
    path("orders/<slug:number>/cancellation/", purchases.CheckoutCancellation.as_view(), name="cancellation"),
    path("orders/<slug:number>/arrival/", purchases.OrderArrival.as_view(), name="arrival"),
    path("sell/orders/", sales.Sales.as_view(), name="sales"),
    path("sell/orders/<slug:number>/", sales.SaleDetail.as_view(), name="sale"),
    path("sell/orders/<slug:number>/acceptance/", sales.SaleAcceptance.as_view(), name="acceptance"),
    path("sell/orders/<slug:number>/packing/", sales.SalePacking.as_view(), name="packing"),
    path("sell/orders/<slug:number>/shipment/", sales.SaleShipment.as_view(), name="shipment"),
]
