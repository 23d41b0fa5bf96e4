import re

import pytest
from django.utils import timezone, translation

from accounts.models import User
from accounts.privacy.kinds import PURPOSES
from accounts.privacy.models import ConsentReceipt
from accounts.privacy.queries import consents_of, who_withdrew
from accounts.privacy.services.consents import agree_at_sign_up, record_consent
from accounts.states import OrganizationKind
from core.errors import Refused
from core.localized import LocalizedText
from live.rooms.models import Room
from live.rooms.services import open_room
from notifications.models import Delivery, Notification
from tests.factories.accounts import FollowFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def receipts() -> list[tuple[str, str, str, str]]:
    return list(ConsentReceipt.objects.order_by("pk").values_list("purpose", "decision", "language", "place"))


def test_signing_up_leaves_a_receipt_for_each_text_in_its_language(client):
    data = {"by": "email", "name": "Mei", "email": "mei@example.com", "password1": "a-long-pass-word-1"}
    answer = client.post("/accounts/signup/?by=email", data, headers={"Accept-Language": "zh-hans"})
    assert answer.status_code == 302 and User.objects.get().email == "mei@example.com"
    assert receipts() == [("terms", "given", "zh-hans", "sign-up"), ("privacy", "given", "zh-hans", "sign-up")]
    assert set(ConsentReceipt.objects.values_list("version", flat=True)) == {PURPOSES["terms"].version}


def test_the_form_says_what_one_agrees_to(client):
    page = client.get("/accounts/signup/").content.decode()
    assert 'By joining you agree to the <a href="/terms/">terms of the fair</a>' in page


def test_agreeing_twice_at_sign_up_is_agreeing_once(shopper):
    agree_at_sign_up(user=shopper)
    agree_at_sign_up(user=shopper)
    assert len(receipts()) == 2


@pytest.mark.parametrize("purpose", ["terms", "privacy"])
def test_what_an_account_needs_cannot_be_taken_back(shopper, purpose):
    with pytest.raises(Refused, match="erase the account"):
        record_consent(user=shopper, purpose=purpose, decision="withdrawn", place="my data")
    assert receipts() == []


def test_the_latest_decision_counts(shopper, stranger):
    def is_on() -> bool:
        return consents_of(user=shopper)[-1].is_given

    assert is_on()
    record_consent(user=shopper, purpose="live_mail", decision="withdrawn", place="my data")
    assert not is_on() and who_withdrew(purpose="live_mail", among=[shopper.pk, stranger.pk]) == {shopper.pk}
    record_consent(user=shopper, purpose="live_mail", decision="given", place="my data")
    assert is_on() and who_withdrew(purpose="live_mail", among=[shopper.pk, stranger.pk]) == set()


def test_who_switched_it_off_gets_the_bell_and_no_mail(shopper, stranger, django_capture_on_commit_callbacks):
    host = MembershipFactory(organization__kind=OrganizationKind.FARM)
    for follower in (shopper, stranger):
        FollowFactory(organization=host.organization, user=follower)
    record_consent(user=shopper, purpose="live_mail", decision="withdrawn", place="my data")
    room = Room.objects.create(
        organization=host.organization,
        host=host.user,
        kind="sale",
        starts_at=timezone.now(),
        title=LocalizedText.of("Picking", "摘果"),
    )
    with django_capture_on_commit_callbacks(execute=True):
        open_room(room=room, actor=host.user)
    assert set(Notification.objects.values_list("user", flat=True)) == {shopper.pk, stranger.pk}
    mailed = Delivery.objects.filter(channel="email").values_list("notification__user", flat=True)
    assert list(mailed) == [stranger.pk]


def test_the_page_switches_it_off_and_on(client, shopper):
    client.force_login(shopper)
    off = {"purpose": "live_mail", "decision": "withdrawn"}
    answer = client.post("/me/data/consents/", off)
    assert (answer.status_code, answer["Location"]) == (303, "/me/data/")
    assert "Switch it on" in client.get("/me/data/").content.decode()
    client.post("/me/data/consents/", off | {"decision": "given"})
    assert "Switch it off" in client.get("/me/data/").content.decode()
    assert [decision for _purpose, decision, _language, _place in receipts()] == ["withdrawn", "given"]
    assert client.post("/me/data/consents/", off | {"purpose": "newsletter"}).status_code == 404
    assert client.post("/me/data/consents/", off | {"purpose": "terms"}).status_code == 409


def test_who_joined_before_may_agree_now(client, shopper):
    client.force_login(shopper)
    assert client.get("/me/data/").content.decode().count("You joined before we asked.") == 2
    client.post("/me/data/consents/", {"purpose": "terms", "decision": "given"})
    assert client.get("/me/data/").content.decode().count("You joined before we asked.") == 1


def test_strangers_are_sent_to_the_login(client):
    for path in ("/me/data/", "/me/data/erasure/"):
        assert client.get(path)["Location"].startswith("/accounts/login/")
    for path in ("/me/data/consents/", "/me/data/exports/"):
        assert client.post(path)["Location"].startswith("/accounts/login/")
        assert client.get(path).status_code == 405


@pytest.mark.parametrize("path", ["/terms/", "/privacy/"])
@pytest.mark.parametrize(("language", "word"), [("en", "What"), ("zh-hans", "什么")])
def test_the_texts_are_there_in_both_languages_with_their_version(client, path, language, word):
    with translation.override("en"):
        page = client.get(path, headers={"Accept-Language": language}).content.decode()
    assert word in page and PURPOSES[path.strip("/")].version in page


def test_the_privacy_notice_says_how_long_what_is_kept(client):
    page = client.get("/privacy/").content.decode()
    (kept,) = re.findall(r"<dt>Name, number and address on an order</dt>\s*<dd>([^<]*)</dd>", page)
    assert kept.strip() == "3 years"


def test_the_page_costs_the_same_with_one_receipt_and_with_three(client, shopper, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(shopper)
    record_consent(user=shopper, purpose="live_mail", decision="given", place="my data")
    with CaptureQueriesContext(connection) as one:
        client.get("/me/data/")
    for _number in range(2):
        record_consent(user=shopper, purpose="live_mail", decision="withdrawn", place="my data")
    with django_assert_num_queries(len(one)):
        client.get("/me/data/")
