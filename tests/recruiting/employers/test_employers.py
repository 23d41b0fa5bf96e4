import pytest

from accounts.models import Organization
from accounts.states import OrganizationKind, Role
from core.errors import NotAllowed
from core.localized import LocalizedText
from recruiting.employers.models import Employer
from recruiting.employers.services.faces import edit_employer, open_employer
from tests.factories.recruiting import member_of

PROFILE = {
    "about_en": "We weld.",
    "about_zh_hans": "",
    "place_en": "Suzhou",
    "place_zh_hans": "",
    "number_of_employees": "30",
}


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 303), ("staff", 404), ("rival", 404), ("stranger", 404), (None, 302)]
)
def test_only_managers_edit_the_profile(request, as_, employer, who, status):
    client = as_(request.getfixturevalue(who) if who else None)

    answer = client.post("/hire/employers/hengyuan/", PROFILE)

    assert answer.status_code == status
    employer.refresh_from_db()
    assert str(employer.about) == ("We weld." if who == "owner" else "We make phone cases.")


def test_a_manager_may_edit_too(as_, employer):
    manager = member_of(employer, role=Role.MANAGER)

    assert as_(manager).post("/hire/employers/hengyuan/", PROFILE).status_code == 303


def test_half_a_place_is_refused_and_the_input_kept(as_, owner, employer):
    answer = as_(owner).post("/hire/employers/hengyuan/", PROFILE | {"latitude": "31.3"})

    assert answer.status_code == 422
    assert "Latitude and longitude come together." in answer.content.decode()
    assert "We weld." in answer.content.decode()


def test_a_farm_begins_to_hire(as_, owner):
    farm = Organization.objects.create(kind=OrganizationKind.FARM, slug="dashan", name=LocalizedText.of("Dashan"))
    farm.memberships.create(user=owner, role=Role.OWNER)
    client = as_(owner)
    assert "Open its hiring desk" in client.get("/hire/").content.decode()

    client.post("/hire/organizations/dashan/opening/")

    assert client.get("/employers/dashan/").status_code == 200
    assert open_employer(organization=farm, actor=owner) == Employer.objects.get()


def test_strangers_open_nothing(as_, stranger, employer):
    assert as_(stranger).post("/hire/organizations/hengyuan/opening/").status_code == 404
    with pytest.raises(NotAllowed):
        open_employer(organization=employer.organization, actor=stranger)
    with pytest.raises(NotAllowed):
        edit_employer(employer=employer, actor=stranger, fields={})


def test_an_unknown_employer_is_not_found(client, db):
    assert client.get("/employers/nobody/").status_code == 404


def test_a_person_who_hires_for_nobody_is_shown_the_way(as_, stranger):
    assert "You hire for nobody yet." in as_(stranger).get("/hire/").content.decode()
