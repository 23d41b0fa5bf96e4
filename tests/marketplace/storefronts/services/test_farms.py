import pytest

from accounts.states import OrganizationKind
from core.errors import NotAllowed, Refused
from core.events import list_events
from core.localized import LocalizedText
from marketplace.storefronts.models import Farm
from marketplace.storefronts.services.farms import change_farm, open_farm
from tests.factories.accounts import MembershipFactory

pytestmark = pytest.mark.django_db


def test_an_owner_opens_a_stall():
    membership = MembershipFactory()
    farm = open_farm(
        organization=membership.organization, actor=membership.user, place=LocalizedText.of("Fengjie", "奉节")
    )
    assert Farm.objects.get() == farm
    assert farm.place == {"en": "Fengjie", "zh-hans": "奉节"}
    event = list_events(name_prefix="storefronts.").get()
    assert (event.name, event.data) == ("storefronts.FarmOpened", {"organization_id": farm.pk})


def test_a_stall_opens_once(farm, owner):
    with pytest.raises(Refused, match="open already"):
        open_farm(organization=farm.organization, actor=owner)


def test_an_employer_opens_none():
    membership = MembershipFactory(organization__kind=OrganizationKind.EMPLOYER)
    with pytest.raises(Refused, match="Only a farm"):
        open_farm(organization=membership.organization, actor=membership.user)


def test_owner_and_manager_change_the_face(farm, owner, manager):
    for person in (owner, manager):
        change_farm(farm=farm, actor=person, tagline=LocalizedText.of(person.name))
        farm.refresh_from_db()
        assert str(farm.tagline) == person.name


def test_others_change_nothing(farm, outsider):
    with pytest.raises(NotAllowed):
        change_farm(farm=farm, actor=outsider, tagline=LocalizedText.of("Mine now"))
    with pytest.raises(NotAllowed):
        open_farm(organization=farm.organization, actor=outsider)
    farm.refresh_from_db()
    assert str(farm.tagline) == "4 ha of oranges on the river bank"
