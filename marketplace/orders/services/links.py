"""The link that opens a guest's order, once more: to the number on the order, which proves who asks."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.services.texts import claim_text
from core.client_address import current_client_address
from core.errors import Refused
from core.events import publish
from core.limits import check_pace
from marketplace.orders.events import OrderLinkWanted
from marketplace.orders.models import OrderGroup


@transaction.atomic
def send_new_link(*, group: OrderGroup, now: datetime) -> None:
    """Raises Refused when the number was forgotten meanwhile, TooOften and TextRefused when enough were sent."""
    if not group.phone:
        raise Refused(_("The number on this order has been forgotten, as promised. Ask the farm."))
    check_pace(who={"link_order": group.number}, sentence=_("Links to this order were sent today. Use the newest one."))
    claim_text(to=str(group.phone), address=current_client_address(), now=now)
    publish(OrderLinkWanted(group_id=group.pk, language=get_language() or ""))
