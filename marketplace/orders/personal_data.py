"""What a buyer bought and where it went. Orders are kept for three years (E-Commerce Law of the PRC, article 31)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.personal_data import Blocker, PersonalData, Retention, Row, plain, register_retention, registry
from marketplace.orders.models import Cart, Order, OrderGroup, OrderTransition, Reservation, Shipment
from marketplace.orders.services.cancelling import cancel_unpaid
from marketplace.orders.services.reservations import release
from marketplace.orders.states import SENDING_STATES, OrderState
from marketplace.payments.models import Payment
from marketplace.payments.states import PaymentState

# What says who it was; province and city stay, they name nobody and the books of the county want them.
NAMELESS = {"contact_name": "", "phone": "", "street": "", "district": "", "note": ""}


def _orders(user: User) -> Iterable[Row]:
    groups = OrderGroup.objects.filter(buyer=user).order_by("pk").prefetch_related("orders__lines", "orders__shipments")
    for group in groups:
        yield {
            "number": group.number,
            "placed_at": plain(group.placed_at),
            "paid_at": plain(group.paid_at),
            "total": str(group.total),
            "name": group.contact_name,
            "phone": str(group.phone),
            "address": group.address,
            "note": group.note,
            "orders": [_order(order) for order in group.orders.all()],
        }


def _order(order: Order) -> Row:
    return {
        "number": order.number,
        "seller": str(order.seller_name),
        "state": order.state,
        "total": str(order.total),
        "lines": [
            {
                "product": str(line.product_name),
                "size": str(line.variant_name),
                "batch": line.batch_code,
                "quantity": line.quantity,
                "total": str(line.total),
            }
            for line in order.lines.all()
        ],
        "parcels": [{"carrier": parcel.carrier, "number": parcel.tracking_number} for parcel in order.shipments.all()],
    }


def _open_orders(user: User) -> list[Blocker]:
    blockers = []
    for order in (
        Order.objects.filter(group__buyer=user, state__in=SENDING_STATES).select_related("group").order_by("pk")
    ):
        sentence = _("Order {number} is not done yet: {state}. Wait until it is completed.")
        text = sentence.format(number=order.number, state=order.get_state_display())
        blockers.append(Blocker(text, order.group.get_absolute_url()))
    numbers = list(OrderGroup.objects.filter(buyer=user).values_list("number", flat=True))
    held = Payment.objects.filter(reference__in=numbers, state=PaymentState.HELD).order_by("pk")
    for payment in held:
        text = _("Money for {number} is being looked into. Wait until that is settled.").format(
            number=payment.reference
        )
        blockers.append(Blocker(text, ""))
    return blockers


def _forget_orders(user: User) -> None:
    for group in OrderGroup.objects.filter(buyer=user, orders__state=OrderState.PENDING).distinct():
        cancel_unpaid(group=group, actor=None, reason="account erased")
    OrderGroup.objects.filter(buyer=user).update(**NAMELESS)


def _basket(user: User) -> Iterable[Row]:
    cart = Cart.objects.filter(user=user).prefetch_related("lines__variant__product").first()
    for line in cart.lines.all() if cart else []:
        name = f"{line.variant.product} · {line.variant}"
        yield {"what": name, "quantity": line.quantity, "added_at": plain(line.added_at)}


def _forget_basket(user: User) -> None:
    release(reservations=Reservation.objects.held().filter(buyer=user))
    Cart.objects.filter(user=user).delete()


def _work(user: User) -> Iterable[Row]:
    for move in OrderTransition.objects.filter(actor=user).select_related("order").order_by("pk"):
        yield {"order": move.order.number, "to": move.new, "at": plain(move.at)}
    for parcel in Shipment.objects.filter(shipped_by=user).select_related("order").order_by("pk"):
        yield {"order": parcel.order.number, "carrier": parcel.carrier, "at": plain(parcel.shipped_at)}


def _old_contacts(before: datetime, limit: int) -> int:
    done = OrderGroup.objects.filter(placed_at__lt=before).exclude(contact_name="")
    keys = list(_all_done(done).order_by("pk").values_list("pk", flat=True)[:limit])
    OrderGroup.objects.filter(pk__in=keys).update(**NAMELESS)
    return len(keys)


def _all_done(groups: QuerySet[OrderGroup]) -> QuerySet[OrderGroup]:
    return groups.exclude(Q(orders__state__in=[*SENDING_STATES, OrderState.PENDING]))


def register() -> None:
    registry.register(
        PersonalData(
            name="orders",
            label=gettext_lazy("Your orders"),
            models=("orders.OrderGroup",),
            export=_orders,
            blockers=_open_orders,
            erase=_forget_orders,
            erased=gettext_lazy("Name, number and address on your orders."),
            kept=gettext_lazy("Orders and the books, without your name: the law asks for three years."),
        ),
        PersonalData(
            name="basket",
            label=gettext_lazy("Your basket"),
            models=("orders.Cart", "orders.Reservation"),
            export=_basket,
            erase=_forget_basket,
            erased=gettext_lazy("Your basket."),
        ),
        PersonalData(
            name="packing",
            label=gettext_lazy("Orders you packed and sent"),
            models=("orders.OrderTransition", "orders.Shipment"),
            export=_work,
        ),
    )
    register_retention(
        Retention(
            name="order_contacts",
            label=gettext_lazy("Name, number and address on an order"),
            forget=_old_contacts,
        )
    )
