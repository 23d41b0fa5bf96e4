"""The database itself keeps the books, whoever speaks to it: these statements go round the service."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from core.money import Money
from marketplace.payments.models import LedgerEntry, Transaction
from marketplace.payments.services.ledger import account, credit, debit, post
from marketplace.payments.states import AccountKind, TransactionKind


@pytest.fixture
def cash(db):
    return account(kind=AccountKind.GATEWAY_CLEARING, gateway="sandbox", currency="CNY")


@pytest.fixture
def posted(cash):
    funds = account(kind=AccountKind.BUYER_FUNDS, currency="CNY")
    return post(kind=TransactionKind.RECEIPT, reference="a", legs=[debit(cash, Money(5)), credit(funds, Money(5))])


def entries(cash, *minors, currency="CNY"):
    key = uuid.uuid4()
    for minor in minors:
        LedgerEntry.objects.create(transaction_id=key, account=cash, minor=minor, currency=currency)
    return key


def test_what_balances_is_sealed(cash):
    key = entries(cash, 7, -3, -4)
    Transaction.objects.create(pk=key, kind=TransactionKind.RECEIPT, reference="b")
    assert sorted(LedgerEntry.objects.filter(transaction_id=key).values_list("minor", flat=True)) == [-4, -3, 7]
    assert Transaction.objects.filter(pk=key).exists()


@pytest.mark.parametrize("minors", [(7, -3), (7,), ()])
def test_what_does_not_balance_is_not_sealed(cash, minors):
    with pytest.raises(IntegrityError, match="sum to zero"), transaction.atomic():
        Transaction.objects.create(pk=entries(cash, *minors), kind=TransactionKind.RECEIPT, reference="b")


def test_currencies_do_not_make_up_for_each_other(cash):
    key = entries(cash, 7)
    LedgerEntry.objects.create(transaction_id=key, account=cash, minor=-7, currency="USD")
    with pytest.raises(IntegrityError, match="sum to zero"), transaction.atomic():
        Transaction.objects.create(pk=key, kind=TransactionKind.RECEIPT, reference="b")
    LedgerEntry.objects.create(transaction_id=key, account=cash, minor=-7, currency="CNY")
    LedgerEntry.objects.create(transaction_id=key, account=cash, minor=7, currency="USD")
    Transaction.objects.create(pk=key, kind=TransactionKind.RECEIPT, reference="b")


def test_a_sealed_transaction_takes_no_more_legs(posted, cash):
    with pytest.raises(IntegrityError, match="sealed"), transaction.atomic():
        LedgerEntry.objects.create(transaction=posted, account=cash, minor=1, currency="CNY")


@pytest.mark.parametrize("model", [LedgerEntry, Transaction])
def test_nothing_changes(posted, model):
    field = {"minor": 6} if model is LedgerEntry else {"reference": "z"}
    with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
        model.objects.update(**field)


@pytest.mark.parametrize("model", [LedgerEntry, Transaction])
def test_nothing_goes(posted, model):
    with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
        model.objects.all()._raw_delete(model.objects.db)


@pytest.mark.django_db(transaction=True)
def test_legs_without_their_transaction_do_not_survive_the_commit():
    cash = account(kind=AccountKind.GATEWAY_CLEARING, gateway="sandbox", currency="CNY")
    with pytest.raises(IntegrityError), transaction.atomic():
        entries(cash, 7, -7)
    assert not LedgerEntry.objects.exists()
