"""What was sent in and led to nothing is not kept for ever: the decision and its reason stay, the papers go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast, Coalesce

from accounts.models import Organization
from accounts.verification.models import Verification, VerificationDocument
from accounts.verification.services.rounds import FACTS, Facts
from accounts.verification.states import VerificationState
from core.uploads.models import Document
from core.uploads.services.documents import delete_document

NOTHING = Facts()
LED_TO_NOTHING = (VerificationState.REFUSED, VerificationState.WITHDRAWN)


def forget_old_papers(*, before: datetime, limit: int) -> int:
    """Of rounds that ended before then; returns how many rounds it were."""
    has_number = ~Q(stored_number="")  # encrypted: only whether there is one can be asked
    has_facts = Q(licence_kind__gt="") | Q(holder__gt="") | Q(issued_by__gt="") | Q(note__gt="")
    papers = VerificationDocument.objects.filter(verification=OuterRef("pk"))
    old = Verification.objects.annotate(
        ended_at=Coalesce("decided_at", "submitted_at", "created_at"), stored_number=Cast("licence_number", TextField())
    ).filter(has_number | has_facts | Exists(papers), state__in=LED_TO_NOTHING, ended_at__lt=before)
    rounds = list(old.order_by("pk")[:limit])
    for verification in rounds:
        _forget(verification)
    return len(rounds)


@transaction.atomic
def _forget(verification: Verification) -> None:
    # As who begins a round does: papers that are being carried over are not taken away underneath.
    Organization.objects.select_for_update().get(pk=verification.organization_id)
    document_ids = list(verification.documents.values_list("document_id", flat=True))
    verification.documents.all().delete()
    shown_elsewhere = VerificationDocument.objects.filter(document=OuterRef("pk"))
    for document in Document.objects.filter(~Exists(shown_elsewhere), pk__in=document_ids):
        delete_document(document=document)
    for name in FACTS:
        setattr(verification, name, getattr(NOTHING, name))
    verification.save(update_fields=FACTS)
