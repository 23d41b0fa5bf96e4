"""A guest's link to an order: how long it opens it, and how a new one is had."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from marketplace.orders.models import OrderGroup, OrderTransition
from marketplace.orders.queries.orders import signed_path
from marketplace.orders.services.checkout import place_order
from tests.accounts.codes import texts_to
from tests.factories.accounts import UserFactory
from tests.factories.orders import CONTACT, cart_with, farm_of, variant_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def guests_group(settings, tmp_path) -> OrderGroup:
    settings.DAJI_SMS_FOLDER = tmp_path
    variant = variant_of(farm_of(UserFactory()), stock=3, price=3290)
    return place_order(buyer=None, cart=cart_with((variant, 1)), contact=CONTACT, idempotency_key="once")


@pytest.fixture
def days_later(monkeypatch):
    def days_later(days: float) -> None:
        moment = timezone.now() + timedelta(days=days)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        monkeypatch.setattr("django.core.signing.time.time", moment.timestamp)

    return days_later


@pytest.mark.parametrize(("days", "status"), [(89.9, 303), (90.1, 410)])
def test_a_link_opens_for_ninety_days_after_the_last_thing_that_happened(guests_group, days_later, days, status):
    link = signed_path(group=guests_group)
    days_later(days)
    answer = Client().get(link)
    assert answer.status_code == status
    if status == 410:
        assert "This link has run out." in answer.text
        assert guests_group.masked_phone in answer.text


def test_what_happens_to_the_order_prolongs_it(guests_group, days_later):
    link = signed_path(group=guests_group)
    days_later(80)
    order = guests_group.orders.get()
    OrderTransition.objects.create(order=order, old="pending", new="cancelled", actor=None, at=timezone.now())
    days_later(80)
    assert Client().get(link).status_code == 303
    days_later(20)
    assert Client().get(link).status_code == 410


def test_a_new_link_goes_to_the_number_on_the_order(guests_group, days_later, django_capture_on_commit_callbacks):
    link = signed_path(group=guests_group)
    days_later(100)
    elsewhere = Client()
    typed = {"key": link.partition("?key=")[2]}
    with django_capture_on_commit_callbacks(execute=True):
        answer = elsewhere.post(f"/orders/{guests_group.number}/link/", typed)
    assert "A new link is on its way." in answer.text
    assert elsewhere.get(f"/orders/{guests_group.number}/").status_code == 404  # not to whoever asked
    (text,) = texts_to(str(guests_group.phone))
    new = text.rpartition(" ")[2].partition("://")[2].partition("/")[2]
    assert elsewhere.get(f"/{new}").status_code == 303
    assert elsewhere.get(f"/orders/{guests_group.number}/").status_code == 200


@pytest.mark.parametrize("key", ["", "forged", "1abcde:forged", "::"])
def test_a_forged_key_sends_nothing(guests_group, key):
    assert Client().post(f"/orders/{guests_group.number}/link/", {"key": key}).status_code == 404
    assert Client().get(f"/orders/{guests_group.number}/", {"key": key or "x"}).status_code == 404
    assert texts_to(str(guests_group.phone)) == []


def test_a_link_of_one_order_opens_no_other(guests_group):
    other = OrderGroup.objects.get()
    key = signed_path(group=guests_group).partition("?key=")[2]
    other.number = "261121ABCDEFGH"
    other.pk = None
    other.idempotency_key = "other"
    other.save()
    assert Client().get("/orders/261121ABCDEFGH/", {"key": key}).status_code == 404


def test_new_links_are_counted(guests_group, days_later, settings):
    settings.DAJI_RATES = settings.DAJI_RATES | {"link_order": (2, 3600)}
    typed = {"key": signed_path(group=guests_group).partition("?key=")[2]}
    answers = [Client().post(f"/orders/{guests_group.number}/link/", typed) for _each in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Links to this order were sent today. Use the newest one." in answers[-1].text


def test_without_a_number_there_is_no_button(guests_group, days_later):
    link = signed_path(group=guests_group)
    OrderGroup.objects.update(phone="", contact_name="")
    days_later(1200)
    answer = Client().get(link)
    assert (answer.status_code, "Send a new link" in answer.text) == (410, False)
