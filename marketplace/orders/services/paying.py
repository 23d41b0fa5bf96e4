from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.services.dealings import check_may_deal
from core.errors import Refused
from marketplace.orders.models import OrderGroup
from marketplace.orders.states import OrderState
from marketplace.payments.models import Payment
from marketplace.payments.services.starting import Share, start_payment


@transaction.atomic
def start_paying(*, group: OrderGroup, gateway: str = "") -> Payment:
    """An attempt to pay the whole group, with each seller's share and frozen commission. Raises Refused."""
    group = OrderGroup.objects.select_for_update().get(pk=group.pk)
    orders = list(group.orders.select_related("seller").order_by("pk"))
    if group.paid_at is not None:
        raise Refused(_("This is paid already."))
    if group.pay_until <= timezone.now() or any(order.state != OrderState.PENDING for order in orders):
        raise Refused(_("The time to pay is over. Put the goods into your basket again."))
    sellers = [order.seller_id for order in orders]
    check_may_deal(organizations=sellers, person=group.buyer, phone=str(group.phone))
    return start_payment(
        reference=group.number,
        shares=[Share(seller=order.seller, amount=order.total, commission=order.commission) for order in orders],
        return_path=group.get_absolute_url(),
        gateway=gateway,
    )
