from django.urls import path

from marketplace.sale_rooms.api.views import SaleNow, SaleShelf

urlpatterns = [
    path("sale-rooms/<int:pk>/shelf/", SaleShelf.as_view(), name="sale-shelf"),
    path("sale-rooms/<int:pk>/now/", SaleNow.as_view(), name="sale-now"),
]
