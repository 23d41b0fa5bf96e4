"""What must always hold (design: money, stock and orders), over the whole database. Each query finds what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from core.models import Event
from marketplace.catalogue.models import Batch
from marketplace.orders.models import Order, OrderGroup, OrderLine, Reservation
from marketplace.orders.states import UNPAID_STATES, ReservationState
from marketplace.payments.models import Payment, PaymentShare, Transaction
from marketplace.payments.queries import unbalanced_transactions
from marketplace.payments.states import PaymentState, TransactionKind


def _sum_of_reservations(state: ReservationState) -> Coalesce:
    units = (
        Reservation.objects.filter(batch=OuterRef("pk"), state=state)
        .order_by()
        .values("batch")
        .annotate(units=Sum("quantity"))
    )
    return Coalesce(Subquery(units.values("units")), Value(0))


def batches_out_of_count() -> QuerySet[Batch]:
    """1. sold + reserved + free = stocked, never negative, and each unit reserved or sold has its reservation."""
    counted = Batch.objects.annotate(
        held_units=_sum_of_reservations(ReservationState.HELD), sold_units=_sum_of_reservations(ReservationState.SOLD)
    )
    return counted.exclude(
        stocked=F("free") + F("reserved") + F("sold"),
        free__gte=0,
        reserved=F("held_units"),
        sold=F("sold_units"),
    )


def groups_out_of_sum() -> QuerySet[OrderGroup]:
    """2. A checkout is the sum of its orders, and an order the sum of its lines."""
    orders = Order.objects.filter(group=OuterRef("pk")).order_by().values("group").annotate(sum=Sum("total"))
    return OrderGroup.objects.annotate(sum=Subquery(orders.values("sum"))).exclude(sum=F("total"))


def orders_out_of_sum() -> QuerySet[Order]:
    lines = OrderLine.objects.filter(order=OuterRef("pk")).order_by().values("order")
    return Order.objects.annotate(
        sum=Subquery(lines.annotate(sum=Sum("total")).values("sum")),
        share=Subquery(lines.annotate(sum=Sum("commission")).values("sum")),
    ).exclude(sum=F("goods"), share=F("commission"))


def captured_without_order() -> QuerySet[Payment]:
    """3. Captured money belongs to exactly one paid checkout, as soon as its event has been delivered."""
    on_its_way = Event.objects.filter(name="payments.PaymentCaptured", delivered_at__isnull=True)
    paid = OrderGroup.objects.filter(payment__isnull=False).values("payment")
    return (
        Payment.objects.filter(state=PaymentState.CAPTURED)
        .exclude(pk__in=paid)
        .exclude(pk__in=[row.data["payment_id"] for row in on_its_way])
    )


def paid_without_money() -> QuerySet[Order]:
    """3. Whatever is past paying has a captured payment of exactly its group's total."""
    return Order.objects.exclude(state__in=UNPAID_STATES).exclude(
        group__payment__state=PaymentState.CAPTURED, group__payment__amount=F("group__total")
    )


def paid_and_unsettled() -> QuerySet[OrderGroup]:
    """3, 4. What was paid was given to the sellers in the books, once."""
    references = Transaction.objects.filter(kind=TransactionKind.SETTLEMENT).values_list("reference", flat=True)
    settled = {int(reference.partition(":")[2]) for reference in references}
    return OrderGroup.objects.filter(paid_at__isnull=False).exclude(payment__in=settled)


def shares_out_of_sum() -> QuerySet[Payment]:
    """7. A payment is the sum of its shares. (A second movement of money has none: it belongs to nobody yet.)"""
    shares = PaymentShare.objects.filter(payment=OuterRef("pk")).order_by().values("payment")
    return Payment.objects.annotate(sum=Subquery(shares.annotate(sum=Sum("amount")).values("sum"))).exclude(
        Q(sum=F("amount")) | Q(sum=None, state=PaymentState.HELD)
    )


CHECKS: dict[str, Callable[[], QuerySet]] = {
    "stock: sold + reserved + free = stocked, each with its reservation": batches_out_of_count,
    "checkouts add up to their orders": groups_out_of_sum,
    "orders add up to their lines": orders_out_of_sum,
    "captured money has its paid checkout": captured_without_order,
    "paid orders have their money": paid_without_money,
    "paid checkouts are settled in the ledger": paid_and_unsettled,
    "payments add up to their shares": shares_out_of_sum,
    "ledger transactions balance": unbalanced_transactions,
}


def broken_invariants(*, most: int = 20) -> Iterator[str]:
    """One line for each row that breaks a rule, at most `most` for each rule. None is what it should give."""
    for rule, find in CHECKS.items():
        for row in find()[:most]:
            yield f"{rule}: {row._meta.label} {row.pk} ({row})"
