"""Stock that is kept for a buyer. One guarded UPDATE for each batch is what makes overselling impossible.

So that two requests never wait for each other in a circle, reservations are locked before batches, in pk order, and
batches in one order everywhere (`first_expiring_first`, variants by key).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core.errors import Refused
from core.events import publish
from core.money import Money
from marketplace.catalogue.models import Batch, Variant
from marketplace.orders.events import ReservationReleased, StockChanged
from marketplace.orders.models import CartLine, Reservation
from marketplace.orders.models.reservations import ReservationQuerySet
from marketplace.orders.services.guests import check_guest_pace, check_guest_share, guest_key
from marketplace.orders.states import ReservationState

HOLD_FOR = datetime.timedelta(minutes=15)


class SoldOut(Refused):
    """Fewer are free than were asked for; `left` says how many."""

    def __init__(self, *, variant: Variant, left: int) -> None:
        if left:
            sentence = ngettext("Only {left} left of {name}.", "Only {left} left of {name}.", left)
        else:
            sentence = _("Every box of {name} has gone home.")
        super().__init__(sentence.format(left=left, name=variant.product.name))
        self.variant = variant
        self.left = left


@transaction.atomic
def reserve(
    *,
    variant: Variant,
    quantity: int,
    buyer: User | None = None,
    unit_price: Money | None = None,
    deal_reference: str = "",
    cart_line: CartLine | None = None,
    now: datetime.datetime | None = None,
) -> list[Reservation]:
    """Keep `quantity` for the buyer for 15 minutes, from one batch or several, first expiring first.

    Raises SoldOut; TooOften, TooMuchHeld for a guest who holds more than guests may.
    """
    now = now or timezone.now()
    key = ""
    if buyer is None:
        check_guest_pace(cart_line=cart_line)
        key = guest_key()
    taken = _take(variant, quantity)
    if not taken and Reservation.objects.expired(now=now).filter(variant=variant).exists():
        lock_batches(variant=variant)
        # Rows that somebody else is just paying for or giving back are theirs: waiting for them could be a circle.
        release(
            reservations=Reservation.objects.expired(now=now)
            .filter(variant=variant)
            .select_for_update(skip_locked=True, of=("self",))
        )
        taken = _take(variant, quantity)
    if not taken:
        raise SoldOut(variant=variant, left=free_of(variant_id=variant.pk))
    reservations = Reservation.objects.bulk_create(
        Reservation(
            variant=variant,
            batch=batch,
            quantity=units,
            buyer=buyer,
            cart_line=cart_line,
            unit_price=unit_price,
            deal_reference=deal_reference,
            guest_key=key,
            created_at=now,
            expires_at=now + HOLD_FOR,
        )
        for batch, units in taken
    )
    check_guest_share(batches=[batch for batch, _units in taken], key=key, now=now)
    announce(variant_ids=[variant.pk])
    return reservations


class _Short(Exception):
    pass


def _take(variant: Variant, quantity: int) -> list[tuple[Batch, int]]:
    """Move units from free to reserved, all of them or none (then an empty list)."""
    taken, missing = [], quantity
    try:
        with transaction.atomic():
            for batch in Batch.objects.filter(variant=variant).in_stock().first_expiring_first():
                units = _take_from(batch, missing)
                if units:
                    taken.append((batch, units))
                    missing -= units
                if not missing:
                    return taken
            raise _Short
    except _Short:
        return []


def _take_from(batch: Batch, wanted: int) -> int:
    """As many as the batch has, up to `wanted`. What was read may be old; the guard in the statement is what counts."""
    free = batch.free
    while units := min(free, wanted):
        guarded = Batch.objects.filter(pk=batch.pk, free__gte=units)
        if guarded.update(free=F("free") - units, reserved=F("reserved") + units):
            return units
        free = Batch.objects.values_list("free", flat=True).get(pk=batch.pk)
    return 0


def lock_batches(*, variant: Variant) -> None:
    """Before giving back and taking again in one transaction: keeps the one order in which batches are locked."""
    list(Batch.objects.filter(variant=variant).first_expiring_first().select_for_update().values_list("pk"))


def release(*, reservations: Iterable[Reservation]) -> int:
    """Give the units back, each once: a reservation that was sold or released meanwhile is left alone."""
    variants = set()
    count = 0
    with transaction.atomic():
        held_first = lock_reservations(reservations=Reservation.objects.filter(pk__in=[one.pk for one in reservations]))
        for held in held_first.in_batch_order():
            ended = Reservation.objects.held().filter(pk=held.pk).update(state=ReservationState.RELEASED, guest_key="")
            if not ended:
                continue
            Batch.objects.filter(pk=held.batch_id).update(
                free=F("free") + held.quantity, reserved=F("reserved") - held.quantity
            )
            publish(
                ReservationReleased(
                    reservation_id=held.pk,
                    variant_id=held.variant_id,
                    quantity=held.quantity,
                    deal_reference=held.deal_reference,
                )
            )
            variants.add(held.variant_id)
            count += 1
        announce(variant_ids=variants)
    return count


def lock_reservations(*, reservations: ReservationQuerySet) -> ReservationQuerySet:
    """Lock these rows before the first batch is touched; returns the same query."""
    list(reservations.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    return reservations


def release_expired(*, now: datetime.datetime, limit: int = 500) -> int:
    """Give back what is past its time. Safe to run twice and beside buyers."""
    expired = Reservation.objects.expired(now=now).order_by("pk")
    if not expired.exists():
        return 0
    with transaction.atomic():
        return release(reservations=expired.select_for_update(skip_locked=True)[:limit])


def free_of(*, variant_id: int) -> int:
    return Batch.objects.filter(variant_id=variant_id).aggregate(free=Sum("free"))["free"] or 0


def announce(*, variant_ids: Iterable[int]) -> None:
    for variant_id in sorted(variant_ids):
        publish(StockChanged(variant_id=variant_id, free=free_of(variant_id=variant_id)))
