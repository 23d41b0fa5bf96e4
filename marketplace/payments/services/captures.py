"""What a gateway says about a payment, and what becomes of money that arrived.

Money that arrived is always booked and never dropped: first to `buyer_funds`, and from there to the order's sellers
when the order takes it (`settle`). What no order can take stays in `buyer_funds`, held for a person.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import Refused
from core.events import publish
from core.money import Money
from core.transitions import check_transition
from marketplace.payments.events import PaymentCaptured, PaymentFailed, PaymentHeld
from marketplace.payments.gateways import GatewayEvent, Outcome
from marketplace.payments.models import Payment, Transaction
from marketplace.payments.services.ledger import account, credit, debit, post
from marketplace.payments.states import PAYMENT_TRANSITIONS, AccountKind, HeldReason, PaymentState, TransactionKind


@transaction.atomic
def apply_event(*, gateway: str, event: GatewayEvent) -> tuple[Payment, bool]:
    """Do what the event says; returns the payment and whether anything changed. Raises Payment.DoesNotExist."""
    found = Payment.objects.get(gateway=gateway, token=event.payment_token)
    attempts = {
        attempt.pk: attempt
        for attempt in Payment.objects.select_for_update().filter(reference=found.reference).order_by("pk")
    }
    payment = attempts[found.pk]
    if event.outcome == Outcome.FAILED:
        return payment, _fail(payment)
    if Transaction.objects.filter(kind=TransactionKind.RECEIPT, reference=_receipt_reference(payment, event)).exists():
        return payment, False
    is_paid = any(attempt.state == PaymentState.CAPTURED for attempt in attempts.values())
    if payment.state in (PaymentState.CAPTURED, PaymentState.HELD):
        # A second movement of money on one attempt gets a row of its own, so that it can be held by itself.
        payment = Payment.objects.create(
            reference=payment.reference, gateway=gateway, amount=payment.amount, return_path=payment.return_path
        )
    _book_receipt(payment, event)
    if event.amount.currency != payment.amount.currency:
        hold(payment=payment, reason=HeldReason.WRONG_CURRENCY)
    elif event.amount != payment.amount:
        hold(payment=payment, reason=HeldReason.WRONG_AMOUNT)
    elif is_paid:
        hold(payment=payment, reason=HeldReason.PAID_TWICE)
    else:
        _capture(payment)
    return payment, True


def _fail(payment: Payment) -> bool:
    """A refusal counts while the payment is pending; one that comes after the money is old news."""
    if payment.state != PaymentState.PENDING:
        return False
    _move(payment, PaymentState.FAILED)
    publish(PaymentFailed(payment_id=payment.pk, reference=payment.reference))
    return True


def _receipt_reference(payment: Payment, event: GatewayEvent) -> str:
    return f"{payment.gateway}:{event.gateway_reference}"


def _book_receipt(payment: Payment, event: GatewayEvent) -> None:
    currency = event.amount.currency
    post(
        kind=TransactionKind.RECEIPT,
        reference=_receipt_reference(payment, event),
        legs=[
            debit(account(kind=AccountKind.GATEWAY_CLEARING, gateway=payment.gateway, currency=currency), event.amount),
            credit(account(kind=AccountKind.BUYER_FUNDS, currency=currency), event.amount),
        ],
    )
    payment.received_minor, payment.received_currency = event.amount.minor, currency
    payment.gateway_reference = event.gateway_reference
    payment.captured_at = timezone.now()
    payment.save(update_fields=["received_minor", "received_currency", "gateway_reference", "captured_at"])


def _capture(payment: Payment, actor: User | None = None) -> None:
    _move(payment, PaymentState.CAPTURED)
    publish(PaymentCaptured(payment_id=payment.pk, reference=payment.reference), actor=actor)


def _move(payment: Payment, state: PaymentState, reason: HeldReason = HeldReason.NONE) -> None:
    check_transition(PAYMENT_TRANSITIONS, PaymentState(payment.state), state)
    payment.state, payment.held_reason = state, reason
    payment.save(update_fields=["state", "held_reason"])


@transaction.atomic
def hold(*, payment: Payment, reason: HeldReason) -> None:
    """Keep the money aside until a person has decided."""
    _move(payment, PaymentState.HELD, reason)
    publish(PaymentHeld(payment_id=payment.pk, reference=payment.reference, reason=reason))


@transaction.atomic
def release(*, payment: Payment, actor: User) -> None:
    """A person offers held money to its order once more. Raises Refused when it is not held or does not fit."""
    locked = Payment.objects.select_for_update().get(pk=payment.pk)
    if locked.received != locked.amount:
        raise Refused(_("This is not the amount that was asked for. It can only be paid back."))
    if Payment.objects.filter(reference=locked.reference, state=PaymentState.CAPTURED).exists():
        raise Refused(_("The order is already paid. This can only be paid back."))
    _capture(locked, actor)


@transaction.atomic
def settle(*, payment: Payment) -> None:
    """The order took the money: what was received goes to its sellers, less the commission frozen at placing."""
    currency = payment.amount.currency
    legs = [debit(account(kind=AccountKind.BUYER_FUNDS, currency=currency), payment.amount)]
    commission = Money.zero(currency)
    for share in payment.shares.select_related("seller").order_by("pk"):
        seller = account(kind=AccountKind.SELLER_PAYABLE, organization=share.seller, currency=currency)
        legs.append(credit(seller, share.amount - share.commission))
        commission += share.commission
    legs.append(credit(account(kind=AccountKind.COMMISSION, currency=currency), commission))
    post(kind=TransactionKind.SETTLEMENT, reference=f"payment:{payment.pk}", legs=legs)
