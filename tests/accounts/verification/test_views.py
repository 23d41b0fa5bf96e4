"""The owner's page: what is typed and uploaded stays, what is wrong is said, strangers find nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, User
from accounts.states import Role
from accounts.verification.models import Verification
from accounts.verification.services import decisions
from accounts.verification.states import VerificationState
from tests.factories.accounts import MembershipFactory
from tests.factories.uploads import uploaded
from tests.factories.verification import LICENCE_NUMBER, approved_for, draft_of, moderator, submitted_by

pytestmark = pytest.mark.django_db

PAGE = "/organizations/dashan/verification/"
TYPED = {"licence_kind": "family_farm", "licence_number": LICENCE_NUMBER, "holder": "Li Dashan", "submit": "1"}


@pytest.fixture
def owner(client: Client) -> Membership:
    owner = MembershipFactory(organization__slug="dashan")
    client.force_login(owner.user)
    return owner


def test_facts_and_papers_are_sent_in(client: Client, owner: Membership) -> None:
    papers = {"licence_front": uploaded(), "premises": [uploaded(), uploaded(name="b.png")]}
    response = client.post(PAGE, {**TYPED, **papers})
    assert (response.status_code, response.url) == (303, PAGE)
    sent = Verification.objects.get()
    assert (sent.state, sent.round, sent.submitted_by) == (VerificationState.SUBMITTED, 1, owner.user)
    assert list(sent.documents.values_list("kind", flat=True)) == ["licence_front", "premises", "premises"]
    page = client.get(PAGE).content.decode()
    assert "Waiting for our look." in page
    assert (LICENCE_NUMBER in page, "••••2L3X" in page) == (False, True)
    assert 'name="submit"' not in page


def test_a_mistake_loses_neither_words_nor_files(client: Client, owner: Membership) -> None:
    response = client.post(PAGE, {**TYPED, "holder": "", "note": "We moved in May.", "licence_front": uploaded()})
    assert response.status_code == 422
    assert response.context["form"].errors == {"holder": ["This is still missing."]}
    page = response.content.decode()
    assert "We moved in May." in page
    assert page.count('name="remove"') == 1
    assert Verification.objects.get().state == VerificationState.DRAFT
    # The file was kept: nothing need be uploaded again.
    assert client.post(PAGE, TYPED).status_code == 303
    assert Verification.objects.get().state == VerificationState.SUBMITTED


def test_a_document_that_is_no_picture_is_refused_by_name_and_the_good_one_is_kept(
    client: Client, owner: Membership
) -> None:
    bad = uploaded(b"<html><script>alert(1)</script>", name="licence.jpg")
    response = client.post(PAGE, {**TYPED, "licence_front": [uploaded(), bad]})
    assert response.status_code == 422
    (sentence,) = response.context["form"].errors["licence_front"]
    assert sentence.startswith("licence.jpg: ")
    draft = Verification.objects.get()
    assert (draft.state, draft.documents.count()) == (VerificationState.DRAFT, 1)
    pdf = uploaded(b"%PDF-1.7 not a photo", name="licence.pdf")
    response = client.post(PAGE, {**TYPED, "licence_front": pdf})
    assert "We cannot take a PDF." in response.context["form"].errors["licence_front"][0]


def test_keeping_for_later_asks_for_nothing(client: Client, owner: Membership) -> None:
    assert client.post(PAGE, {"holder": "Li Dashan", "keep": "1"}).status_code == 303
    draft = Verification.objects.get()
    assert (draft.state, draft.holder) == (VerificationState.DRAFT, "Li Dashan")
    assert 'value="Li Dashan"' in client.get(PAGE).content.decode()


def test_the_reason_is_read_and_the_next_round_begins_with_what_was_there(client: Client, owner: Membership) -> None:
    decisions.refuse(verification=submitted_by(owner), actor=moderator(), reason="The photo is too dark.")
    page = client.get(PAGE).content.decode()
    assert "The photo is too dark." in page
    assert ('value="Li Dashan"' in page, "Leave it empty to keep ••••2L3X." in page) == (True, True)
    assert LICENCE_NUMBER not in page
    assert client.post(PAGE, {**TYPED, "licence_number": ""}).status_code == 303
    second = Verification.objects.get(round=2)
    assert (second.state, second.licence_number) == (VerificationState.SUBMITTED, LICENCE_NUMBER)
    assert second.documents.count() == 1


def test_a_paper_is_taken_away_in_the_form(client: Client, owner: Membership) -> None:
    document = draft_of(owner).documents.get().document
    theirs = draft_of(MembershipFactory()).documents.get()
    client.post(PAGE, {"keep": "1", "remove": [str(document.pk), str(theirs.document_id), "x"]})
    assert (owner.organization.verifications.get().documents.count(), theirs.verification.documents.count()) == (0, 1)


def test_taking_back(client: Client, owner: Membership) -> None:
    submitted_by(owner)
    assert client.post(f"{PAGE}withdrawal/").status_code == 303
    assert Verification.objects.get().state == VerificationState.WITHDRAWN
    response = client.post(f"{PAGE}withdrawal/")
    assert (response.status_code, "There is nothing to take back." in response.content.decode()) == (409, True)


def test_a_licence_that_has_run_out_is_not_sent_in(client: Client, owner: Membership) -> None:
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    response = client.post(PAGE, {**TYPED, "licence_valid_through": yesterday, "licence_front": uploaded()})
    errors = response.context["form"].errors["licence_valid_through"]
    assert errors == ["This licence has run out. Send in one that is valid."]


def test_while_a_check_holds_new_papers_may_come(client: Client, owner: Membership) -> None:
    approved_for(owner)
    page = client.get(PAGE).content.decode()
    assert ("Your pages carry the badge until" in page, 'name="submit"' in page) == (True, True)


@pytest.mark.parametrize("role", [Role.HOST, Role.STAFF, None, "elsewhere"])
def test_others_find_nothing(client: Client, owner: Membership, stranger: User, role: str | None) -> None:
    document = submitted_by(owner).documents.get().document
    paper = f"{PAGE}papers/{document.pk}/"
    response = client.get(paper)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")  # the control: the owner
    client.logout()
    for address in (PAGE, paper):
        assert client.get(address).url == f"/accounts/login/?next={address}"
    elsewhere = MembershipFactory(organization__slug="elsewhere")
    if role in Role.values:
        user = MembershipFactory(organization=owner.organization, role=role).user
    else:
        user = elsewhere.user if role else stranger
    client.force_login(user)
    assert [client.get(PAGE).status_code, client.get(paper).status_code] == [404, 404]
    assert [client.post(PAGE, TYPED).status_code, client.post(f"{PAGE}withdrawal/").status_code] == [404, 404]
    assert client.get(f"/organizations/elsewhere/verification/papers/{document.pk}/").status_code == 404
    assert Verification.objects.get().state == VerificationState.SUBMITTED
