import pytest
from django.urls import reverse

from marketplace.orders.services.paying import start_paying
from marketplace.payments.gateways import Outcome
from tests.factories.accounts import UserFactory
from tests.factories.orders import bank_says, cart_with, farm_of, paid, placed, put_in_basket, variant_of
from tests.factories.uploads import PictureFactory

pytestmark = pytest.mark.usefixtures("db", "invariants")


@pytest.fixture
def farmer(db):
    return UserFactory(avatar=PictureFactory())


def queries(client, django_assert_max_num_queries, url):
    with django_assert_max_num_queries(60) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def pictured(farm=None):
    variant = variant_of(farm)
    variant.product.picture = PictureFactory()
    variant.product.save()
    return variant


@pytest.mark.parametrize("url", ["/cart/", "/checkout/"])
def test_the_basket_costs_the_same_at_one_and_three_farms(client, shopper, django_assert_max_num_queries, url):
    client.force_login(shopper)
    cart_with((pictured(), 1), user=shopper)
    client.post("/cart/hold/")
    one = queries(client, django_assert_max_num_queries, url)
    cart_with((pictured(), 1), (pictured(), 2), user=shopper)
    client.post("/cart/hold/")
    assert queries(client, django_assert_max_num_queries, url) == one


def test_the_orders_cost_the_same_at_one_and_three(client, shopper, django_assert_max_num_queries):
    client.force_login(shopper)
    paid((pictured(), 1), buyer=shopper)
    one = queries(client, django_assert_max_num_queries, "/orders/")
    paid((pictured(), 1), (pictured(), 1), buyer=shopper)
    paid((pictured(), 1), buyer=shopper)
    assert queries(client, django_assert_max_num_queries, "/orders/") == one


def test_one_order_costs_the_same_with_one_and_three_farms(client, shopper, django_assert_max_num_queries):
    client.force_login(shopper)
    small = paid((pictured(), 1), buyer=shopper)
    large = paid((pictured(), 1), (pictured(), 1), (pictured(), 1), buyer=shopper)
    counts = {queries(client, django_assert_max_num_queries, group.get_absolute_url()) for group in (small, large)}
    assert len(counts) == 1


def test_the_sales_cost_the_same_at_one_and_three(client, shopper, farmer, django_assert_max_num_queries):
    farm = farm_of(farmer)
    client.force_login(farmer)
    paid((pictured(farm), 1), buyer=shopper)
    one = queries(client, django_assert_max_num_queries, "/sell/orders/")
    paid((pictured(farm), 1), (pictured(farm), 1), buyer=shopper)
    paid((pictured(farm), 1), buyer=shopper)
    assert queries(client, django_assert_max_num_queries, "/sell/orders/") == one


def test_the_desk_shows_what_must_leave(client, shopper, farmer):
    farm = farm_of(farmer)
    paid((variant_of(farm, price=3290), 2), buyer=shopper)
    client.force_login(farmer)
    page = client.get("/sell/").content.decode()
    assert "1 order to accept" in page
    assert "¥65.80" in page


@pytest.mark.parametrize("url", ["/cart/", "/orders/"])
def test_an_empty_page_says_where_to_go(client, db, url):
    answer = client.get(url)
    assert answer.status_code == 200
    assert 'href="/products/"' in answer.content.decode()


def test_checkout_without_a_basket_goes_back(client, db):
    assert client.get("/checkout/").url == "/cart/"


def test_a_guest_who_only_looks_gets_no_session(client, db):
    client.get("/cart/")
    assert "sessionid" not in client.cookies


def test_the_count_stands_at_the_basket(client, db):
    variant = variant_of()
    put_in_basket(client, variant, 3)
    assert '<span class="dot">3</span>' in client.get("/cart/").content.decode()


@pytest.mark.parametrize("quantity", ["0", "-1", "1000000000", "x", ""])
def test_a_senseless_number_puts_nothing_in(client, db, quantity):
    put_in_basket(client, variant_of(), quantity)
    assert "Nothing in it yet." in client.get("/cart/").content.decode()


def test_an_unknown_size_is_not_found(client, db):
    assert client.post("/cart/lines/", {"variant": 999, "quantity": 1}).status_code == 404


def test_the_stepper_is_two_buttons_of_a_form(client, db):
    put_in_basket(client, variant_of(), 2)
    line = client.get("/cart/").context["basket"].lines[0].line
    url = reverse("orders:change", args=[line.pk])
    client.post(url, {"quantity": 3})
    assert client.get("/cart/").context["basket"].count == 3
    client.post(reverse("orders:remove", args=[line.pk]))
    assert client.get("/cart/").context["basket"].count == 0


def test_shipping_without_a_number_keeps_the_carrier(client, shopper, farmer):
    order = paid((variant_of(farm_of(farmer)), 1), buyer=shopper).orders.get()
    client.force_login(farmer)
    url = f"/sell/orders/{order.number}/"
    client.post(url + "acceptance/")
    client.post(url + "packing/")
    answer = client.post(url + "shipment/", {"carrier": "SF Express", "tracking_number": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Copy the number from the courier" in page
    assert 'value="SF Express"' in page


@pytest.mark.parametrize(
    ("outcome", "query", "waits"),
    [
        (None, "", False),
        (None, "?from=bank", True),
        (Outcome.FAILED, "?from=bank", False),
        (Outcome.CAPTURED, "?from=bank", True),
        (Outcome.CAPTURED, "", True),
    ],
)
def test_who_has_paid_is_not_told_the_opposite_while_the_order_is_being_told(client, shopper, outcome, query, waits):
    """The order hears of its money after the payment has: between the two nobody is asked to pay again."""
    group = placed((variant_of(), 1), buyer=shopper)
    payment = start_paying(group=group)
    if outcome:
        bank_says(payment, outcome)
    client.force_login(shopper)
    page = client.get(group.get_absolute_url() + query).content.decode()
    assert ("The bank is telling us." in page, "Not paid yet." in page) == (waits, not waits)
    assert (reverse("orders:pay", args=[group.number]) in page) is not waits
