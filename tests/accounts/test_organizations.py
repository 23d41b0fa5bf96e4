import pytest
from django.test import Client

from accounts.api.serializers import FoundOrganizationSerializer
from accounts.forms import OrganizationForm
from accounts.models import Invitation, Membership, Organization, User
from accounts.permissions import can_host, can_manage, is_member
from accounts.states import Role
from tests.factories.access_tokens import client_of
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.uploads import PictureFactory, image_bytes, uploaded

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.OWNER, (True, True, True)),
        (Role.MANAGER, (True, True, True)),
        (Role.HOST, (True, False, True)),
        (Role.STAFF, (True, False, False)),
        (None, (False, False, False)),
    ],
)
def test_what_each_role_may(role: Role | None, expected: tuple[bool, bool, bool]) -> None:
    membership = MembershipFactory(role=role or Role.OWNER)
    user = membership.user if role else UserFactory()
    organization = membership.organization
    assert (is_member(user, organization), can_manage(user, organization), can_host(user, organization)) == expected


def test_founding_makes_the_founder_the_owner(client: Client, shopper: User) -> None:
    client.force_login(shopper)
    response = client.post(
        "/me/organizations/",
        {"kind": "farm", "name_en": "Dashan’s oranges", "name_zh_hans": "大山的脐橙", "slug": "dashan"},
    )
    assert (response.status_code, response.url) == (303, "/sell/")
    organization = Organization.objects.get()
    assert organization.name == {"en": "Dashan’s oranges", "zh-hans": "大山的脐橙"}
    assert list(Membership.objects.values_list("user", "role")) == [(shopper.pk, Role.OWNER)]


def test_a_taken_address_is_refused_beside_the_field_and_nothing_typed_is_lost(client: Client, shopper: User) -> None:
    MembershipFactory(organization__slug="dashan")
    client.force_login(shopper)
    response = client.post("/me/organizations/", {"kind": "farm", "name_en": "Another Dashan", "slug": "dashan"})
    assert response.status_code == 422
    assert response.context["form"].errors["slug"] == ["Somebody has this address already. Try another."]
    assert "Another Dashan" in response.content.decode()


@pytest.fixture
def looked_too_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address was free when form and serializer looked, and is somebody's now."""
    monkeypatch.setattr(OrganizationForm, "clean_slug", lambda form: form.cleaned_data["slug"])
    monkeypatch.setattr(FoundOrganizationSerializer, "validate_slug", lambda serializer, slug: slug)
    MembershipFactory(organization__slug="dashan")


def test_of_two_who_found_one_address_at_once_the_second_reads_that_it_is_taken(
    client: Client, shopper: User, looked_too_early: None
) -> None:
    client.force_login(shopper)
    response = client.post("/me/organizations/", {"kind": "farm", "name_en": "Another Dashan", "slug": "dashan"})
    assert response.status_code == 422
    assert response.context["form"].errors["slug"] == ["Somebody has this address already. Try another."]
    assert "Another Dashan" in response.content.decode()
    assert not Membership.objects.filter(user=shopper).exists()
    assert Organization.objects.count() == 1


def test_of_two_programs_as_well(shopper: User, looked_too_early: None) -> None:
    body = {"kind": "farm", "slug": "dashan", "name": {"en": "Another Dashan"}}
    response = client_of(shopper).post("/api/v1/organizations/", body)
    assert (response.status_code, response.json()["type"]) == (409, "/api/v1/docs/#problem-refused")
    sentence = "Somebody has this address already. Try another."
    assert response.json()["errors"] == [{"pointer": "/slug", "detail": sentence, "code": "refused"}]
    assert Organization.objects.count() == 1


def test_the_members_page_is_for_members(client: Client, stranger: User) -> None:
    membership = MembershipFactory(organization__slug="dashan", role=Role.STAFF)
    client.force_login(stranger)
    assert client.get("/organizations/dashan/members/").status_code == 404
    client.force_login(membership.user)
    response = client.get("/organizations/dashan/members/")
    assert response.status_code == 200
    assert response.context["form"] is None  # staff see, and change nothing
    client.post("/organizations/dashan/members/", {"contact": stranger.email, "role": "host"})
    assert (Membership.objects.count(), Invitation.objects.count()) == (1, 0)


def test_name_and_picture_are_changed_and_kind_and_address_are_not(client: Client) -> None:
    owner = MembershipFactory(organization__slug="dashan", organization__kind="farm")
    client.force_login(owner.user)
    changed = {"name_en": "Dashan’s hill", "name_zh_hans": "大山坡", "kind": "employer", "slug": "other"}
    response = client.post("/organizations/dashan/settings/", {**changed, "avatar": uploaded(), "avatar-alt": "A hill"})
    assert (response.status_code, response.url) == (303, "/organizations/dashan/settings/")
    organization = Organization.objects.get()
    assert organization.name == {"en": "Dashan’s hill", "zh-hans": "大山坡"}
    assert (organization.kind, organization.slug, str(organization.avatar.alt)) == ("farm", "dashan", "A hill")


def test_a_file_that_is_no_picture_is_refused_beside_the_field_and_the_name_is_kept(client: Client) -> None:
    picture = PictureFactory()
    owner = MembershipFactory(organization__slug="dashan", organization__avatar=picture)
    client.force_login(owner.user)
    no_picture = uploaded(b"<svg onload=alert(1)>" + image_bytes()[:40])
    response = client.post("/organizations/dashan/settings/", {"name_en": "New name", "avatar": no_picture})
    assert response.status_code == 422
    assert len(response.context["form"].errors["avatar"]) == 1
    assert 'value="New name"' in response.content.decode()
    assert Organization.objects.get().avatar == picture


@pytest.mark.parametrize("role", [Role.HOST, Role.STAFF, None])
def test_settings_are_for_who_manages(client: Client, stranger: User, role: Role | None) -> None:
    owner = MembershipFactory(organization__slug="dashan")
    user = MembershipFactory(organization=owner.organization, role=role).user if role else stranger
    client.force_login(user)
    assert client.get("/organizations/dashan/settings/").status_code == 404
    assert client.post("/organizations/dashan/settings/", {"name_en": "Mine now"}).status_code == 404
    client.force_login(owner.user)
    assert client.get("/organizations/dashan/settings/").status_code == 200
