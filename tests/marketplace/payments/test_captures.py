import pytest

from core.errors import Refused
from core.money import Money
from marketplace.payments.gateways import Outcome
from marketplace.payments.models import Account
from marketplace.payments.queries import balance, held_payments
from marketplace.payments.services import sandbox
from marketplace.payments.services.captures import hold, release, settle
from marketplace.payments.services.starting import Share, cancel_pending, start_payment
from marketplace.payments.states import HeldReason, PaymentState
from tests.factories.orders import bank_says


def balances():
    return {
        str(account.kind): balance(account=account).minor for account in Account.objects.exclude(kind="seller_payable")
    }


def test_a_payment_is_the_sum_of_its_shares(payment):
    assert payment.amount == Money(10000)
    assert payment.state == PaymentState.PENDING


def test_a_pending_attempt_is_taken_up_again(payment):
    shares = [
        Share(seller=share.seller, amount=share.amount, commission=share.commission) for share in payment.shares.all()
    ]
    assert start_payment(reference="G1", shares=shares, return_path="/", gateway="sandbox") == payment
    bank_says(payment, Outcome.FAILED)
    assert start_payment(reference="G1", shares=shares, return_path="/", gateway="sandbox") != payment


def test_a_gateway_that_is_not_open_is_refused(payment):
    with pytest.raises(Refused):
        start_payment(reference="G2", shares=[], return_path="/", gateway="goldbank")


def test_received_money_waits_in_buyer_funds_until_it_is_settled(payment):
    bank_says(payment)
    assert balances() == {"gateway_clearing": 10000, "buyer_funds": -10000}
    settle(payment=payment)
    assert balances() == {"gateway_clearing": 10000, "buyer_funds": 0, "commission": -500}
    owed = [
        balance(account=one).minor for one in Account.objects.filter(kind="seller_payable").order_by("organization")
    ]
    assert owed == [-5700, -3800]
    settle(payment=payment)
    assert balances()["commission"] == -500


def test_paid_twice_is_held(payment):
    shares = [
        Share(seller=share.seller, amount=share.amount, commission=share.commission) for share in payment.shares.all()
    ]
    bank_says(payment, Outcome.FAILED)
    second = start_payment(reference="G1", shares=shares, return_path="/", gateway="sandbox")
    bank_says(second)
    bank_says(payment)
    payment.refresh_from_db()
    assert (payment.state, payment.held_reason) == (PaymentState.HELD, HeldReason.PAID_TWICE)
    assert list(held_payments()) == [payment]
    assert balances()["buyer_funds"] == -20000


def test_money_for_a_cancelled_payment_is_not_dropped(payment):
    cancel_pending(reference="G1")
    bank_says(payment)
    payment.refresh_from_db()
    assert payment.state == PaymentState.CAPTURED


def test_a_person_offers_held_money_again(payment, shopper):
    bank_says(payment)
    payment.refresh_from_db()
    hold(payment=payment, reason=HeldReason.ORDER_GONE)
    release(payment=payment, actor=shopper)
    payment.refresh_from_db()
    assert (payment.state, payment.held_reason) == (PaymentState.CAPTURED, "")


def test_a_wrong_amount_is_never_given_to_the_order(payment, shopper):
    bank_says(payment, amount=Money(1))
    payment.refresh_from_db()
    with pytest.raises(Refused):
        release(payment=payment, actor=shopper)


def test_the_bank_page_takes_no_second_payment(payment):
    bank_says(payment)
    payment.refresh_from_db()
    with pytest.raises(Refused):
        sandbox.decide(payment=payment, outcome=Outcome.CAPTURED)
