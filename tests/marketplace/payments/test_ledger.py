import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import Money
from marketplace.payments.models import Account, LedgerEntry, Transaction
from marketplace.payments.queries import balance, unbalanced_transactions
from marketplace.payments.services.ledger import Leg, Unbalanced, account, check_balance, credit, debit, post
from marketplace.payments.states import AccountKind, TransactionKind


@pytest.fixture
def clearing(db):
    return account(kind=AccountKind.GATEWAY_CLEARING, gateway="sandbox", currency="CNY")


@pytest.fixture
def funds(db):
    return account(kind=AccountKind.BUYER_FUNDS, currency="CNY")


def test_an_account_is_opened_once(clearing):
    assert account(kind=AccountKind.GATEWAY_CLEARING, gateway="sandbox", currency="CNY") == clearing
    assert clearing.code == "gateway_clearing:sandbox:CNY"


def test_a_balance_is_the_sum_of_its_entries(clearing, funds):
    for number, minor in enumerate((100, 250)):
        post(
            kind=TransactionKind.RECEIPT,
            reference=str(number),
            legs=[debit(clearing, Money(minor)), credit(funds, Money(minor))],
        )
    assert balance(account=clearing) == Money(350)
    assert balance(account=funds) == Money(-350)


def test_the_same_reference_is_posted_once(clearing, funds):
    legs = [debit(clearing, Money(100)), credit(funds, Money(100))]
    first = post(kind=TransactionKind.RECEIPT, reference="a", legs=legs)
    assert post(kind=TransactionKind.RECEIPT, reference="a", legs=legs) == first
    assert balance(account=clearing) == Money(100)


def test_unbalanced_legs_are_refused_and_leave_nothing(clearing, funds):
    with pytest.raises(Unbalanced):
        post(
            kind=TransactionKind.RECEIPT,
            reference="a",
            legs=[debit(clearing, Money(100)), credit(funds, Money(99))],
        )
    assert not LedgerEntry.objects.exists()


def test_a_leg_in_another_currency_than_its_account_is_refused(clearing, funds):
    with pytest.raises(Unbalanced):
        check_balance(legs=[debit(clearing, Money(1, "USD")), credit(funds, Money(1, "USD"))])


def test_one_leg_of_nothing_is_no_transaction(clearing):
    with pytest.raises(Unbalanced):
        post(kind=TransactionKind.RECEIPT, reference="a", legs=[debit(clearing, Money(0))])


ACCOUNTS = {currency: Account(code=currency, currency=currency) for currency in ("CNY", "USD")}


@given(
    st.lists(
        st.builds(
            lambda minor, currency: Leg(ACCOUNTS[currency], Money(minor, currency)),
            st.integers(-(10**12), 10**12),
            st.sampled_from(["CNY", "USD"]),
        ),
        max_size=8,
    )
)
def test_exactly_what_sums_to_zero_in_every_currency_balances(legs):
    sums = {currency: sum(leg.amount.minor for leg in legs if leg.amount.currency == currency) for currency in ACCOUNTS}
    if len(legs) >= 2 and not any(sums.values()):
        check_balance(legs=legs)
    else:
        with pytest.raises(Unbalanced):
            check_balance(legs=legs)


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=6))
def test_what_is_closed_by_its_negative_sum_always_balances(minors):
    legs = [Leg(ACCOUNTS["CNY"], Money(minor)) for minor in minors]
    check_balance(legs=[*legs, Leg(ACCOUNTS["CNY"], Money(-sum(minors)))])


def test_an_unbalanced_transaction_would_be_found(clearing, funds):
    post(kind=TransactionKind.RECEIPT, reference="a", legs=[debit(clearing, Money(5)), credit(funds, Money(5))])
    assert Transaction.objects.count() == 1
    assert not unbalanced_transactions().exists()
