from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.audit.models import AuditEntry
from accounts.models import Follow, Membership, User
from accounts.privacy.models import Erasure
from accounts.privacy.queries import what_blocks_erasing
from accounts.privacy.services.erasure import ErasureBlocked, clean_up, erase_account
from accounts.privacy.services.exports import pack, request_export
from accounts.privacy.states import ExportState
from core.uploads.models import Picture
from core.uploads.services.forgetting import delete_unused_pictures
from core.uploads.services.pictures import store_picture
from live.rooms.models import Room
from marketplace.orders.models import Cart, Order, OrderGroup
from marketplace.orders.states import SENDING_STATES, OrderState
from marketplace.payments.models import LedgerEntry, Payment
from marketplace.payments.states import HeldReason, PaymentState
from notifications.models import Notification
from recruiting.applications.models import Application
from recruiting.applications.services.submission import apply_for_job
from recruiting.applications.states import ApplicationState
from tests.factories.accounts import FollowFactory, MembershipFactory, OrganizationFactory, UserFactory
from tests.factories.orders import cart_with, farm_of, paid, placed, variant_of
from tests.factories.recruiting import JobFactory, employer_of
from tests.factories.uploads import image_bytes, uploaded

pytestmark = pytest.mark.django_db
NUMBER = "+8613900007788"


@pytest.fixture
def person():
    user = UserFactory(name="A-Qiang", email="a-qiang@example.com", phone=NUMBER, phone_verified=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True)
    return user


def an_open_job():
    owner = UserFactory()
    return JobFactory(employer=employer_of(owner, slug=f"employer-{owner.pk}"))


def everything_that_says_a_name() -> str:
    """Every row of every table, as the database has it, apart from who is allowed to stay."""
    from django.db import connection

    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [repr(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_what_is_left_is_a_row_without_a_name(person):
    FollowFactory(user=person)
    person.avatar = None
    now = timezone.now()
    erase_account(user=person, actor=person, now=now)
    row = User.objects.get(pk=person.pk)
    assert (row.name, row.email, row.phone, row.phone_verified, row.language) == ("", None, None, False, "")
    assert (row.is_active, row.has_usable_password(), row.erased_at) == (False, False, now)
    assert (row.get_short_name(), str(row)) == ("Someone who left", "Someone who left")
    assert not Follow.objects.exists() and not EmailAddress.objects.exists()
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.target_id) == (person, "account.erased", str(person.pk))
    assert "A-Qiang" not in repr(entry.__dict__)


def test_no_table_knows_the_name_any_more(person, django_capture_on_commit_callbacks):
    farm = farm_of()
    with django_capture_on_commit_callbacks(execute=True):
        group = paid((variant_of(farm), 1), buyer=person)
        OrderGroup.objects.filter(pk=group.pk).update(contact_name="A-Qiang", street="Fengqi Road 88")
        Order.objects.update(state=OrderState.COMPLETED)
        apply_for_job(job=an_open_job(), name="A-Qiang", phone=NUMBER, worker=person)
        FollowFactory(user=person, organization=farm.organization)
        from accounts.services.follows import follow

        follow(user=person, organization=OrganizationFactory())
        person.consents.create(purpose="terms", version="1", language="en", decision="given", place="sign-up")
    assert "A-Qiang" in everything_that_says_a_name()  # negative control
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(user=person, actor=person)
    left = everything_that_says_a_name()
    for trace in ("A-Qiang", "a-qiang@example.com", "Fengqi Road 88"):
        assert trace not in left


def test_orders_and_books_stay_without_a_name(person):
    group = paid((variant_of(), 1), buyer=person)
    Order.objects.update(state=OrderState.COMPLETED)
    legs = LedgerEntry.objects.count()
    erase_account(user=person, actor=person)
    group.refresh_from_db()
    assert (group.contact_name, group.phone, group.street, group.note) == ("", "", "", "")
    assert (group.addressee, group.masked_phone, group.buyer) == ("Someone who left", "—", person)
    assert LedgerEntry.objects.count() == legs > 0


@pytest.mark.parametrize("state", sorted(SENDING_STATES))
def test_an_open_order_blocks_and_nothing_is_lost(person, state):
    order = paid((variant_of(), 1), buyer=person).orders.get()
    Order.objects.update(state=state)
    FollowFactory(user=person)
    order.refresh_from_db()
    with pytest.raises(ErasureBlocked) as refusal:
        erase_account(user=person, actor=person)
    assert str(refusal.value) == (
        f"Order {order.number} is not done yet: {order.get_state_display()}. Wait until it is completed."
    )
    person.refresh_from_db()
    assert (person.name, person.phone, person.is_active) == ("A-Qiang", NUMBER, True)
    assert Follow.objects.count() == 1 and not Erasure.objects.exists() and not AuditEntry.objects.exists()


def test_money_that_is_being_looked_into_blocks(person):
    group = placed((variant_of(), 1), buyer=person)
    Payment.objects.create(
        reference=group.number,
        gateway="sandbox",
        amount=group.total,
        state=PaymentState.HELD,
        held_reason=HeldReason.PAID_TWICE,
        return_path="/",
    )
    assert [blocker.sentence for blocker in what_blocks_erasing(user=person)] == [
        f"Money for {group.number} is being looked into. Wait until that is settled."
    ]


def test_a_sole_owner_is_sent_to_the_members_page(person):
    membership = MembershipFactory(user=person, organization__slug="cloud-terrace")
    [blocker] = what_blocks_erasing(user=person)
    assert blocker.url == "/organizations/cloud-terrace/members/"
    assert blocker.sentence.startswith("You are the only owner of Organization")
    MembershipFactory(organization=membership.organization)
    assert what_blocks_erasing(user=person) == []
    erase_account(user=person, actor=person)
    assert Membership.objects.filter(organization=membership.organization).count() == 1


def test_a_room_ahead_blocks(person):
    room = Room.objects.create(
        organization=OrganizationFactory(), host=person, kind="sale", title={"en": "Oranges"}, starts_at=timezone.now()
    )
    assert [(blocker.sentence, blocker.url) for blocker in what_blocks_erasing(user=person)] == [
        ("You host “Oranges”. End it, or ask the others to find another host, first.", room.get_absolute_url())
    ]


def test_staff_have_to_be_let_go_first(person):
    User.objects.filter(pk=person.pk).update(is_staff=True)
    with pytest.raises(ErasureBlocked, match="another administrator"):
        erase_account(user=person, actor=person)


def test_what_was_not_paid_is_called_off_and_the_basket_emptied(person):
    variant = variant_of(stock=10)
    group = placed((variant, 3), buyer=person)
    cart_with((variant, 1), user=person)
    erase_account(user=person, actor=person)
    assert group.orders.get().state == OrderState.CANCELLED
    assert variant.batches.get().free == 10 and not Cart.objects.filter(user=person).exists()


def test_open_applications_are_withdrawn_and_lose_name_and_number(person):
    job, other = an_open_job(), an_open_job()
    for place in (job, other):
        apply_for_job(job=place, name="A-Qiang", phone=NUMBER, worker=person)
    erase_account(user=person, actor=person)
    rows = Application.objects.values_list("name", "state", "closing_reason")
    assert set(rows) == {("", ApplicationState.CLOSED, "withdrew")}
    assert [application.masked_phone for application in Application.objects.all()] == ["—", "—"]


def test_what_others_were_told_loses_the_name(person, django_capture_on_commit_callbacks):
    from accounts.services.follows import follow

    owner = MembershipFactory()
    with django_capture_on_commit_callbacks(execute=True):
        follow(user=person, organization=owner.organization)
    told = Notification.objects.get(user=owner.user)
    assert told.sentence.startswith("A-Qiang follows")
    erase_account(user=person, actor=person)
    told.refresh_from_db()
    assert told.sentence.startswith("Someone who left follows")


def test_erasing_twice_is_erasing_once(person):
    assert erase_account(user=person, actor=person) == erase_account(user=person, actor=None)
    assert AuditEntry.objects.count() == 1


def test_number_and_address_are_free_for_a_new_account(person):
    erase_account(user=person, actor=person)
    again = User.objects.create_user(phone=NUMBER, email="a-qiang@example.com", name="A-Qiang again")
    assert User.objects.get(phone=NUMBER) == again


def test_archives_and_their_parts_go_with_the_account(person, django_capture_on_commit_callbacks):
    export = request_export(user=person)
    pack(export_id=export.pk)
    export.refresh_from_db()
    storage, name = export.file.storage, export.file.name
    with django_capture_on_commit_callbacks(execute=True):
        erasure = erase_account(user=person, actor=person)
    export.refresh_from_db()
    erasure.refresh_from_db()
    assert (export.state, storage.exists(name), erasure.cleaned_at is not None) == (ExportState.GONE, False, True)
    first = erasure.cleaned_at
    clean_up(erasure=erasure, now=first + timedelta(days=1))
    erasure.refresh_from_db()
    assert erasure.cleaned_at == first


def test_ones_own_picture_goes_and_one_on_a_stall_stays(person, django_capture_on_commit_callbacks):
    face, shown, twin = (
        store_picture(uploaded_by=owner, file=uploaded(image_bytes(color=color)))
        for owner, color in ((person, "red"), (person, "blue"), (UserFactory(), "blue"))
    )
    User.objects.filter(pk=person.pk).update(avatar=face)
    organization = OrganizationFactory(avatar=shown)
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(user=person, actor=person)
    assert set(Picture.objects.values_list("pk", flat=True)) == {shown.pk, twin.pk}
    assert not face.file.storage.exists(face.file.name) and shown.file.storage.exists(shown.file.name)
    # Another row has the same picture, so its file stays when this one goes.
    organization.delete()
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_unused_pictures(uploaded_by=person) == 1
    assert twin.file.storage.exists(twin.file.name)


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def signed_in(client):
    """As somebody who logged in with a password a moment ago."""
    user = User.objects.create_user(email="mei@example.com", password="pass-word-1", name="Mei")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.post("/accounts/login/", {"login": "mei@example.com", "password": "pass-word-1"})
    return user


def test_the_page_says_what_goes_and_what_stays_before_anything_happens(client, shopper):
    client.force_login(shopper)
    page = client.get("/me/data/erasure/").content.decode()
    assert "Your name, number, e-mail address, picture and password." in page
    assert "Orders and the books, without your name: the law asks for three years." in page
    assert User.objects.get(pk=shopper.pk).erased_at is None


def test_strangers_are_sent_to_the_login(client):
    assert client.get("/me/data/erasure/").status_code == client.post("/me/data/erasure/").status_code == 302


def test_a_session_alone_does_not_erase(client, shopper):
    """Somebody at an unlocked computer is asked for the password."""
    client.force_login(shopper)
    answer = client.post("/me/data/erasure/", {"understood": "on"})
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/reauthenticate/")
    assert User.objects.get(pk=shopper.pk).erased_at is None
    answer = client.post(answer["Location"], {"password": "wrong"})
    assert User.objects.get(pk=shopper.pk).erased_at is None
    client.post("/accounts/reauthenticate/?next=/me/data/erasure/", {"password": "pass-word-1"})
    client.post("/me/data/erasure/", {"understood": "on"})
    assert User.objects.get(pk=shopper.pk).erased_at is not None


def test_who_has_no_password_must_have_signed_in_just_now(client):
    user = User.objects.create_user(phone=NUMBER, name="A-Qiang")
    client.force_login(user)
    answer = client.post("/me/data/erasure/", {"understood": "on"})
    assert answer.status_code == 422 and "You signed in some time ago." in answer.content.decode()
    assert User.objects.get(pk=user.pk).erased_at is None
    session = client.session
    session["account_authentication_methods"] = [{"method": "phone", "at": timezone.now().timestamp()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    assert client.post("/me/data/erasure/", {"understood": "on"}).status_code == 303
    assert User.objects.get(pk=user.pk).erased_at is not None


def _proved(client):
    """The password was asked for again a moment ago."""
    client.post("/accounts/reauthenticate/?next=/me/data/erasure/", {"password": "pass-word-1"})


def test_without_the_tick_nothing_happens(client, signed_in):
    _proved(client)
    answer = client.post("/me/data/erasure/", {})
    assert answer.status_code == 422 and "Tick the box" in answer.content.decode()
    assert User.objects.get(pk=signed_in.pk).erased_at is None


def test_blocked_it_answers_409_with_the_sentence_and_the_way(client, signed_in):
    order = paid((variant_of(), 1), buyer=signed_in).orders.get()
    _proved(client)
    answer = client.post("/me/data/erasure/", {"understood": "on"})
    page = answer.content.decode()
    assert answer.status_code == 409 and f"Order {order.number} is not done yet: Paid." in page
    assert f'href="/orders/{order.group.number}/"' in page


def test_afterwards_no_session_and_no_password_lets_in(client, signed_in):
    from django.test import Client

    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": "mei@example.com", "password": "pass-word-1"})
    assert elsewhere.get("/me/data/").status_code == 200
    _proved(client)
    answer = client.post("/me/data/erasure/", {"understood": "on"})
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert client.get("/me/data/").status_code == elsewhere.get("/me/data/").status_code == 302
    again = Client().post("/accounts/login/", {"login": "mei@example.com", "password": "pass-word-1"})
    assert again.status_code != 302
