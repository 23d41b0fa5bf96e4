"""What somebody without an account may hold. Whoever holds a farm's whole harvest for nothing has to have a name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Sum
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from core.client_address import current_client_address
from core.errors import Refused
from core.limits import check_pace
from marketplace.catalogue.models import Batch
from marketplace.orders.models import CartLine, Reservation

SMALLEST_SHARE = 10
"""Units of a batch that the guests of one address may always have: a small batch is not kept from a family of them."""


class TooMuchHeld(Refused):
    status = 429


def guest_key() -> str:
    """Who is asking, by network address: a keyed hash, kept while something is held. "" where nobody asks from outside."""
    address = current_client_address()
    return salted_hmac("marketplace.orders.guests", address, algorithm="sha256").hexdigest() if address else ""


def check_guest_pace(*, cart_line: CartLine | None) -> None:
    """Raises TooOften."""
    check_pace(
        who={
            "hold_address": current_client_address(),
            "hold_basket": str(cart_line.cart_id) if cart_line is not None else "",
        },
        sentence=_("Goods were put on hold many times from here. Wait a few minutes, or log in."),
    )


def check_guest_share(*, batches: Iterable[Batch], key: str, now: datetime.datetime) -> None:
    """After the units were taken and in the same transaction: the batch's row is locked, so two guests who take at once are
    counted one after the other. Raises TooMuchHeld."""
    for batch in batches if key else ():
        held = Reservation.objects.live(now=now).filter(batch=batch, guest_key=key).aggregate(units=Sum("quantity"))
        stock = Batch.objects.values("free", "reserved").get(pk=batch.pk)
        most = (stock["free"] + stock["reserved"]) * settings.DAJI_GUEST_BATCH_PERCENT // 100
        if (held["units"] or 0) > max(most, SMALLEST_SHARE):
            raise TooMuchHeld(
                _("Much of %(name)s is on hold from your network already. Log in, and the rest is yours to take.")
                % {"name": batch.variant.product.name}
            )
