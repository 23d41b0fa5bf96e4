from django.db import models
from django.utils.translation import gettext_lazy as _


class PaymentState(models.TextChoices):
    PENDING = "pending", _("Waiting for the bank")
    CAPTURED = "captured", _("Paid")
    FAILED = "failed", _("Refused by the bank")
    CANCELLED = "cancelled", _("Not paid in time")
    HELD = "held", _("Held for a person")


# Money may arrive after a refusal or a cancellation, because callbacks come in any order; it is never turned away. What
# was captured and finds no order waiting is held, and a person gives it to its order after all or pays it back.
PAYMENT_TRANSITIONS: dict[PaymentState, frozenset[PaymentState]] = {
    PaymentState.PENDING: frozenset(
        {PaymentState.CAPTURED, PaymentState.FAILED, PaymentState.CANCELLED, PaymentState.HELD}
    ),
    PaymentState.FAILED: frozenset({PaymentState.CAPTURED, PaymentState.HELD}),
    PaymentState.CANCELLED: frozenset({PaymentState.CAPTURED, PaymentState.HELD}),
    PaymentState.CAPTURED: frozenset({PaymentState.HELD}),
    PaymentState.HELD: frozenset({PaymentState.CAPTURED}),
}


class HeldReason(models.TextChoices):
    NONE = "", "–"
    WRONG_AMOUNT = "wrong_amount", _("Another amount than was asked for")
    WRONG_CURRENCY = "wrong_currency", _("Another currency than was asked for")
    PAID_TWICE = "paid_twice", _("The order was already paid")
    ORDER_GONE = "order_gone", _("Too late: the goods went to somebody else")


class WebhookState(models.TextChoices):
    RECEIVED = "received", _("Received")
    PROCESSED = "processed", _("Processed")
    IGNORED = "ignored", _("Nothing to do")
    FORGED = "forged", _("Refused: signature or time is wrong")
    FAILED = "failed", _("Failed")


class AccountKind(models.TextChoices):
    """The books of the fair. A debit is positive, a credit negative; assets grow by debits, what is owed by credits."""

    GATEWAY_CLEARING = "gateway_clearing", _("Money at the gateway")
    BUYER_FUNDS = "buyer_funds", _("Buyers' money not yet given to an order")
    SELLER_PAYABLE = "seller_payable", _("Owed to the seller")
    COMMISSION = "commission", _("Commission of the fair")


class TransactionKind(models.TextChoices):
    RECEIPT = "receipt", _("Money received")
    SETTLEMENT = "settlement", _("Given to the order's sellers")
