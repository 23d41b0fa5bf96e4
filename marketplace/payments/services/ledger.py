"""The only door to the books."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Organization, User
from core.money import Money
from marketplace.payments.models import Account, LedgerEntry, Transaction
from marketplace.payments.states import AccountKind, TransactionKind


class Unbalanced(ValueError):
    """The legs do not sum to zero in every currency, or there are fewer than two. A bug, never a person's doing."""


@dataclass(frozen=True)
class Leg:
    account: Account
    amount: Money


def debit(account: Account, amount: Money) -> Leg:
    return Leg(account, amount)


def credit(account: Account, amount: Money) -> Leg:
    return Leg(account, -amount)


def account(
    *, kind: AccountKind, currency: str, organization: Organization | None = None, gateway: str = ""
) -> Account:
    """The account of that kind, opened on first use."""
    owner = gateway or (str(organization.pk) if organization else "")
    code = ":".join(part for part in (kind.value, owner, currency) if part)
    found, _created = Account.objects.get_or_create(
        code=code, defaults={"kind": kind, "organization": organization, "currency": currency}
    )
    return found


@transaction.atomic
def post(*, kind: TransactionKind, reference: str, legs: Sequence[Leg], actor: User | None = None) -> Transaction:
    """Write one balanced transaction; legs of nothing are left out. What was posted under this kind and reference
    before is given back and nothing is written. Raises Unbalanced.
    """
    legs = [leg for leg in legs if leg.amount]
    check_balance(legs=legs)
    earlier = Transaction.objects.filter(kind=kind, reference=reference).first()
    if earlier is not None:
        return earlier
    # Legs first: inserting the transaction seals them, and the database then refuses what does not balance.
    key = uuid.uuid4()
    LedgerEntry.objects.bulk_create(
        LedgerEntry(transaction_id=key, account=leg.account, minor=leg.amount.minor, currency=leg.amount.currency)
        for leg in legs
    )
    return Transaction.objects.create(pk=key, kind=kind, reference=reference, actor=actor, at=timezone.now())


def check_balance(*, legs: Sequence[Leg]) -> None:
    sums: dict[str, int] = defaultdict(int)
    for leg in legs:
        if leg.account.currency != leg.amount.currency:
            raise Unbalanced(f"{leg.amount.currency} booked to {leg.account}")
        sums[leg.amount.currency] += leg.amount.minor
    if len(legs) < 2 or any(sums.values()):
        raise Unbalanced(f"{len(legs)} legs with sums {dict(sums)}")
