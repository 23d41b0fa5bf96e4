"""Roles, removal, leaving, and handing an organisation over."""

import itertools

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client

from accounts.models import Membership, OwnershipTransfer, User
from accounts.services.members import change_role, leave, remove_member
from accounts.services.transfers import (
    accept_ownership,
    decline_ownership,
    offer_ownership,
    withdraw_ownership_offer,
)
from accounts.states import TRANSFER_TRANSITIONS, Role, TransferState
from core.errors import NotAllowed, Refused
from core.models import Event
from core.transitions import IllegalTransition, check_transition
from notifications.models import Notification
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(organization__slug="dashan", user__name="Dashan")


def joined(owner: Membership, role: str = Role.HOST, **fields) -> Membership:
    return MembershipFactory(organization=owner.organization, role=role, **fields)


@pytest.mark.parametrize(("old", "new"), list(itertools.product(TransferState.values, repeat=2)))
def test_the_whole_product_of_states(old: str, new: str) -> None:
    if (old, new) in {("offered", "accepted"), ("offered", "declined"), ("offered", "withdrawn")}:
        check_transition(TRANSFER_TRANSITIONS, old, new)
    else:
        with pytest.raises(IllegalTransition):
            check_transition(TRANSFER_TRANSITIONS, old, new)


# actor's role -> roles of others that may be changed or removed
MAY_CHANGE = {
    Role.OWNER: {Role.MANAGER, Role.HOST, Role.STAFF},
    Role.MANAGER: {Role.HOST, Role.STAFF},
    Role.HOST: set(),
    Role.STAFF: set(),
}


@pytest.mark.parametrize(
    ("actor_role", "role"), list(itertools.product(Role.values, [Role.MANAGER, Role.HOST, Role.STAFF]))
)
def test_who_may_change_and_remove_whom(owner: Membership, actor_role: str, role: Role) -> None:
    actor = owner if actor_role == Role.OWNER else joined(owner, actor_role)
    member = joined(owner, role)
    if role in MAY_CHANGE[Role(actor_role)]:
        assert change_role(membership=member, actor=actor.user, role=Role.STAFF).role == Role.STAFF
        remove_member(membership=member, actor=actor.user)
        assert not Membership.objects.filter(pk=member.pk).exists()
        return
    with pytest.raises(NotAllowed):
        change_role(membership=member, actor=actor.user, role=Role.STAFF)
    with pytest.raises(NotAllowed):
        remove_member(membership=member, actor=actor.user)
    member.refresh_from_db()
    assert member.role == role


def test_a_manager_makes_nobody_a_manager_and_nobody_makes_an_owner(owner: Membership) -> None:
    manager, host = joined(owner, Role.MANAGER), joined(owner)
    with pytest.raises(NotAllowed, match="Only the owner decides who is a manager."):
        change_role(membership=host, actor=manager.user, role=Role.MANAGER)
    with pytest.raises(Refused, match="The owner stays the owner"):
        change_role(membership=host, actor=owner.user, role=Role.OWNER)
    assert change_role(membership=host, actor=owner.user, role=Role.MANAGER).role == Role.MANAGER


def test_an_owner_cannot_leave_nor_be_removed_until_it_is_handed_over(client: Client, owner: Membership) -> None:
    manager = joined(owner, Role.MANAGER)
    client.force_login(owner.user)
    response = client.post("/organizations/dashan/leaving/")
    assert response.status_code == 409
    assert "Hand it over to another member first, then you can leave." in response.content.decode()
    for actor in (owner.user, manager.user):
        with pytest.raises(Refused, match="First the organisation must be handed over."):
            remove_member(membership=owner, actor=actor)
    assert owner.organization.memberships.get(user=owner.user).role == Role.OWNER
    accept_ownership(
        transfer=offer_ownership(organization=owner.organization, actor=owner.user, membership=manager),
        actor=manager.user,
    )
    assert client.post("/organizations/dashan/leaving/").status_code == 303
    assert list(owner.organization.memberships.values_list("user", "role")) == [(manager.user_id, Role.OWNER)]


def test_leaving_is_told_to_who_manages(owner: Membership, django_capture_on_commit_callbacks) -> None:
    host = joined(owner, user__name="Xiao Lin")
    with django_capture_on_commit_callbacks(execute=True):
        leave(membership=host)
    (told,) = Notification.objects.all()
    assert (told.user, told.sentence) == (owner.user, f"Xiao Lin left {owner.organization}.")


def test_ownership_changes_hands_only_when_the_other_says_yes(
    client: Client, owner: Membership, django_capture_on_commit_callbacks
) -> None:
    host = joined(owner, user__name="Xiao Lin")
    client.force_login(owner.user)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/organizations/dashan/transfer/", {"member": host.pk}).status_code == 303
    owner.refresh_from_db()
    assert owner.role == Role.OWNER
    assert "has not answered yet" in client.get("/organizations/dashan/members/").content.decode()
    client.force_login(host.user)
    page = client.get("/organizations/dashan/members/").content.decode()
    assert 'action="/organizations/dashan/transfer/acceptance/"' in page
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/organizations/dashan/transfer/acceptance/").status_code == 303
    roles = dict(owner.organization.memberships.values_list("user__name", "role"))
    assert roles == {"Dashan": Role.MANAGER, "Xiao Lin": Role.OWNER}
    assert sorted(Notification.objects.values_list("user__name", "kind")) == [
        ("Dashan", "ownership_accepted"),
        ("Xiao Lin", "ownership_offered"),
    ]
    assert client.post("/organizations/dashan/transfer/acceptance/").status_code == 409
    assert [e.data["state"] for e in Event.objects.filter(name="accounts.OwnershipOfferAnswered")] == ["accepted"]


def test_an_offer_is_answered_by_the_one_it_was_made_to(owner: Membership) -> None:
    host, other = joined(owner), joined(owner)
    transfer = offer_ownership(organization=owner.organization, actor=owner.user, membership=host)
    for act, actor in (
        (accept_ownership, other.user),
        (decline_ownership, other.user),
        (accept_ownership, owner.user),
        (withdraw_ownership_offer, host.user),
    ):
        with pytest.raises(NotAllowed):
            act(transfer=transfer, actor=actor)
    with pytest.raises(Refused, match="An offer is waiting for its answer"):
        offer_ownership(organization=owner.organization, actor=owner.user, membership=other)
    withdraw_ownership_offer(transfer=transfer, actor=owner.user)
    with pytest.raises(IllegalTransition):
        accept_ownership(transfer=transfer, actor=host.user)
    again = offer_ownership(organization=owner.organization, actor=owner.user, membership=other)
    decline_ownership(transfer=again, actor=other.user)
    owner.refresh_from_db()
    assert owner.role == Role.OWNER


def test_an_offer_goes_with_the_member_it_was_made_to(owner: Membership) -> None:
    host = joined(owner)
    offer_ownership(organization=owner.organization, actor=owner.user, membership=host)
    remove_member(membership=host, actor=owner.user)
    assert OwnershipTransfer.objects.get().state == TransferState.WITHDRAWN


def test_only_the_owner_offers_and_only_to_a_member(owner: Membership) -> None:
    manager, elsewhere = joined(owner, Role.MANAGER), MembershipFactory()
    with pytest.raises(NotAllowed):
        offer_ownership(organization=owner.organization, actor=manager.user, membership=manager)
    for membership in (owner, elsewhere):
        with pytest.raises(Refused, match="Choose another member."):
            offer_ownership(organization=owner.organization, actor=owner.user, membership=membership)


@pytest.mark.parametrize(
    "path",
    ["members/{pk}/role/", "members/{pk}/removal/", "leaving/", "transfer/", "transfer/acceptance/",
     "transfer/refusal/", "transfer/withdrawal/"],
)  # fmt: skip
def test_a_stranger_finds_nothing(client: Client, owner: Membership, stranger: User, path: str) -> None:
    host = joined(owner)
    address = f"/organizations/dashan/{path.format(pk=host.pk)}"
    assert client.post(address, {"role": "staff"}).url == f"/accounts/login/?next={address}"
    for user in (stranger, MembershipFactory().user):
        client.force_login(user)
        assert client.post(address, {"role": "staff"}).status_code == 404
    assert client.get(address).status_code == 405
    host.refresh_from_db()
    assert host.role == Role.HOST


def test_staff_see_the_members_and_can_change_nobody(client: Client, owner: Membership) -> None:
    staff, host = joined(owner, Role.STAFF), joined(owner)
    client.force_login(staff.user)
    page = client.get("/organizations/dashan/members/").content.decode()
    assert "/role/" not in page
    assert client.post(f"/organizations/dashan/members/{host.pk}/role/", {"role": "staff"}).status_code == 403
    assert client.post(f"/organizations/dashan/members/{host.pk}/removal/").status_code == 403
    assert (
        client.post("/organizations/dashan/members/", {"contact": "a@example.com", "role": "host"}).status_code == 403
    )


@pytest.mark.parametrize("role", ["owner", "emperor", ""])
def test_a_role_that_is_not_in_the_list_is_refused(client: Client, owner: Membership, role: str) -> None:
    host = joined(owner)
    client.force_login(owner.user)
    response = client.post(f"/organizations/dashan/members/{host.pk}/role/", {"role": role})
    assert (response.status_code, "Choose one of the roles" in response.content.decode()) == (409, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_with_one_and_with_three(
    client: Client, owner: Membership, rows: int, django_assert_num_queries
) -> None:
    for _row in range(rows - 1):
        joined(owner)
    client.force_login(owner.user)
    client.get("/organizations/dashan/members/")
    with django_assert_num_queries(PAGE_QUERIES):
        response = client.get("/organizations/dashan/members/")
    assert len(response.context["memberships"]) == rows


PAGE_QUERIES = 9


def test_the_membership_of_somebody_erased_ends(owner: Membership) -> None:
    host = joined(owner, user=UserFactory())
    host.user.delete()
    with pytest.raises(ObjectDoesNotExist):
        host.refresh_from_db()
