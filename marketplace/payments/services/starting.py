from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from core.errors import Refused
from core.money import Money
from marketplace.payments.gateways import UnknownGateway, available_gateways, gateway_named
from marketplace.payments.models import Payment, PaymentShare
from marketplace.payments.states import PaymentState


@dataclass(frozen=True, kw_only=True)
class Share:
    seller: Organization
    amount: Money
    commission: Money


@transaction.atomic
def start_payment(*, reference: str, shares: Sequence[Share], return_path: str, gateway: str = "") -> Payment:
    """An attempt to pay the sum of the shares; a pending one for the same sum is taken up again.

    Without a gateway named, the site's first. Raises Refused when the site has none of that name.
    """
    amount = sum((share.amount for share in shares), Money.zero())
    if not gateway:
        gateway = next((offered.slug for offered in available_gateways()), "")
    try:
        gateway_named(gateway)
    except UnknownGateway as error:
        raise Refused(_("This way of paying is not open here. Choose another.")) from error
    pending = Payment.objects.filter(
        reference=reference, gateway=gateway, amount=amount, state=PaymentState.PENDING
    ).first()
    if pending is not None:
        return pending
    payment = Payment.objects.create(reference=reference, gateway=gateway, amount=amount, return_path=return_path)
    PaymentShare.objects.bulk_create(
        PaymentShare(payment=payment, seller=share.seller, amount=share.amount, commission=share.commission)
        for share in shares
    )
    return payment


def address_to_pay(*, payment: Payment) -> str:
    """Where to send the person who pays: the gateway's page."""
    return gateway_named(payment.gateway).start(payment=payment)


@transaction.atomic
def cancel_pending(*, reference: str) -> None:
    """Nobody needs to pay any more. Money that comes all the same is caught by `captures`."""
    Payment.objects.filter(reference=reference, state=PaymentState.PENDING).update(state=PaymentState.CANCELLED)
