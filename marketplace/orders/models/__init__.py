from marketplace.orders.models.carts import Cart, CartLine
from marketplace.orders.models.orders import Order, OrderGroup, OrderLine
from marketplace.orders.models.progress import OrderTransition, Shipment
from marketplace.orders.models.reservations import Reservation

__all__ = [
    "Cart",
    "CartLine",
    "Order",
    "OrderGroup",
    "OrderLine",
    "OrderTransition",
    "Reservation",
    "Shipment",
]
