from django.db.models import Q, QuerySet, Sum

from accounts.models import Organization
from core.money import Money
from marketplace.payments.models import Account, LedgerEntry, Payment, Transaction
from marketplace.payments.states import PaymentState


def balance(*, account: Account) -> Money:
    """The sum of all entries: debits positive, credits negative."""
    total = LedgerEntry.objects.filter(account=account).aggregate(total=Sum("minor"))["total"]
    return Money(total or 0, account.currency)


def balances_of(*, organization: Organization) -> list[Money]:
    """What its accounts hold, one sum for each currency that is not at zero."""
    sums = (
        LedgerEntry.objects.filter(account__organization=organization)
        .order_by("currency")
        .values_list("currency")
        .annotate(total=Sum("minor"))
        .exclude(total=0)
    )
    return [Money(total, currency) for currency, total in sums]


def payments_of(*, reference: str) -> QuerySet[Payment]:
    """All attempts to pay an order group, newest first."""
    return Payment.objects.filter(reference=reference)


def held_payments() -> QuerySet[Payment]:
    return Payment.objects.filter(state=PaymentState.HELD)


def unbalanced_transactions() -> QuerySet[Transaction]:
    """Transactions whose legs do not sum to zero in some currency, or that have no legs: there must be none."""
    crooked = (
        LedgerEntry.objects.values("transaction_id", "currency")
        .annotate(total=Sum("minor"))
        .exclude(total=0)
        .values("transaction_id")
    )
    return Transaction.objects.filter(Q(pk__in=crooked) | Q(entries__isnull=True)).distinct()
