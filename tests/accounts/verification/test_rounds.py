"""What an organisation may send in, and how a round that came back is followed by a new one."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Membership
from accounts.states import Role
from accounts.verification.models import Verification
from accounts.verification.services import decisions, rounds
from accounts.verification.states import DocumentKind, VerificationState
from core.errors import NotAllowed, Refused
from core.uploads.models import Document
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.uploads import uploaded
from tests.factories.verification import FACTS, LICENCE_NUMBER, draft_of, moderator, submitted_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(organization__slug="dashan")


def test_the_number_is_not_to_be_read_in_the_database_and_masked_on_pages(owner: Membership) -> None:
    draft = draft_of(owner)
    with connection.cursor() as cursor:
        cursor.execute("SELECT licence_number FROM verification_verification")
        (stored,) = cursor.fetchone()
    assert LICENCE_NUMBER not in stored
    draft.refresh_from_db()
    assert (draft.licence_number, draft.masked_licence_number) == (LICENCE_NUMBER, "••••2L3X")
    assert Verification(licence_number="1234").masked_licence_number == "••••"


def test_one_open_round_for_each_organization(owner: Membership) -> None:
    draft = draft_of(owner)
    assert rounds.begin_round(organization=owner.organization, actor=owner.user) == draft
    with pytest.raises(IntegrityError), transaction.atomic():
        Verification.objects.create(organization=owner.organization, round=2)
    rounds.withdraw(verification=draft, actor=owner.user)
    assert Verification.objects.create(organization=owner.organization, round=2).pk  # the control


@pytest.mark.parametrize("field", ["licence_kind", "licence_number", "holder"])
def test_what_is_missing_is_said_beside_its_field(owner: Membership, field: str) -> None:
    draft = draft_of(owner)
    Verification.objects.filter(pk=draft.pk).update(**{field: ""})
    with pytest.raises(Refused, match="This is still missing.") as refused:
        rounds.submit(verification=draft, actor=owner.user)
    assert refused.value.field == field


def test_without_a_licence_nothing_is_sent_in(owner: Membership) -> None:
    draft = draft_of(owner)
    draft.documents.update(kind=DocumentKind.PREMISES)
    with pytest.raises(Refused, match="front of the licence") as refused:
        rounds.submit(verification=draft, actor=owner.user)
    assert refused.value.field == "licence_front"
    draft.documents.update(kind=DocumentKind.LICENCE_FRONT)
    assert rounds.submit(verification=draft, actor=owner.user).state == VerificationState.SUBMITTED


def test_what_is_with_us_is_not_changed(owner: Membership) -> None:
    waiting = submitted_by(owner)
    paper = waiting.documents.get()
    for act in (
        lambda: rounds.begin_round(organization=owner.organization, actor=owner.user),
        lambda: rounds.write_facts(verification=waiting, actor=owner.user, facts=FACTS),
        lambda: rounds.add_paper(verification=waiting, actor=owner.user, kind="other", file=uploaded()),
        lambda: rounds.remove_paper(verification=waiting, actor=owner.user, document=paper.document),
        lambda: rounds.submit(verification=waiting, actor=owner.user),
    ):
        with pytest.raises(Refused, match="These papers are with us already."):
            act()
    assert waiting.documents.get() == paper


def test_a_new_round_carries_over_what_was_right(owner: Membership) -> None:
    draft = draft_of(owner)
    wrong = rounds.add_paper(verification=draft, actor=owner.user, kind=DocumentKind.PREMISES, file=uploaded())
    waiting = rounds.submit(verification=draft, actor=owner.user)
    decisions.refuse(verification=waiting, actor=moderator(), reason="Too dark.", wrong_papers=[wrong.pk])
    second = rounds.begin_round(organization=owner.organization, actor=owner.user)
    assert (second.round, second.state, second.licence_number) == (2, VerificationState.DRAFT, LICENCE_NUMBER)
    assert list(second.documents.values_list("kind", flat=True)) == ["licence_front"]
    first = Verification.objects.get(round=1)
    assert (first.reason, first.documents.count()) == ("Too dark.", 2)
    # What the earlier round shows stays, also when the new one does without it.
    shared = second.documents.get().document
    rounds.remove_paper(verification=second, actor=owner.user, document=shared)
    assert (second.documents.count(), Document.objects.filter(pk=shared.pk).count()) == (0, 1)


def test_a_paper_that_no_round_shows_is_deleted_with_its_file(
    owner: Membership, django_capture_on_commit_callbacks
) -> None:
    draft = draft_of(owner)
    document = draft.documents.get().document
    name, storage = document.file.name, document.file.storage
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        rounds.remove_paper(verification=draft, actor=owner.user, document=document)
    assert (Document.objects.count(), storage.exists(name)) == (0, False)


def test_papers_of_others_are_not_taken_away(owner: Membership) -> None:
    theirs = draft_of(MembershipFactory()).documents.get().document
    rounds.remove_paper(verification=draft_of(owner), actor=owner.user, document=theirs)
    assert Document.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize(("role", "may"), [(Role.OWNER, True), (Role.MANAGER, True), (Role.HOST, False), (None, False)])
def test_who_may_send_in(owner: Membership, role: Role | None, may: bool) -> None:
    draft = draft_of(owner)
    actor = MembershipFactory(organization=owner.organization, role=role).user if role else UserFactory()
    if may:
        assert rounds.submit(verification=draft, actor=actor).submitted_by == actor
        return
    for act in (rounds.submit, rounds.withdraw):
        with pytest.raises(NotAllowed):
            act(verification=draft, actor=actor)
    with pytest.raises(NotAllowed):
        rounds.begin_round(organization=owner.organization, actor=actor)
    draft.refresh_from_db()
    assert draft.state == VerificationState.DRAFT
