"""The sandbox bank's own doings: what it decides, and the callback it sends about it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.events import publish
from marketplace.payments.events import SandboxDecided
from marketplace.payments.gateways import Outcome
from marketplace.payments.gateways.sandbox import SandboxGateway, callback_body, signed_headers
from marketplace.payments.models import Payment, WebhookEvent
from marketplace.payments.services.inbox import receive
from marketplace.payments.states import PaymentState


@transaction.atomic
def decide(*, payment: Payment, outcome: Outcome) -> None:
    if payment.state in (PaymentState.CAPTURED, PaymentState.HELD):
        raise Refused(_("The bank has already paid this."))
    publish(SandboxDecided(payment_id=payment.pk, decision=outcome.value))


def send_callback(*, payment: Payment, outcome: Outcome) -> WebhookEvent:
    """Deliver what was decided through the same door as an HTTP request. Sending twice has one effect."""
    body = callback_body(payment=payment, outcome=outcome)
    headers = signed_headers(body=body, now=timezone.now())
    return receive(gateway=SandboxGateway.slug, headers=headers, body=body)
