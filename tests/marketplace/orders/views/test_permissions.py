"""A stranger finds nothing, and a farm sees no other farm's part of a checkout."""

import pytest

from marketplace.orders.models import Order
from tests.factories.accounts import UserFactory
from tests.factories.orders import cart_with, farm_of, paid, placed, variant_of

pytestmark = pytest.mark.usefixtures("db", "invariants")


@pytest.fixture
def farmer(db):
    return UserFactory()


@pytest.fixture
def neighbour(db):
    return UserFactory()


@pytest.fixture
def group(farmer, neighbour, shopper):
    """One checkout of two farms."""
    return paid(
        (variant_of(farm_of(farmer), price=1111), 1), (variant_of(farm_of(neighbour), price=7777), 1), buyer=shopper
    )


BUYER_POSTS = ["payment/", "cancellation/", "arrival/"]
SELLER_POSTS = ["acceptance/", "packing/", "shipment/", "phone/"]


@pytest.mark.parametrize("path", ["", *BUYER_POSTS])
def test_a_strangers_eyes_find_no_order(client, group, stranger, farmer, path):
    order = group.orders.first()
    for person in (None, stranger, farmer):
        if person:
            client.force_login(person)
        for number in (group.number, order.number):
            url = f"/orders/{number}/{path}"
            assert (client.post(url) if path else client.get(url)).status_code == 404


def test_the_buyer_finds_it_by_both_numbers(client, group, shopper):
    client.force_login(shopper)
    assert client.get(f"/orders/{group.number}/").status_code == 200
    assert client.get(f"/orders/{group.orders.first().number}/").status_code == 200


@pytest.mark.parametrize("path", ["", *SELLER_POSTS])
def test_a_farm_finds_only_its_own_orders(client, group, farmer, shopper, stranger, path):
    theirs = group.orders.order_by("pk").last()
    url = f"/sell/orders/{theirs.number}/{path}"
    for person in (farmer, shopper, stranger):
        client.force_login(person)
        assert (client.post(url) if path else client.get(url)).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "paid"


@pytest.mark.parametrize("path", ["/sell/orders/", "/sell/orders/X/"])
def test_the_desk_wants_a_login(client, db, path):
    assert client.get(path).url.startswith("/accounts/login/")


def test_nothing_of_the_other_farm_leaks(client, group, farmer):
    client.force_login(farmer)
    mine, theirs = group.orders.order_by("pk")
    for path in ("/sell/orders/?show=all", f"/sell/orders/{mine.number}/"):
        page = client.get(path).content.decode()
        assert mine.number in page
        for secret in (theirs.number, str(theirs.total), str(theirs.commission), str(group.total), str(theirs.seller)):
            assert secret not in page


def test_commission_is_not_the_buyers_business(client, group, shopper):
    client.force_login(shopper)
    page = client.get(f"/orders/{group.number}/").content.decode()
    assert "388.85" not in page
    assert all(str(order.commission) not in page for order in group.orders.all())


def test_an_unpaid_order_is_not_the_farms_business(client, farmer, shopper):
    placed((variant_of(farm_of(farmer)), 1), buyer=shopper)
    client.force_login(farmer)
    assert client.get(f"/sell/orders/{Order.objects.get().number}/").status_code == 404


def test_nobody_touches_anothers_basket(client, shopper, stranger):
    line = cart_with((variant_of(), 2), user=shopper).lines.get()
    for person in (None, stranger):
        if person:
            client.force_login(person)
        assert client.post(f"/cart/lines/{line.pk}/", {"quantity": 1}).status_code == 404
        assert client.post(f"/cart/lines/{line.pk}/removal/").status_code == 404
    assert line.cart.lines.get().quantity == 2


def test_the_bank_page_needs_its_token(client, db):
    assert client.get("/pay/sandbox/guess/").status_code == 404
