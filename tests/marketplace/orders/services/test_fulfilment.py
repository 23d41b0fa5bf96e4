from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership
from accounts.states import Role
from core.errors import NotAllowed, Refused
from core.models import Event
from core.transitions import IllegalTransition
from marketplace.orders.models import OrderTransition, Shipment
from marketplace.orders.services.fulfilment import (
    accept,
    complete_delivered,
    confirm_arrival,
    pack,
    ship,
)
from marketplace.orders.states import OrderState
from tests.factories.accounts import UserFactory
from tests.factories.orders import farm_of, paid, placed, variant_of

pytestmark = pytest.mark.usefixtures("db", "invariants")


@pytest.fixture
def farmer(db):
    return UserFactory(name="Dashan")


@pytest.fixture
def order(farmer, shopper):
    return paid((variant_of(farm_of(farmer)), 1), buyer=shopper).orders.get()


def send(order, farmer):
    accept(order=order, actor=farmer)
    pack(order=order, actor=farmer)
    return ship(order=order, actor=farmer, carrier="SF Express", tracking_number="SF123")


def test_the_whole_road_with_who_when_and_why(order, farmer, shopper):
    send(order, farmer)
    confirm_arrival(order=order, actor=shopper)
    moves = list(OrderTransition.objects.filter(order=order).values_list("old", "new", "actor", "reason"))
    assert moves == [
        ("", "pending", shopper.pk, ""),
        ("pending", "paid", None, ""),
        ("paid", "accepted", farmer.pk, ""),
        ("accepted", "packed", farmer.pk, ""),
        ("packed", "shipped", farmer.pk, "SF Express SF123"),
        ("shipped", "delivered", shopper.pk, ""),
    ]
    assert Shipment.objects.get().tracking_number == "SF123"


def test_shipping_is_told_to_the_buyer_once(order, farmer, shopper):
    send(order, farmer)
    assert Event.objects.get(name="orders.OrderShipped").data == {"order_id": order.pk, "buyer_id": shopper.pk}


@pytest.mark.parametrize("step", [pack, confirm_arrival])
def test_no_step_is_skipped(order, farmer, shopper, step):
    with pytest.raises(IllegalTransition):
        step(order=order, actor=farmer if step is pack else shopper)


def test_a_step_is_taken_once(order, farmer):
    accept(order=order, actor=farmer)
    with pytest.raises(IllegalTransition):
        accept(order=order, actor=farmer)


@pytest.mark.parametrize(("carrier", "number", "field"), [(" ", "1", "carrier"), ("SF", "", "tracking_number")])
def test_shipping_needs_carrier_and_number(order, farmer, carrier, number, field):
    accept(order=order, actor=farmer)
    pack(order=order, actor=farmer)
    with pytest.raises(Refused) as refusal:
        ship(order=order, actor=farmer, carrier=carrier, tracking_number=number)
    assert refusal.value.field == field


@pytest.mark.parametrize("step", [accept, pack])
def test_neither_buyer_nor_another_farmer_may_fulfil(order, shopper, step):
    other = UserFactory()
    farm_of(other)
    for actor in (shopper, other):
        with pytest.raises(NotAllowed):
            step(order=order, actor=actor)


def test_anybody_who_works_at_the_farm_may_pack(order, farmer, stranger):
    Membership.objects.create(organization=order.seller, user=stranger, role=Role.STAFF)
    accept(order=order, actor=stranger)
    order.refresh_from_db()
    assert order.state == OrderState.ACCEPTED
    assert order.transitions.last().actor == stranger


def test_only_the_buyer_says_that_it_arrived(order, farmer, stranger):
    send(order, farmer)
    for actor in (farmer, stranger, None):
        with pytest.raises(NotAllowed):
            confirm_arrival(order=order, actor=actor)


def test_an_unpaid_order_cannot_be_accepted(farmer, shopper):
    order = placed((variant_of(farm_of(farmer)), 1), buyer=shopper).orders.get()
    with pytest.raises(IllegalTransition):
        accept(order=order, actor=farmer)


def test_a_week_after_arrival_it_is_completed(order, farmer, shopper):
    send(order, farmer)
    confirm_arrival(order=order, actor=shopper)
    now = timezone.now()
    assert complete_delivered(now=now + timedelta(days=6)) == 0
    assert complete_delivered(now=now + timedelta(days=7, seconds=1)) == 1
    assert complete_delivered(now=now + timedelta(days=8)) == 0
    order.refresh_from_db()
    assert order.state == OrderState.COMPLETED
