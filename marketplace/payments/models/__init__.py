from marketplace.payments.models.inbox import WebhookEvent
from marketplace.payments.models.ledger import Account, LedgerEntry, Transaction
from marketplace.payments.models.payments import Payment, PaymentShare

__all__ = ["Account", "LedgerEntry", "Payment", "PaymentShare", "Transaction", "WebhookEvent"]
