"""An owner closes an organisation: not while something is open, and afterwards nothing of it is on show or can begin."""

import itertools
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.audit.models import AuditEntry
from accounts.models import Follow, Invitation, Membership, Organization, OwnershipTransfer, User
from accounts.privacy.queries import what_blocks_erasing
from accounts.privacy.services.erasure import ErasureBlocked, erase_account
from accounts.queries import what_is_unfinished
from accounts.services.closing import Unfinished, close_organization
from accounts.services.dealings import Closed
from accounts.services.follows import follow
from accounts.services.invitations import accept_invitation, invite
from accounts.services.members import leave
from accounts.services.organizations import create_organization
from accounts.services.transfers import accept_ownership, offer_ownership
from accounts.states import ORGANIZATION_TRANSITIONS, OrganizationKind, OrganizationState, Role
from accounts.verification.models import Verification
from accounts.verification.states import VerificationState
from core.errors import NotAllowed, Refused
from core.localized import LocalizedText
from core.models import Event
from core.money import Money
from core.transitions import IllegalTransition, check_transition
from live.rooms.models import Room
from live.rooms.services import open_room, schedule_room
from live.rooms.states import RoomState
from marketplace.catalogue.models import Product
from marketplace.catalogue.services.products import publish_product
from marketplace.orders.models import Order
from marketplace.orders.services.cancelling import cancel_unpaid
from marketplace.orders.services.carts import add_line
from marketplace.orders.services.checkout import place_order
from marketplace.orders.services.paying import start_paying
from marketplace.orders.services.settlement import take_money
from marketplace.payments.models import Payment
from marketplace.payments.services.ledger import account, credit, debit, post
from marketplace.payments.states import AccountKind, HeldReason, PaymentState, TransactionKind
from marketplace.storefronts.models import Farm
from notifications.models import Notification
from recruiting.applications.models import Application
from recruiting.applications.services.submission import apply_for_job
from recruiting.employers.models import Employer
from recruiting.jobs.models import JobPosting
from recruiting.jobs.services.publishing import move_job
from recruiting.jobs.states import JobState
from tests.factories.accounts import FollowFactory, MembershipFactory, UserFactory
from tests.factories.orders import CONTACT, bank_says, batch_of, cart_with, farm_of, paid, placed, variant_of
from tests.factories.recruiting import ApplicationFactory, JobFactory
from tests.factories.sale_rooms import sale_room_of
from tests.factories.storefronts import ChapterFactory
from tests.factories.verification import draft_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return UserFactory(name="Dashan")


@pytest.fixture
def farm(owner: User) -> Farm:
    farm = farm_of(owner)
    Organization.objects.filter(pk=farm.pk).update(slug="dashan", name=LocalizedText.of("Dashan Oranges", "大山脐橙"))
    return Farm.objects.select_related("organization").get(pk=farm.pk)


@pytest.fixture
def job(farm: Farm) -> JobPosting:
    """A farm that hires too: everything there is, in one organisation."""
    return JobFactory(employer=Employer.objects.create(organization=farm.organization), slug="picking")


def announced(farm: Farm, host: User) -> Room:
    return schedule_room(
        organization=farm.organization,
        host=host,
        kind="sale",
        title=LocalizedText.of("Picking"),
        starts_at=timezone.now() + timedelta(days=1),
    )


def close(farm: Farm) -> Organization:
    owner = farm.organization.memberships.get(role=Role.OWNER).user
    return close_organization(organization=farm.organization, actor=owner)


def books(farm: Farm, minor: int) -> None:
    """What the fair owes the farm goes up by so much, and its money at the gateway with it."""
    owed = account(kind=AccountKind.SELLER_PAYABLE, currency="CNY", organization=farm.organization)
    clearing = account(kind=AccountKind.GATEWAY_CLEARING, currency="CNY", gateway="sandbox")
    legs = [debit(clearing, Money(minor)), credit(owed, Money(minor))]
    post(kind=TransactionKind.RECEIPT, reference=f"test:{minor}", legs=legs)


@pytest.mark.parametrize(("old", "new"), list(itertools.product(OrganizationState.values, repeat=2)))
def test_the_whole_product_of_states(old: str, new: str) -> None:
    if (old, new) == ("open", "closed"):
        check_transition(ORGANIZATION_TRANSITIONS, old, new)
    else:
        with pytest.raises(IllegalTransition):
            check_transition(ORGANIZATION_TRANSITIONS, old, new)


@pytest.mark.parametrize("state", OrganizationState.values)
def test_the_service_keeps_to_the_table(farm: Farm, owner: User, state: str) -> None:
    closed_at = timezone.now() if state == "closed" else None
    Organization.objects.filter(pk=farm.pk).update(state=state, closed_at=closed_at)
    if state == "open":
        close(farm)
        closed = Organization.objects.get(pk=farm.pk)
        assert (closed.state, closed.closed_by, closed.closed_at is not None) == ("closed", owner, True)
        return
    with pytest.raises(IllegalTransition):
        close(farm)
    assert not Event.objects.filter(name="accounts.OrganizationClosed").exists()


@pytest.mark.parametrize("role", [Role.MANAGER, Role.HOST, Role.STAFF])
def test_only_its_owner_closes_it(farm: Farm, role: str, stranger: User) -> None:
    for actor in (MembershipFactory(organization=farm.organization, role=role).user, stranger):
        with pytest.raises(NotAllowed, match="Only the owner can close it."):
            close_organization(organization=farm.organization, actor=actor)
    assert Organization.objects.get(pk=farm.pk).state == "open"


def test_what_is_open_is_listed_in_one_sentence(farm: Farm, owner: User, job: JobPosting) -> None:
    room = sale_room_of(farm, host=owner, state="open").room
    ApplicationFactory(job=job)
    paid((variant_of(farm, price=3290), 1))
    placed((variant_of(farm), 1))
    with pytest.raises(Unfinished) as refused:
        close(farm)
    owed = Order.objects.get(state="paid").seller_gets
    assert str(refused.value) == (
        "Dashan Oranges cannot close yet. 1 application is open. 2 orders are not finished. "
        f"The fair still owes it {owed}. The room “Picking the east slope” is on air: close it first."
    )
    addresses = [blocker.url for blocker in what_is_unfinished(organization=farm.organization)]
    assert addresses == ["/hire/leads/", "/sell/orders/", "", f"/studio/{room.pk}/"]
    # Nothing was done by halves.
    assert (Product.objects.filter(state="on_sale").count(), JobPosting.objects.get().state) == (2, "open")


@pytest.mark.parametrize("state", ["completed", "cancelled"])
def test_what_is_finished_keeps_nothing_open(farm: Farm, state: str) -> None:
    group = placed((variant_of(farm), 1))
    assert len(what_is_unfinished(organization=farm.organization)) == 1
    Order.objects.filter(group=group).update(state=state)
    close(farm)


def test_the_books_of_others_keep_nothing_open(farm: Farm) -> None:
    books(farm_of(), 500)
    close(farm)


def test_money_either_way_keeps_it_open(farm: Farm) -> None:
    books(farm, 500)
    (owed,) = what_is_unfinished(organization=farm.organization)
    assert owed.sentence == "The fair still owes it ¥5.00."
    books(farm, -700)
    (due,) = what_is_unfinished(organization=farm.organization)
    assert due.sentence == "It still owes the fair ¥2.00."
    books(farm, 200)
    close(farm)


def test_everything_of_it_goes_quiet_at_once(
    farm: Farm, owner: User, job: JobPosting, shopper: User, django_capture_on_commit_callbacks
) -> None:
    manager = MembershipFactory(organization=farm.organization, role=Role.MANAGER, user__name="Lan")
    for state in ("on_sale", "draft", "paused"):
        Product.objects.filter(pk=variant_of(farm).product_id).update(state=state)
    draft, room = JobFactory(employer=job.employer, state="draft", published_at=None), announced(farm, owner)
    invitation = invite(organization=farm.organization, actor=owner, contact=str(shopper.email), role=Role.STAFF)
    transfer = offer_ownership(organization=farm.organization, actor=owner, membership=manager)
    FollowFactory(organization=farm.organization, user=shopper)
    papers = draft_of(farm.organization.memberships.get(user=owner))
    with django_capture_on_commit_callbacks(execute=True):
        close(farm)
    assert set(Product.objects.values_list("state", flat=True)) == {"retired"}
    assert set(JobPosting.objects.filter(pk__in=[job.pk, draft.pk]).values_list("state", flat=True)) == {"closed"}
    assert Room.objects.get(pk=room.pk).state == RoomState.CANCELLED
    assert Verification.objects.get(pk=papers.pk).state == VerificationState.WITHDRAWN
    assert Invitation.objects.get().state == "revoked"
    assert OwnershipTransfer.objects.get().state == "withdrawn"
    assert not Follow.objects.exists()
    told = Notification.objects.filter(kind="organization_closed").order_by("user__name")
    assert [(n.user.name, n.sentence) for n in told] == [
        ("Dashan", "Dashan closed Dashan Oranges for good."),
        ("Lan", "Dashan closed Dashan Oranges for good."),
    ]
    (act,) = AuditEntry.objects.filter(action="organization.closed")
    assert (act.actor, act.target_label) == (owner, "dashan")
    with pytest.raises(Refused, match="has taken this invitation back"):
        accept_invitation(invitation=invitation, user=shopper)
    with pytest.raises(IllegalTransition):
        accept_ownership(transfer=transfer, actor=manager.user)


def test_nothing_begins_there_any_more(farm: Farm, owner: User, job: JobPosting, shopper: User) -> None:
    """Each of these was read before it closed, as a request that was under way would have."""
    variant = variant_of(farm)
    fresh = variant_of(farm).product
    Product.objects.filter(pk=fresh.pk).update(state="paused")
    cart, guests = cart_with((variant, 1), user=shopper), cart_with((variant, 1))
    room = announced(farm, owner)
    attempts = [
        lambda: add_line(cart=cart, variant=variant, quantity=1),
        lambda: apply_for_job(job=job, name="Mei", phone="+8613900007788"),
        lambda: open_room(room=room, actor=owner),
        lambda: announced(farm, owner),
        lambda: publish_product(product=fresh, actor=owner),
        lambda: move_job(job=job, actor=owner, state=JobState.OPEN),
        lambda: follow(user=shopper, organization=Organization.objects.get(pk=farm.pk)),
    ]
    close(farm)
    for attempt in attempts[:1]:
        with pytest.raises(Closed, match="Dashan Oranges has closed."):
            attempt()
    for attempt in attempts[1:]:
        with pytest.raises(Refused):
            attempt()
    for basket in (cart, guests):
        with pytest.raises(Refused):
            place_order(buyer=None, cart=basket, contact=CONTACT, idempotency_key="once")
    assert not (Order.objects.exists() or Application.objects.exists() or Room.objects.open().exists())


def test_what_only_the_lock_sees_is_refused_too(farm: Farm, owner: User, job: JobPosting) -> None:
    """The state alone, with goods, jobs and rooms still standing: what a request would find that began a moment before."""
    variant, room = variant_of(farm), announced(farm, owner)
    paused = variant_of(farm).product
    Product.objects.filter(pk=paused.pk).update(state="paused")
    JobPosting.objects.filter(pk=job.pk).update(state="paused")
    cart = cart_with((variant, 1))
    Organization.objects.filter(pk=farm.pk).update(state="closed", closed_at=timezone.now())
    attempts = {
        "order": lambda: place_order(buyer=None, cart=cart, contact=CONTACT, idempotency_key="once"),
        "open": lambda: open_room(room=room, actor=owner),
        "announce": lambda: announced(farm, owner),
        "sell": lambda: publish_product(product=paused, actor=owner),
        "hire": lambda: move_job(job=job, actor=owner, state=JobState.OPEN),
    }
    for attempt in attempts.values():
        with pytest.raises(Closed, match="Dashan Oranges has closed."):
            attempt()
    Organization.objects.filter(pk=farm.pk).update(state="open", closed_at=None)
    for attempt in attempts.values():  # the control: it was the state alone
        attempt()


def test_money_that_comes_too_late_waits_for_a_person(farm: Farm) -> None:
    group = placed((variant_of(farm), 1))
    payment = start_paying(group=group)
    cancel_unpaid(group=group, actor=None, reason="not paid in time")
    close(farm)
    bank_says(payment)
    take_money(payment_id=payment.pk)
    held = Payment.objects.get(pk=payment.pk)
    assert (held.state, held.held_reason) == (PaymentState.HELD, HeldReason.ORDER_GONE)
    assert Order.objects.get().state == "cancelled"


def test_its_pages_say_so_and_its_lists_are_without_it(
    client: Client, farm: Farm, owner: User, job: JobPosting
) -> None:
    variant = variant_of(farm)
    code = batch_of(variant, stock=3).code
    ChapterFactory(farm=farm)
    replay = sale_room_of(farm, host=owner, state="replay").room
    pages = ["/farms/dashan/", "/farms/dashan/story/", "/farms/dashan/diary/", "/employers/dashan/"]
    pages += [f"/products/{variant.product.slug}/", "/jobs/picking/", "/jobs/picking/apply/", f"/live/{replay.pk}/"]
    lists = ["/", "/farms/", "/live/", "/products/", "/jobs/"]
    api = ["organizations/dashan/", "farms/dashan/", "farms/dashan/story/", "farms/dashan/diary/"]
    api += ["farms/dashan/people/", f"products/{variant.product.slug}/", "jobs/picking/", f"rooms/{replay.pk}/"]
    api_lists = ["fair/", "farms/", "rooms/", "products/", "jobs/"]
    for address in pages + [f"/api/v1/{path}" for path in api]:
        assert (address, client.get(address).status_code) == (address, 200)
    for address in lists + [f"/api/v1/{path}" for path in api_lists]:
        assert "dashan" in client.get(address).content.decode().lower(), address
    close(farm)
    for address in pages:
        page = client.get(address)
        assert (address, page.status_code) == (address, 410)
        assert "Dashan Oranges has closed." in page.content.decode()
    for path in api:
        answer = client.get(f"/api/v1/{path}")
        assert (path, answer.status_code, answer.json()["type"]) == (path, 410, "/api/v1/docs/#problem-gone")
    for address in lists + [f"/api/v1/{path}" for path in api_lists]:
        assert "dashan" not in client.get(address).content.decode().lower(), address
    # Whoever has a box of it in the kitchen may still read where it came from.
    assert client.get(f"/batches/{code}/").status_code == 200


def test_its_desks_are_gone_and_its_sales_are_kept(client: Client, farm: Farm, owner: User) -> None:
    order = paid((variant_of(farm), 1)).orders.get()
    Order.objects.update(state="completed")
    books(farm, -order.seller_gets.minor)
    client.force_login(owner)
    desks = ["/organizations/dashan/members/", "/organizations/dashan/settings/", "/organizations/dashan/blocked/"]
    desks += ["/organizations/dashan/verification/", "/organizations/dashan/closing/"]
    for address in desks:
        assert (address, client.get(address).status_code) == (address, 200)
    close(farm)
    for address in desks:
        assert (address, client.get(address).status_code) == (address, 404)
    assert "Closed on" in client.get("/me/organizations/").content.decode()
    assert order.number in client.get("/sell/orders/?show=all").content.decode()
    assert client.get(f"/sell/orders/{order.number}/").status_code == 200


def test_its_address_is_given_to_nobody_else(farm: Farm, stranger: User) -> None:
    close(farm)
    with pytest.raises(Refused, match="Somebody has this address already."):
        create_organization(owner=stranger, kind=OrganizationKind.FARM, slug="dashan", name=LocalizedText.of("Another"))


def test_closing_by_its_page(client: Client, farm: Farm, owner: User, stranger: User) -> None:
    address = "/organizations/dashan/closing/"
    for user in (stranger, MembershipFactory(organization=farm.organization, role=Role.MANAGER).user):
        client.force_login(user)
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "Dashan Oranges"}).status_code == 404
    client.force_login(owner)
    assert address in client.get("/organizations/dashan/members/").content.decode()
    wrong = client.post(address, {"name": "Dashan"})
    assert (wrong.status_code, "That is not its name." in wrong.content.decode()) == (422, True)
    group = placed((variant_of(farm), 1))
    page = client.get(address).content.decode()
    assert ("1 order is not finished." in page, 'name="name"' in page) == (True, False)
    refused = client.post(address, {"name": "Dashan Oranges"})
    assert (refused.status_code, "cannot close yet." in refused.content.decode()) == (422, True)
    assert Organization.objects.get(pk=farm.pk).state == "open"
    cancel_unpaid(group=group, actor=None, reason="")
    assert client.post(address, {"name": " 大山脐橙 "}).url == "/me/organizations/"
    assert Organization.objects.get(pk=farm.pk).state == "closed"
    assert client.get(address).status_code == 404


def test_then_its_only_owner_can_leave_the_fair(farm: Farm, owner: User) -> None:
    (blocker,) = what_blocks_erasing(user=owner)
    assert blocker.sentence == (
        "You are the only owner of Dashan Oranges. Hand it over to another member first, or close it."
    )
    assert blocker.url == "/organizations/dashan/members/"
    with pytest.raises(ErasureBlocked):
        erase_account(user=owner, actor=owner)
    close(farm)
    erase_account(user=owner, actor=owner)
    owner.refresh_from_db()
    assert owner.erased_at is not None
    assert not Membership.objects.exists()
    assert Organization.objects.get().state == "closed"


def test_the_owner_of_a_closed_one_may_also_just_leave_it(farm: Farm, owner: User) -> None:
    mine = farm.organization.memberships.get(user=owner)
    with pytest.raises(Refused, match="Hand it over to another member first"):
        leave(membership=mine)
    close(farm)
    leave(membership=mine)
    assert not Membership.objects.exists()


def test_the_admin_shows_it(client: Client, farm: Farm) -> None:
    close(farm)
    client.force_login(User.objects.create_superuser("root@example.com", "pass-word-1"))
    page = client.get("/admin/accounts/organization/?state__exact=closed").content.decode()
    assert "Closed" in page
    assert "dashan" in page
    assert "dashan" not in client.get("/admin/accounts/organization/?state__exact=open").content.decode()
    assert "· Dashan" in client.get(f"/admin/accounts/organization/{farm.pk}/change/").content.decode()
