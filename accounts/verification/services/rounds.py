"""An organisation puts its papers together and sends them in; a round that came back is followed by a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.permissions import can_manage
from accounts.verification.events import VerificationSubmitted, VerificationWithdrawn
from accounts.verification.models import Verification, VerificationDocument
from accounts.verification.queries import latest_round, open_round, papers_to_carry_over
from accounts.verification.states import VERIFICATION_TRANSITIONS, DocumentKind, LicenceKind, VerificationState
from core.errors import NotAllowed, Refused
from core.events import publish
from core.transitions import check_transition
from core.uploads.models import Document
from core.uploads.services.documents import DrawnDocument, delete_document, store_document

MOST_PAPERS = 12
FACTS = ("licence_kind", "licence_number", "holder", "issued_by", "licence_valid_through", "note")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What stands on the licence. An empty number keeps the one of before."""

    licence_kind: LicenceKind | str = ""
    licence_number: str = ""
    holder: str = ""
    issued_by: str = ""
    licence_valid_through: date | None = None
    note: str = ""


@transaction.atomic
def begin_round(*, organization: Organization, actor: User) -> Verification:
    """The draft, made when there is none: with the facts of the last round, and those of its papers that were right.

    Raises NotAllowed for who does not manage the organisation, Refused while a round waits for its decision.
    """
    _check_may_manage(organization, actor)
    Organization.objects.select_for_update().get(pk=organization.pk)
    draft = open_round(organization=organization)
    if draft is not None:
        _check_is_draft(draft)
        return draft
    last = latest_round(organization=organization)
    if last is None:
        return Verification.objects.create(organization=organization, round=1)
    facts = {name: getattr(last, name) for name in FACTS}
    draft = Verification.objects.create(organization=organization, round=last.round + 1, **facts)
    VerificationDocument.objects.bulk_create(
        VerificationDocument(verification=draft, document_id=paper.document_id, kind=paper.kind)
        for paper in papers_to_carry_over(verification=last)
    )
    return draft


@transaction.atomic
def write_facts(*, verification: Verification, actor: User, facts: Facts) -> Verification:
    verification = _draft(verification, actor)
    for name in FACTS:
        value = getattr(facts, name)
        if name != "licence_number" or value:
            setattr(verification, name, value)
    verification.save(update_fields=FACTS)
    return verification


def add_paper(
    *, verification: Verification, actor: User, kind: DocumentKind | str, file: File | DrawnDocument
) -> VerificationDocument:
    """Raises Refused for what is no picture, and for one paper too many."""
    _check_may_manage(verification.organization, actor)
    if verification.documents.count() >= MOST_PAPERS:
        raise Refused(_("%(count)s papers are enough. Take one away first.") % {"count": MOST_PAPERS})
    document = store_document(uploaded_by=actor, file=file)
    with transaction.atomic():
        draft = _draft(verification, actor)
        return VerificationDocument.objects.create(verification=draft, document=document, kind=kind)


@transaction.atomic
def remove_paper(*, verification: Verification, actor: User, document: Document) -> None:
    """Out of this round. The file goes too, unless an earlier round shows it."""
    draft = _draft(verification, actor)
    removed, _per_model = draft.documents.filter(document=document).delete()
    if removed and not VerificationDocument.objects.filter(document=document).exists():
        delete_document(document=document)


@transaction.atomic
def submit(*, verification: Verification, actor: User) -> Verification:
    """Raises Refused (with the field) for what is missing."""
    verification = _draft(verification, actor)
    for name in ("licence_kind", "licence_number", "holder"):
        if not getattr(verification, name):
            raise Refused(_("This is still missing."), field=name)
    until = verification.licence_valid_through
    if until is not None and until < timezone.localdate():
        raise Refused(_("This licence has run out. Send in one that is valid."), field="licence_valid_through")
    if not verification.documents.filter(kind=DocumentKind.LICENCE_FRONT).exists():
        raise Refused(_("Add a photo of the front of the licence."), field=DocumentKind.LICENCE_FRONT)
    check_transition(VERIFICATION_TRANSITIONS, verification.state, VerificationState.SUBMITTED)
    verification.state = VerificationState.SUBMITTED
    verification.submitted_at, verification.submitted_by = timezone.now(), actor
    verification.save(update_fields=["state", "submitted_at", "submitted_by"])
    event = VerificationSubmitted(verification_id=verification.pk, organization_id=verification.organization_id)
    publish(event, actor=actor)
    return verification


@transaction.atomic
def withdraw(*, verification: Verification, actor: User) -> None:
    """What was sent in, or begun, is taken back; the next round begins with the same papers."""
    verification = Verification.objects.select_for_update().select_related("organization").get(pk=verification.pk)
    _check_may_manage(verification.organization, actor)
    check_transition(VERIFICATION_TRANSITIONS, verification.state, VerificationState.WITHDRAWN)
    verification.state = VerificationState.WITHDRAWN
    verification.save(update_fields=["state"])
    event = VerificationWithdrawn(verification_id=verification.pk, organization_id=verification.organization_id)
    publish(event, actor=actor)


def _draft(verification: Verification, actor: User) -> Verification:
    verification = Verification.objects.select_for_update().select_related("organization").get(pk=verification.pk)
    _check_may_manage(verification.organization, actor)
    _check_is_draft(verification)
    return verification


def _check_is_draft(verification: Verification) -> None:
    if verification.state != VerificationState.DRAFT:
        raise Refused(_("These papers are with us already. Take them back first if something is wrong."))


def _check_may_manage(organization: Organization, actor: User) -> None:
    if not can_manage(actor, organization):
        raise NotAllowed(_("Only an owner or a manager can do this."))
