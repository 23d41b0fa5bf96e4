"""Money meets its order: in time, twice, late with the goods still there, late with the goods gone."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.errors import Refused
from core.models import Event
from marketplace.catalogue.models import Batch
from marketplace.orders.models import OrderGroup, Reservation
from marketplace.orders.services.cancelling import cancel_overdue, cancel_unpaid
from marketplace.orders.services.paying import start_paying
from marketplace.orders.services.reservations import HOLD_FOR, reserve
from marketplace.orders.services.settlement import take_money
from marketplace.orders.states import OrderState, ReservationState
from marketplace.payments.gateways import Outcome
from marketplace.payments.models import Account, Payment
from marketplace.payments.queries import balance
from marketplace.payments.services.captures import release
from marketplace.payments.states import HeldReason, PaymentState
from tests.factories.orders import bank_says, paid, placed, variant_of

pytestmark = pytest.mark.usefixtures("db", "invariants")


def states(group):
    return [order.state for order in group.orders.order_by("pk")]


def stock(variant):
    return Batch.objects.values_list("free", "reserved", "sold").get(variant=variant)


def overdue(*wanted):
    """A checkout whose time to pay ran out, with the bank page still open; beat has called it off."""
    group = placed(*wanted)
    payment = start_paying(group=group)
    assert cancel_overdue(now=timezone.now() + HOLD_FOR) == 1
    return group, payment


def test_paid_in_time(shopper):
    variant = variant_of(price=10000)
    group = paid((variant, 2), buyer=shopper)
    assert states(group) == [OrderState.PAID]
    assert stock(variant) == (8, 0, 2)
    assert Reservation.objects.get().state == ReservationState.SOLD
    told = Event.objects.get(name="orders.OrderPaid").data
    order = group.orders.get()
    assert told == {"order_id": order.pk, "seller_id": order.seller_id, "buyer_id": shopper.pk}
    owed = Account.objects.get(kind="seller_payable", organization=order.seller)
    assert balance(account=owed).minor == -19000


def test_two_sellers_are_credited_by_their_shares():
    group = paid((variant_of(price=3290), 3), (variant_of(price=111), 1))
    credited = {
        account.organization_id: -balance(account=account).minor
        for account in Account.objects.filter(kind="seller_payable")
    }
    assert credited == {order.seller_id: order.seller_gets.minor for order in group.orders.all()}
    fair = Account.objects.get(kind="commission")
    assert -balance(account=fair).minor == sum(order.commission.minor for order in group.orders.all())


def test_the_receiver_may_run_twice():
    group = paid((variant_of(), 1))
    take_money(payment_id=group.payment_id)
    assert group.orders.get().transitions.filter(new=OrderState.PAID).count() == 1
    assert Event.objects.filter(name="orders.OrderPaid").count() == 1


def test_unpaid_is_called_off_after_its_time():
    variant = variant_of()
    group, payment = overdue((variant, 2))
    assert states(group) == [OrderState.CANCELLED]
    assert stock(variant) == (10, 0, 0)
    payment.refresh_from_db()
    assert payment.state == PaymentState.CANCELLED
    assert cancel_overdue(now=timezone.now() + HOLD_FOR) == 0


def test_what_still_has_time_is_left_alone():
    placed((variant_of(), 1))
    assert cancel_overdue(now=timezone.now() + HOLD_FOR - timedelta(seconds=5)) == 0


def test_late_money_revives_the_order_while_the_goods_are_there():
    variant = variant_of(stock=2)
    group, payment = overdue((variant, 2))
    take_money(payment_id=bank_says(payment).payment_id)
    assert states(group) == [OrderState.PAID]
    assert stock(variant) == (0, 0, 2)


def test_late_money_is_held_when_the_goods_are_gone():
    variant = variant_of(stock=2)
    group, payment = overdue((variant, 2))
    reserve(variant=variant, quantity=1)
    take_money(payment_id=bank_says(payment).payment_id)
    assert states(group) == [OrderState.CANCELLED]
    assert stock(variant) == (1, 1, 0)
    payment.refresh_from_db()
    assert (payment.state, payment.held_reason) == (PaymentState.HELD, HeldReason.ORDER_GONE)


def test_half_the_goods_gone_sells_no_half_order():
    there, gone = variant_of(stock=1), variant_of(stock=1)
    group, payment = overdue((there, 1), (gone, 1))
    reserve(variant=gone, quantity=1)
    take_money(payment_id=bank_says(payment).payment_id)
    assert states(group) == [OrderState.CANCELLED, OrderState.CANCELLED]
    assert stock(there) == (1, 0, 0)


def test_a_person_gives_held_money_to_its_order_when_goods_came_back(shopper):
    variant = variant_of(stock=1)
    group, payment = overdue((variant, 1))
    (other,) = reserve(variant=variant, quantity=1)
    take_money(payment_id=bank_says(payment).payment_id)
    from marketplace.orders.services.reservations import release as give_back

    give_back(reservations=[other])
    payment.refresh_from_db()
    release(payment=payment, actor=shopper)
    take_money(payment_id=payment.pk)
    assert states(group) == [OrderState.PAID]


def test_released_but_not_yet_called_off_is_sold_all_the_same():
    """Another buyer's request let the expired hold go; beat has not come round."""
    variant = variant_of(stock=1)
    group = placed((variant, 1), now=timezone.now() - HOLD_FOR + timedelta(seconds=30))
    payment = start_paying(group=group)
    Reservation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    (theirs,) = reserve(variant=variant, quantity=1)
    from marketplace.orders.services.reservations import release as give_back

    give_back(reservations=[theirs])
    take_money(payment_id=bank_says(payment).payment_id)
    assert states(group) == [OrderState.PAID]
    assert stock(variant) == (0, 0, 1)


def test_paid_by_two_attempts_is_sold_once():
    variant = variant_of()
    group = placed((variant, 1))
    first = start_paying(group=group)
    bank_says(first, Outcome.FAILED)
    second = start_paying(group=group)
    assert first != second
    take_money(payment_id=bank_says(second).payment_id)
    take_money(payment_id=bank_says(first).payment_id)
    assert OrderGroup.objects.get().payment == second
    assert Payment.objects.get(pk=first.pk).held_reason == HeldReason.PAID_TWICE
    assert stock(variant) == (9, 0, 1)


def test_money_for_nothing_we_know_is_held():
    group = placed((variant_of(), 1))
    payment = start_paying(group=group)
    Payment.objects.filter(pk=payment.pk).update(reference="nobody")
    take_money(payment_id=bank_says(payment).payment_id)
    assert Payment.objects.get().held_reason == HeldReason.ORDER_GONE


def test_a_paid_order_is_not_called_off(shopper):
    group = paid((variant_of(), 1), buyer=shopper)
    with pytest.raises(Refused, match="paid already"):
        cancel_unpaid(group=group, actor=shopper, reason="")
    with pytest.raises(Refused, match="paid already"):
        start_paying(group=group)


def test_a_checkout_past_its_time_is_not_paid_again():
    group, _payment = overdue((variant_of(), 1))
    with pytest.raises(Refused, match="time to pay is over"):
        start_paying(group=group)


def test_the_command_says_that_all_is_well_and_what_is_not(capsys):
    variant = variant_of()
    paid((variant, 1))
    call_command("check_invariants")
    assert "8 invariants hold." in capsys.readouterr().out
    Batch.objects.update(reserved=1, free=8)
    with pytest.raises(CommandError, match="1 broken"):
        call_command("check_invariants")
    Batch.objects.update(reserved=0, free=9)
