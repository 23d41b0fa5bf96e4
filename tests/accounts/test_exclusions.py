"""An organisation blocks a person: no word in its rooms, no application, no order; what was paid goes on."""

import json
import uuid

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.audit.models import AuditEntry
from accounts.models import Exclusion, Membership, Organization, User
from accounts.permissions import MODERATORS
from accounts.privacy.services.erasure import erase_account
from accounts.services.dealings import Excluded
from accounts.services.exclusions import exclude_person, lift_exclusion
from accounts.services.members import add_member
from accounts.states import Role
from core.errors import NotAllowed, Refused
from core.models import Event
from core.personal_data import registry
from live.chat.models import Message
from live.chat.services.messages import post_message
from live.rooms.models import Room
from marketplace.catalogue.models import Variant
from marketplace.orders.models import CartLine, Order
from marketplace.orders.services.carts import add_line
from marketplace.orders.services.checkout import place_order
from marketplace.orders.services.fulfilment import accept
from marketplace.orders.services.grabbing import grab
from marketplace.orders.services.paying import start_paying
from marketplace.orders.services.settlement import take_money
from marketplace.storefronts.models import Farm
from recruiting.applications.models import Application
from recruiting.applications.services.submission import apply_for_job
from recruiting.jobs.models import JobPosting
from recruiting.recruitment_sessions.models import RecruitmentSession
from recruiting.recruitment_sessions.services.questions import ask_question, support_question
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.orders import CONTACT, TYPED_CONTACT, bank_says, cart_with, farm_of, paid, placed, variant_of
from tests.factories.recruiting import ApplicationFactory, JobFactory, employer_of
from tests.factories.sale_rooms import sale_room_of

pytestmark = pytest.mark.django_db
NUMBER = "+8613800002046"
BLOCKED = "blocked you: Never picks up. You can look around there, but not write, apply or order."


@pytest.fixture
def farm() -> Farm:
    return farm_of(UserFactory(name="Dashan"))


@pytest.fixture
def owner(farm: Farm) -> User:
    return farm.organization.members.get()


@pytest.fixture
def room(farm: Farm, owner: User) -> Room:
    return sale_room_of(farm, host=owner, state="open").room


@pytest.fixture
def variant(farm: Farm) -> Variant:
    return variant_of(farm)


@pytest.fixture
def job(owner: User) -> JobPosting:
    return JobFactory(employer=employer_of(owner))


def block(organization: Organization, person: User | None, **more: str) -> Exclusion:
    owner = organization.memberships.get(role=Role.OWNER).user
    return exclude_person(organization=organization, actor=owner, person=person, **{"reason": "Never picks up", **more})


def say(room: Room, author: User, body: str = "Hello") -> Message:
    return post_message(room=room, author=author, body=body, client_id=str(uuid.uuid4()))


def test_a_word_in_its_rooms(room: Room, shopper: User, stranger: User) -> None:
    assert say(room, shopper).body == "Hello"
    exclusion = block(room.organization, shopper)
    with pytest.raises(Excluded, match=BLOCKED):
        say(room, shopper)
    assert say(room, stranger).body == "Hello"
    lift_exclusion(exclusion=exclusion, actor=room.host)
    assert say(room, shopper, "Back again").body == "Back again"


def test_a_question_in_its_sessions(job: JobPosting, owner: User, shopper: User, stranger: User) -> None:
    room = Room.objects.create(
        organization=job.employer.organization, host=owner, kind="recruitment", starts_at=job.published_at
    )
    session = RecruitmentSession.objects.create(room=room)
    question = ask_question(session=session, author=stranger, body="Is there hot water?")
    assert support_question(question=question, voter=shopper)
    block(job.employer.organization, shopper)
    with pytest.raises(Excluded, match=BLOCKED):
        ask_question(session=session, author=shopper, body="And a bed?")
    with pytest.raises(Excluded, match=BLOCKED):
        support_question(question=question, voter=shopper)


def test_an_application_also_without_logging_in(job: JobPosting, shopper: User) -> None:
    shopper.phone, shopper.phone_verified = NUMBER, True
    shopper.save()
    block(job.employer.organization, shopper)
    with pytest.raises(Excluded, match=BLOCKED):
        apply_for_job(job=job, name="Mei", phone="+8613900007788", worker=shopper)
    with pytest.raises(Excluded, match="takes nothing from this number. Log in with it to read why.") as refused:
        apply_for_job(job=job, name="Mei", phone=NUMBER)
    assert "picks up" not in str(refused.value)
    assert not Application.objects.exists()
    assert apply_for_job(job=job, name="Hua", phone="+8613900007788").is_new
    assert apply_for_job(job=JobFactory(employer=employer_of(UserFactory(), slug="b")), name="M", phone=NUMBER).is_new


def test_a_number_that_was_never_proved_gives_nobody_away(job: JobPosting, shopper: User) -> None:
    shopper.phone = NUMBER
    shopper.save()
    block(job.employer.organization, shopper)
    assert apply_for_job(job=job, name="Mei", phone=NUMBER).is_new


def test_somebody_elses_number_does_not_say_why(job: JobPosting, shopper: User, stranger: User) -> None:
    """The reason is for the person it is about."""
    block(job.employer.organization, None, phone=NUMBER, name="A-Qiang")
    with pytest.raises(Excluded, match="takes nothing from this number"):
        apply_for_job(job=job, name="Stranger", phone=NUMBER, worker=stranger)
    shopper.phone, shopper.phone_verified = NUMBER, True
    shopper.save()
    with pytest.raises(Excluded, match=BLOCKED):
        apply_for_job(job=job, name="Mei", phone="+8613900007788", worker=shopper)


def test_an_order_at_every_step(variant: Variant, farm: Farm, shopper: User) -> None:
    waiting = placed((variant, 1), buyer=shopper)
    cart = cart_with((variant, 1), user=shopper)
    block(farm.organization, shopper)
    with pytest.raises(Excluded, match=BLOCKED):
        add_line(cart=cart, variant=variant, quantity=1)
    with pytest.raises(Excluded, match=BLOCKED):
        grab(buyer=shopper, variant=variant, quantity=1, room_id=1, unit_price=None, idempotency_key="")
    with pytest.raises(Excluded, match=BLOCKED):
        place_order(buyer=shopper, cart=cart, contact=CONTACT, idempotency_key="once")
    with pytest.raises(Excluded, match=BLOCKED):
        start_paying(group=waiting)
    assert (Order.objects.count(), CartLine.objects.get().quantity) == (1, 1)
    # The other stalls of the fair sell to them as before.
    assert add_line(cart=cart, variant=variant_of(), quantity=1).pk


def test_an_order_as_a_guest_with_the_same_number(variant: Variant, farm: Farm) -> None:
    block(farm.organization, None, phone=NUMBER, name="Mei")
    with pytest.raises(Excluded, match="takes nothing from this number"):
        place_order(buyer=None, cart=cart_with((variant, 1)), contact=CONTACT, idempotency_key="once")
    Exclusion.objects.update(phone="+8613900007788")
    assert place_order(buyer=None, cart=cart_with((variant, 1)), contact=CONTACT, idempotency_key="twice").pk


def test_what_is_paid_goes_on_and_so_does_money_under_way(variant: Variant, farm: Farm, shopper: User) -> None:
    order = paid((variant, 1), buyer=shopper).orders.get()
    under_way = placed((variant, 1), buyer=shopper)
    payment = start_paying(group=under_way)
    block(farm.organization, shopper)
    accept(order=order, actor=farm.organization.members.get())
    bank_says(payment)
    take_money(payment_id=payment.pk)
    assert list(Order.objects.order_by("pk").values_list("state", flat=True)) == ["accepted", "paid"]


def test_the_pages_the_socketless_form_and_the_api_say_it(
    client: Client, room: Room, variant: Variant, job: JobPosting, shopper: User
) -> None:
    for organization in (room.organization, job.employer.organization):
        block(organization, shopper)
    client.force_login(shopper)
    page = client.get(f"/live/{room.pk}/").content.decode()
    assert BLOCKED in page
    assert 'name="body"' not in page
    answer = client.post(f"/live/{room.pk}/messages/", {"body": "Hello"}, headers={"Accept": "application/json"})
    assert (answer.status_code, BLOCKED in answer.json()["detail"]) == (403, True)
    answer = client.post("/cart/lines/", {"variant": variant.pk, "quantity": 1}, follow=True)
    assert BLOCKED in answer.content.decode()
    answer = client.post(f"/jobs/{job.slug}/apply/", {"name": "Mei", "phone": "13900007788"})
    assert (answer.status_code, BLOCKED in answer.content.decode()) == (422, True)
    said = {
        f"/api/v1/rooms/{room.pk}/messages/": {"body": "Hello"},
        "/api/v1/cart/lines/": {"variant": variant.pk, "quantity": 1},
        f"/api/v1/jobs/{job.slug}/applications/": {"name": "Mei", "phone": "+8613900007788"},
    }
    for address, body in said.items():
        answer = client.post(address, json.dumps(body), content_type="application/json")
        assert (address, answer.status_code, BLOCKED in answer.content.decode()) == (address, 403, True)
    assert not (Message.objects.exists() or CartLine.objects.exists() or Application.objects.exists())


def test_a_basket_filled_before_is_refused_at_the_checkout(client: Client, variant: Variant, shopper: User) -> None:
    cart_with((variant, 1), user=shopper)
    block(variant.product.farm.organization, shopper)
    client.force_login(shopper)
    answer = client.post("/checkout/", {**TYPED_CONTACT, "idempotency_key": "once"})
    assert BLOCKED in answer.content.decode()
    assert not Order.objects.exists()


@pytest.mark.parametrize("role", Role.values)
def test_who_may_block_and_lift(farm: Farm, shopper: User, role: str) -> None:
    member = MembershipFactory(organization=farm.organization, role=role).user
    if role in (Role.OWNER, Role.MANAGER):
        made = exclude_person(organization=farm.organization, actor=member, person=shopper, reason="Insults")
        lift_exclusion(exclusion=made, actor=member)
        assert not Exclusion.objects.exists()
        return
    with pytest.raises(NotAllowed):
        exclude_person(organization=farm.organization, actor=member, person=shopper, reason="Insults")
    made = block(farm.organization, shopper)
    with pytest.raises(NotAllowed):
        lift_exclusion(exclusion=made, actor=member)
    assert Exclusion.objects.get() == made


def test_whom_and_why(farm: Farm, owner: User, shopper: User) -> None:
    with pytest.raises(Refused, match="Give a reason: the person will read it."):
        block(farm.organization, shopper, reason=" ")
    host = MembershipFactory(organization=farm.organization, role=Role.HOST).user
    with pytest.raises(Refused, match="Remove them from the members first."):
        block(farm.organization, host)
    first = block(farm.organization, shopper, phone=NUMBER)
    assert block(farm.organization, shopper, reason="Again") == first
    # Another account with the same number: two rows, and the number stands once.
    assert block(farm.organization, UserFactory(), phone=NUMBER).phone is None
    names = Event.objects.filter(name__in=["accounts.PersonExcluded", "accounts.PersonLetBack"])
    assert names.count() == 2
    lift_exclusion(exclusion=first, actor=owner)
    acts = AuditEntry.objects.filter(action__startswith="organization.person_").order_by("pk")
    assert list(acts.values_list("action", "reason")) == [
        ("organization.person_excluded", "Never picks up"),
        ("organization.person_excluded", "Never picks up"),
        ("organization.person_let_back", ""),
    ]


def test_whoever_joins_is_no_longer_blocked(farm: Farm, shopper: User) -> None:
    block(farm.organization, shopper)
    add_member(organization=farm.organization, user=shopper, role=Role.STAFF)
    assert not Exclusion.objects.exists()


def test_blocking_a_buyer_from_their_order(client: Client, variant: Variant, owner: User, shopper: User) -> None:
    order = paid((variant, 1), buyer=shopper).orders.get()
    address = f"/sell/orders/{order.number}/"
    staff = MembershipFactory(organization=order.seller, role=Role.STAFF).user
    client.force_login(staff)
    assert "Block this buyer" not in client.get(address).content.decode()
    assert client.post(f"{address}block/", {"reason": "Insults"}).status_code == 403
    client.force_login(owner)
    assert "Block this buyer" in client.get(address).content.decode()
    assert client.post(f"{address}block/", {"reason": ""}).status_code == 409
    assert not Exclusion.objects.exists()
    assert client.post(f"{address}block/", {"reason": "Insults"}).url == address
    assert "You blocked this buyer" in client.get(address).content.decode()
    made = Exclusion.objects.get()
    assert (made.person, str(made.phone), made.reason, made.excluded_by) == (shopper, NUMBER, "Insults", owner)


def test_blocking_a_worker_who_has_no_account(client: Client, job: JobPosting, owner: User) -> None:
    lead = ApplicationFactory(job=job, worker=None, name="A-Qiang", phone="+8613900007788")
    client.force_login(owner)
    assert f"/hire/leads/{lead.pk}/block/" in client.get("/hire/leads/").content.decode()
    assert client.post(f"/hire/leads/{lead.pk}/block/", {"reason": "Came drunk"}).url == "/hire/leads/"
    page = client.get(f"/organizations/{job.employer.organization.slug}/blocked/").content.decode()
    assert ("A-Qiang" in page, "Came drunk" in page, "139••••7788" in page) == (True, True, True)
    assert "3900007788" not in page


def test_blocking_from_the_chat(client: Client, room: Room, shopper: User) -> None:
    say(room, shopper, "Buy from me instead")
    host = MembershipFactory(organization=room.organization, role=Role.HOST).user
    address = f"/live/{room.pk}/exclusions/"
    client.force_login(host)
    assert address not in client.get(f"/live/{room.pk}/").content.decode()
    assert client.post(address, {"user": shopper.pk, "reason": "lure"}).status_code == 403
    moderator = UserFactory()
    moderator.groups.add(Group.objects.get(name=MODERATORS))
    client.force_login(moderator)
    assert client.post(address, {"user": shopper.pk, "reason": "lure"}).status_code == 403
    client.force_login(room.host)
    assert address in client.get(f"/live/{room.pk}/").content.decode()
    assert client.post(address, {"user": shopper.pk, "reason": "because"}).status_code == 409
    assert client.post(address, {"user": shopper.pk, "reason": "lure"}).status_code == 303
    assert Exclusion.objects.get().reason == "Sends people off the fair"


def test_the_list_and_lifting(client: Client, farm: Farm, owner: User, shopper: User, stranger: User) -> None:
    address = f"/organizations/{farm.organization.slug}/blocked/"
    client.force_login(owner)
    assert "Nobody is blocked." in client.get(address).content.decode()
    made = block(farm.organization, shopper)
    elsewhere = block(farm_of().organization, shopper)
    assert "Never picks up" in client.get(address).content.decode()
    assert client.post(f"{address}{elsewhere.pk}/lifting/").status_code == 404
    for user in (stranger, MembershipFactory(organization=farm.organization, role=Role.HOST).user):
        client.force_login(user)
        assert client.get(address).status_code == 404
        assert client.post(f"{address}{made.pk}/lifting/").status_code == 404
    client.force_login(owner)
    assert client.post(f"{address}{made.pk}/lifting/").url == address
    assert Exclusion.objects.get() == elsewhere


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same(client: Client, farm: Farm, owner: User, rows: int, django_assert_num_queries) -> None:
    for _row in range(rows):
        block(farm.organization, UserFactory())
    client.force_login(owner)
    client.get(f"/organizations/{farm.organization.slug}/blocked/")
    with django_assert_num_queries(6):  # session, person, organisation, people, unread notifications, basket
        response = client.get(f"/organizations/{farm.organization.slug}/blocked/")
    assert response.content.decode().count("/lifting/") == rows


def test_it_is_in_ones_own_data_and_goes_with_the_account(farm: Farm, shopper: User) -> None:
    block(farm.organization, shopper, phone=NUMBER)
    rows = list(registry.kinds["exclusions"].export(shopper))
    assert [(row["organization"], row["reason"]) for row in rows] == [(str(farm.organization), "Never picks up")]
    erase_account(user=shopper, actor=shopper)
    assert not Exclusion.objects.exists()


def test_who_blocked_is_forgotten_and_the_block_stays(farm: Farm, shopper: User) -> None:
    manager: Membership = MembershipFactory(organization=farm.organization, role=Role.MANAGER)
    exclude_person(organization=farm.organization, actor=manager.user, person=shopper, reason="Insults")
    erase_account(user=manager.user, actor=manager.user)
    assert (Exclusion.objects.get().excluded_by, Exclusion.objects.get().person) == (None, shopper)
