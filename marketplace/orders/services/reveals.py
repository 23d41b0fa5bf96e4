"""Showing a buyer's number to the farm that sends the parcel, and writing down who looked."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit.services import record_act
from accounts.models import User
from core.errors import NotAllowed, Refused
from marketplace.orders.models import Order
from marketplace.orders.permissions import can_fulfil
from marketplace.orders.states import SENDING_STATES


@transaction.atomic
def reveal_buyers_phone(*, order: Order, viewer: User) -> str:
    """The number in E.164; each look is one entry in the audit log.

    Raises NotAllowed for people of other farms, Refused when there is no parcel to send any more.
    """
    if not can_fulfil(viewer, order):
        raise NotAllowed(_("Only those who work at this farm may see this number."))
    if order.state not in SENDING_STATES:
        raise Refused(_("This order is done. The number is no longer shown."))
    record_act(actor=viewer, action="phone.revealed", target=order)
    return str(order.group.phone)
