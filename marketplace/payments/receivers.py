from core.events import subscribe
from marketplace.payments.events import SandboxDecided, WebhookReceived
from marketplace.payments.gateways import Outcome
from marketplace.payments.models import Payment
from marketplace.payments.services import sandbox
from marketplace.payments.tasks import process_webhook


@subscribe(WebhookReceived)
def process_in_the_background(event: WebhookReceived) -> None:
    process_webhook.delay(event.webhook_event_id)


@subscribe(SandboxDecided)
def let_the_sandbox_bank_call(event: SandboxDecided) -> None:
    payment = Payment.objects.get(pk=event.payment_id)
    sandbox.send_callback(payment=payment, outcome=Outcome(event.decision))
