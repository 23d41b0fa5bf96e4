from django.db import models
from django.utils.translation import gettext_lazy as _


class OrderState(models.TextChoices):
    PENDING = "pending", _("Waiting to be paid")
    PAID = "paid", _("Paid")
    ACCEPTED = "accepted", _("Accepted by the farm")
    PACKED = "packed", _("Packed")
    SHIPPED = "shipped", _("On its way")
    DELIVERED = "delivered", _("Arrived")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


# Cancelled may become paid: money that comes too late revives the order when its goods are still there.
ORDER_TRANSITIONS: dict[OrderState, frozenset[OrderState]] = {
    OrderState.PENDING: frozenset({OrderState.PAID, OrderState.CANCELLED}),
    OrderState.PAID: frozenset({OrderState.ACCEPTED}),
    OrderState.ACCEPTED: frozenset({OrderState.PACKED}),
    OrderState.PACKED: frozenset({OrderState.SHIPPED}),
    OrderState.SHIPPED: frozenset({OrderState.DELIVERED}),
    OrderState.DELIVERED: frozenset({OrderState.COMPLETED}),
    OrderState.COMPLETED: frozenset(),
    OrderState.CANCELLED: frozenset({OrderState.PAID}),
}

UNPAID_STATES = frozenset({OrderState.PENDING, OrderState.CANCELLED})
# While a parcel is being made ready or is on its way, the farm may have to call.
SENDING_STATES = frozenset(
    {OrderState.PAID, OrderState.ACCEPTED, OrderState.PACKED, OrderState.SHIPPED, OrderState.DELIVERED}
)


class ReservationState(models.TextChoices):
    HELD = "held", _("Held")
    SOLD = "sold", _("Sold")
    RELEASED = "released", _("Given back")


RESERVATION_TRANSITIONS: dict[ReservationState, frozenset[ReservationState]] = {
    ReservationState.HELD: frozenset({ReservationState.SOLD, ReservationState.RELEASED}),
    ReservationState.SOLD: frozenset(),
    ReservationState.RELEASED: frozenset(),
}
