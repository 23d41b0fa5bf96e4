from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session

from accounts.models import Invitation, TextCount, User
from accounts.privacy.models import Export
from accounts.privacy.services.retention import forget_what_is_old
from accounts.privacy.states import ExportState
from accounts.states import InvitationState
from accounts.verification.models import Verification
from accounts.verification.services.rounds import begin_round, withdraw
from accounts.verification.states import VerificationState
from config.settings.schedule import CELERY_BEAT_SCHEDULE
from core.models import Event, IdempotencyRecord
from core.personal_data import Retention, retentions
from live.chat.models import Message
from live.rooms.models import Room
from marketplace.orders.models import Order, OrderGroup
from marketplace.orders.states import OrderState
from notifications.models import Notification
from recruiting.applications.models import Application, PhoneReveal
from recruiting.applications.states import ApplicationState
from tests.factories.accounts import MembershipFactory, OrganizationFactory, UserFactory
from tests.factories.orders import paid, variant_of
from tests.factories.recruiting import ApplicationFactory, JobFactory, employer_of
from tests.factories.verification import LICENCE_NUMBER, submitted_by

pytestmark = pytest.mark.django_db
NOW = datetime(2030, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def old(settings):
    """`old("chat")` is a minute too old for its rule, `old("chat", 1)` a minute too young."""
    return lambda name, minutes=-1: NOW - timedelta(days=settings.DAJI_KEEP_DAYS[name], minutes=-minutes)


def forgotten() -> dict[str, int]:
    return {name: count for name, count in forget_what_is_old(now=NOW).items() if count}


def test_answers_sessions_and_counts(old):
    for key, minutes in (("a", -1), ("b", 1)):
        IdempotencyRecord.objects.create(
            scope="user:1", key=key, fingerprint="x", created_at=old("idempotency", minutes)
        )
        Session.objects.create(session_key=key, session_data="", expire_date=old("sessions", minutes))
    for days in (1, -1):
        day = old("text_counts").date() - timedelta(days=days)
        TextCount.objects.create(day=day, key="k", sent=1)
    assert forgotten() == {"idempotency": 1, "sessions": 1, "text_counts": 1}
    assert IdempotencyRecord.objects.get().key == "b" and Session.objects.get().session_key == "b"
    assert forgotten() == {}


def test_what_was_told_and_what_happened(old, shopper):
    User.objects.update(last_login=NOW)
    first, second, third = (
        Event.objects.create(name="x.Y", data={}, happened_at=old("events", minutes), delivered_at=delivered)
        for minutes, delivered in ((-1, NOW), (1, NOW), (-1, None))
    )
    for event, minutes in ((second, -1), (third, 1)):
        Notification.objects.create(
            user=shopper, kind="export_ready", event=event, url="/", created_at=old("notifications", minutes)
        )
    assert forgotten() == {"events": 1, "notifications": 1}
    assert set(Event.objects.values_list("pk", flat=True)) == {second.pk, third.pk}
    assert Notification.objects.get().event == third


def test_archives(old, shopper, stranger):
    User.objects.update(last_login=NOW)
    for user, minutes in ((shopper, -1), (stranger, 1)):
        Export.objects.create(
            user=user,
            state=ExportState.READY,
            file="exports/x.zip",
            requested_at=NOW,
            ready_at=old("exports", minutes),
            expires_at=NOW,
        )
    assert forgotten() == {"exports": 1}
    assert shopper.exports.get().state == ExportState.GONE and stranger.exports.get().state == ExportState.READY


@pytest.mark.parametrize("state", InvitationState.values)
def test_invitations_that_have_ended(old, state):
    is_answered = state not in (InvitationState.PENDING, InvitationState.EXPIRED)
    for minutes in (-1, 1):
        ended = old("invitations", minutes)
        Invitation.objects.create(
            organization=OrganizationFactory(),
            role="staff",
            state=state,
            **{"email": "wu@example.com"} if minutes < 0 else {"phone": "+8613912347788"},
            answered_at=ended if is_answered else None,
            expires_at=ended - timedelta(days=9) if is_answered else ended,
        )
    assert forgotten() == {"invitations": 1}
    assert Invitation.objects.get().phone == "+8613912347788"


@pytest.mark.parametrize("state", VerificationState.values)
def test_papers_that_led_to_nothing(old, state, django_capture_on_commit_callbacks):
    gone, young = submitted_by(MembershipFactory()), submitted_by(MembershipFactory())
    files = {round: round.documents.get().document.file for round in (gone, young)}
    dates = {"reason": "Blurred.", "valid_through": NOW.date(), "next_check": NOW.date()}
    for round, minutes in ((gone, -1), (young, 1)):
        ended = old("verification_papers", minutes)
        withdrawn = state == VerificationState.WITHDRAWN
        decided = {"decided_at": None if withdrawn else ended, "submitted_at": ended}
        Verification.objects.filter(pk=round.pk).update(state=state, **dates, **decided)
    with django_capture_on_commit_callbacks(execute=True):
        counts = forgotten()
    for round in (gone, young):
        round.refresh_from_db()
    if state not in (VerificationState.REFUSED, VerificationState.WITHDRAWN):
        assert counts == {} and gone.licence_number and gone.documents.count() == 1
        return
    assert counts == {"verification_papers": 1} and forgotten() == {}
    assert (gone.licence_number, gone.licence_kind, gone.holder, gone.note) == ("", "", "", "")
    assert (gone.licence_valid_through, gone.documents.count(), gone.reason) == (None, 0, "Blurred.")
    assert young.licence_number == LICENCE_NUMBER and young.documents.count() == 1
    assert [files[round].storage.exists(files[round].name) for round in (gone, young)] == [False, True]


def test_a_paper_that_a_later_round_shows_stays(old, django_capture_on_commit_callbacks):
    owner = MembershipFactory()
    first = submitted_by(owner)
    withdraw(verification=first, actor=owner.user)
    Verification.objects.update(submitted_at=old("verification_papers"))
    second = begin_round(organization=owner.organization, actor=owner.user)
    with django_capture_on_commit_callbacks(execute=True):
        assert forgotten()["verification_papers"] == 1
    assert first.documents.count() == 0
    stored = second.documents.get().document.file
    assert stored.storage.exists(stored.name)


def test_what_was_written_in_rooms(old, shopper):
    room = Room.objects.create(
        organization=OrganizationFactory(), host=shopper, kind="sale", title={"en": "x"}, starts_at=NOW
    )
    for minutes in (-1, 1):
        Message.objects.create(
            room=room, author=shopper, body="hi", client_id=str(minutes), created_at=old("chat", minutes)
        )
    assert forgotten() == {"chat": 1}
    assert Message.objects.get().client_id == "1"


def test_contacts_on_orders_that_are_done(old, shopper):
    done, young, still_open = (paid((variant_of(), 1), buyer=shopper) for _number in range(3))
    Order.objects.exclude(group=still_open).update(state=OrderState.COMPLETED)
    for group, minutes in ((done, -1), (young, 1), (still_open, -1)):
        OrderGroup.objects.filter(pk=group.pk).update(placed_at=old("order_contacts", minutes))
    counts = forgotten()
    assert counts["order_contacts"] == 1
    done.refresh_from_db()
    young.refresh_from_db()
    still_open.refresh_from_db()
    assert (done.contact_name, done.phone, done.street) == ("", "", "")
    assert young.contact_name == still_open.contact_name == "Mei"


def test_closed_applications_and_who_saw_their_numbers(old):
    owner = UserFactory()
    job = JobFactory(employer=employer_of(owner))
    closed = {"state": ApplicationState.CLOSED, "closing_reason": "not_chosen"}
    gone = ApplicationFactory(job=job, state_since=old("closed_applications"), **closed)
    young = ApplicationFactory(job=job, state_since=old("closed_applications", 1), **closed)
    alive = ApplicationFactory(job=job, state_since=old("closed_applications"))
    PhoneReveal.objects.create(application=gone, viewer=owner, seen_at=old("phone_reveals"))
    PhoneReveal.objects.create(application=young, viewer=owner, seen_at=old("phone_reveals", 1))
    assert forgotten() == {"closed_applications": 1, "phone_reveals": 1}
    assert set(Application.objects.exclude(name="").values_list("pk", flat=True)) == {young.pk, alive.pk}
    assert PhoneReveal.objects.get().application == young


def test_accounts_that_nobody_proved_and_nobody_uses(old):
    joined = {"date_joined": old("unproved_accounts")}
    gone = UserFactory(name="Gone", **joined)
    UserFactory(name="Young", date_joined=old("unproved_accounts", 1))
    UserFactory(name="Proved number", phone="+8613900007788", phone_verified=True, **joined)
    UserFactory(name="Uses it", last_login=old("unproved_accounts", 1), **joined)
    UserFactory(name="Staff", is_staff=True, **joined)
    proved = UserFactory(name="Proved address", **joined)
    EmailAddress.objects.create(user=proved, email=proved.email, verified=True)
    buyer = UserFactory(name="Waits for oranges", **joined)
    paid((variant_of(), 1), buyer=buyer)
    counts = forgotten()
    assert counts["unproved_accounts"] == 1
    assert list(User.objects.filter(erased_at__isnull=False)) == [gone]
    assert gone.__class__.objects.get(pk=gone.pk).erasure.asked_by_person is False


def test_batches_go_on_until_nothing_is_left(monkeypatch, settings):
    left = [1200]

    def forget(before, limit):
        assert before == NOW - timedelta(days=3)
        taken = min(limit, left[0])
        left[0] -= taken
        return taken

    monkeypatch.setitem(retentions, "test", Retention(name="test", label="", forget=forget))
    settings.DAJI_KEEP_DAYS = {**settings.DAJI_KEEP_DAYS, "test": 3}
    assert forgotten()["test"] == 1200 and left == [0]


def test_beat_runs_it():
    tasks = {entry["task"] for entry in CELERY_BEAT_SCHEDULE.values()}
    assert {"accounts.privacy.tasks.forget_what_is_old", "accounts.privacy.tasks.pack_what_waits"} <= tasks
