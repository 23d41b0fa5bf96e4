import pytest

from accounts.audit.models import AuditEntry
from core.errors import NotAllowed, Refused
from marketplace.orders.models import Order
from marketplace.orders.services.reveals import reveal_buyers_phone
from marketplace.orders.states import SENDING_STATES, OrderState
from tests.factories.accounts import UserFactory
from tests.factories.orders import farm_of, paid, variant_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def farmer():
    return UserFactory()


@pytest.fixture
def order(farmer, shopper):
    return paid((variant_of(farm_of(farmer)), 1), buyer=shopper).orders.get()


def test_each_look_is_one_entry(order, farmer):
    assert reveal_buyers_phone(order=order, viewer=farmer) == "+8613800002046"
    reveal_buyers_phone(order=order, viewer=farmer)
    seen = AuditEntry.objects.about(order).values_list("actor", "action", "target_label")
    assert list(seen) == [(farmer.pk, "phone.revealed", order.number)] * 2


@pytest.mark.parametrize("state", OrderState)
def test_only_while_a_parcel_has_to_arrive(order, farmer, state):
    Order.objects.filter(pk=order.pk).update(state=state)
    order.refresh_from_db()
    if state in SENDING_STATES:
        assert reveal_buyers_phone(order=order, viewer=farmer) == "+8613800002046"
    else:
        with pytest.raises(Refused):
            reveal_buyers_phone(order=order, viewer=farmer)
        assert not AuditEntry.objects.exists()


def test_other_farms_and_the_buyer_are_refused(order, shopper):
    neighbour = farm_of().organization.memberships.get().user
    for person in (neighbour, shopper):
        with pytest.raises(NotAllowed):
            reveal_buyers_phone(order=order, viewer=person)
    assert not AuditEntry.objects.exists()


def test_the_page_masks_it_shows_it_once_and_masks_it_again(client, order, farmer):
    client.force_login(farmer)
    path = f"/sell/orders/{order.number}/"
    masked = client.get(path).content.decode()
    assert "138••••2046" in masked and "tel:" not in masked and "13800002046" not in masked
    shown = client.post(f"{path}phone/")
    assert shown.status_code == 200 and "tel:+8613800002046" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    part = client.post(f"{path}phone/", headers={"HX-Request": "true"}).content.decode()
    assert "tel:+8613800002046" in part and "<html" not in part
    assert "tel:" not in client.get(path).content.decode()
    assert client.get(f"{path}phone/").status_code == 405
    assert AuditEntry.objects.count() == 2
