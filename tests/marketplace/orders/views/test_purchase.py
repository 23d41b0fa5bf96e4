"""From the stall to the door with plain forms, the way a browser without JavaScript sends them."""

import re

import pytest
from django.test import Client

from marketplace.catalogue.models import Batch
from marketplace.orders.models import Order, OrderGroup
from marketplace.orders.queries.orders import signed_path
from marketplace.orders.states import OrderState
from marketplace.payments.models import Payment
from marketplace.payments.states import PaymentState
from tests.factories.accounts import UserFactory
from tests.factories.orders import TYPED_CONTACT, farm_of, put_in_basket, variant_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("invariants")]


@pytest.fixture
def farmer(db):
    return UserFactory()


@pytest.fixture
def variant(farmer):
    return variant_of(farm_of(farmer), stock=3, price=3290)


def hidden_fields(page):
    return dict(
        re.findall(r'<input type="hidden" name="(idempotency_key|total)" value="([^"]*)"', page.content.decode())
    )


def check_out(client, **changed):
    """Fill in the page as it came; returns the answer to sending it."""
    client.post("/cart/hold/")
    page = client.get("/checkout/")
    return client.post("/checkout/", {**TYPED_CONTACT, **hidden_fields(page), **changed})


def buy(client, variant, decision="approve"):
    """Returns the order's page after the bank."""
    put_in_basket(client, variant, 2)
    bank = check_out(client).url
    assert bank.startswith("/pay/sandbox/")
    assert "¥65.80" in client.get(bank).content.decode()
    return client.get(client.post(bank, {"decision": decision}).url)


def test_a_guest_buys_and_a_farmer_sends(client, variant, farmer):
    page = buy(client, variant)
    assert "Thank you. It is yours." in page.content.decode()
    order = Order.objects.get()
    assert order.state == OrderState.PAID
    assert Batch.objects.values_list("free", "reserved", "sold").get() == (1, 0, 2)

    desk = Client()
    desk.force_login(farmer)
    assert order.number in desk.get("/sell/orders/").content.decode()
    url = f"/sell/orders/{order.number}/"
    for step, typed in (
        ("acceptance/", {}),
        ("packing/", {}),
        ("shipment/", {"carrier": "SF Express", "tracking_number": "SF1234"}),
    ):
        assert desk.post(url + step, typed).status_code == 303
    assert "SF1234" in client.get(f"/orders/{order.group.number}/").content.decode()
    assert client.post(f"/orders/{order.number}/arrival/").status_code == 303
    order.refresh_from_db()
    assert order.state == OrderState.DELIVERED


def test_a_refused_payment_is_tried_again(client, variant):
    page = buy(client, variant, decision="refuse").content.decode()
    assert "The bank said no." in page
    group = OrderGroup.objects.get()
    bank = client.post(f"/orders/{group.number}/payment/").url
    client.post(bank, {"decision": "approve"})
    assert "Thank you" in client.get(f"/orders/{group.number}/").content.decode()
    assert list(Payment.objects.order_by("pk").values_list("state", flat=True)) == [
        PaymentState.FAILED,
        PaymentState.CAPTURED,
    ]


def test_leaving_the_bank_keeps_the_order_and_calling_it_off_frees_the_goods(client, variant):
    put_in_basket(client, variant)
    check_out(client)
    group = OrderGroup.objects.get()
    assert "Not paid yet." in client.get(f"/orders/{group.number}/").content.decode()
    client.post(f"/orders/{group.number}/cancellation/")
    assert Order.objects.get().state == OrderState.CANCELLED
    assert Batch.objects.get().free == 3
    assert client.post(f"/orders/{group.number}/payment/").status_code == 409


def test_a_double_click_places_one_order(client, variant):
    put_in_basket(client, variant)
    client.post("/cart/hold/")
    typed = {**TYPED_CONTACT, **hidden_fields(client.get("/checkout/"))}
    first, second = client.post("/checkout/", typed), client.post("/checkout/", typed)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert OrderGroup.objects.count() == 1


def test_the_same_key_with_another_street_is_refused(client, variant):
    put_in_basket(client, variant)
    client.post("/cart/hold/")
    typed = {**TYPED_CONTACT, **hidden_fields(client.get("/checkout/"))}
    client.post("/checkout/", typed)
    assert client.post("/checkout/", {**typed, "street": "Elsewhere 1"}).status_code == 409
    assert OrderGroup.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"phone": "138 0000 204"}, "One number is missing. 11 in all."),
        ({"phone": ""}, "Without this the courier cannot reach you."),
        ({"street": " "}, "Without this the courier cannot find you."),
        ({"gateway": "goldbank"}, "goldbank"),
        ({"total": "1"}, "A price has changed. Look at the new sum before you pay."),
    ],
)
def test_an_error_is_told_and_what_was_typed_stays(client, variant, changed, sentence):
    put_in_basket(client, variant)
    answer = check_out(client, **changed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "Some with leaves, please" in page
    assert not OrderGroup.objects.exists()


def test_the_last_crate_went_to_somebody_else_while_the_address_was_typed(client, variant):
    put_in_basket(client, variant, 3)
    other = Client()
    put_in_basket(other, variant, 1)
    page = client.get("/checkout/")
    other.post("/cart/hold/")
    answer = client.post("/checkout/", {**TYPED_CONTACT, **hidden_fields(page)})
    assert answer.status_code == 422
    assert "Only 2 left of Navel oranges." in answer.content.decode()


def test_logging_in_brings_the_basket_along(client, variant, shopper):
    put_in_basket(client, variant, 2)
    client.post("/cart/hold/")
    client.force_login(shopper)
    assert shopper.cart.lines.get().quantity == 2
    check_out(client)
    assert OrderGroup.objects.get().buyer == shopper


def test_a_guest_opens_the_order_by_its_link_anywhere(client, variant):
    put_in_basket(client, variant)
    check_out(client)
    group = OrderGroup.objects.get()
    elsewhere = Client()
    assert elsewhere.get(f"/orders/{group.number}/").status_code == 404
    assert elsewhere.get(f"/orders/{group.number}/?key=forged").status_code == 404
    answer = elsewhere.get(signed_path(group=group))
    assert answer.url == f"/orders/{group.number}/"
    assert elsewhere.get(answer.url).status_code == 200
    assert "key=" not in elsewhere.get(answer.url).content.decode()
