"""An organisation's own side of its verification: for owners and managers; to everybody else it is not there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Organization, User
from accounts.queries import organizations_managed_by
from accounts.requests import current_user
from accounts.verification.forms import VerificationForm
from accounts.verification.models import Verification, VerificationDocument
from accounts.verification.queries import ended_rounds, latest_round, open_round, papers_to_carry_over
from accounts.verification.services import rounds
from accounts.verification.states import VerificationState
from core.errors import Refused
from core.http import see_other
from core.uploads.models import Document
from core.uploads.views.documents import document_response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def verification(request: HttpRequest, slug: str) -> HttpResponse:
    """How it stands; and while nothing waits with us, the form. What was typed and uploaded stays through mistakes."""
    user = current_user(request)
    organization = _managed(user, slug)
    if request.method != "POST":
        last = latest_round(organization=organization)
        return _page(request, organization, VerificationForm(last=last))
    draft = rounds.begin_round(organization=organization, actor=user)
    form = VerificationForm(request.POST, request.FILES, last=draft)
    form.is_valid()
    for removed in Document.objects.filter(pk__in=_numbers(request.POST.getlist("remove"))):
        rounds.remove_paper(verification=draft, actor=user, document=removed)
    draft = rounds.write_facts(verification=draft, actor=user, facts=form.facts)
    _store_papers(form, draft, user)
    if not form.errors and "submit" in request.POST:
        try:
            rounds.submit(verification=draft, actor=user)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("Sent. You hear from us when we have looked at your papers."))
            return see_other(request.path)
    if not form.errors:
        messages.success(request, _("Kept. Nothing is sent in yet."))
        return see_other(request.path)
    return _page(request, organization, form)


@require_POST
@login_required
def withdrawal(request: HttpRequest, slug: str) -> HttpResponse:
    user = current_user(request)
    organization = _managed(user, slug)
    waiting = open_round(organization=organization)
    if waiting is None:
        raise Refused(_("There is nothing to take back."))
    rounds.withdraw(verification=waiting, actor=user)
    messages.success(request, _("Taken back. Your papers are kept for the next time."))
    return see_other(waiting.get_absolute_url())


@require_safe
@login_required
def paper(request: HttpRequest, slug: str, document_pk: int) -> FileResponse:
    """The organisation's own paper."""
    organization = _managed(current_user(request), slug)
    found = VerificationDocument.objects.filter(
        verification__organization=organization, document_id=document_pk
    ).select_related("document")
    shown = found.first()
    if shown is None:
        raise Http404
    return document_response(shown.document)


def _page(request: HttpRequest, organization: Organization, form: VerificationForm) -> HttpResponse:
    latest = latest_round(organization=organization)
    context = {
        "organization": organization,
        "may_manage": True,
        "latest": latest,
        "is_waiting": latest is not None and latest.state == VerificationState.SUBMITTED,
        "in_force": organization.verifications.filter(state=VerificationState.APPROVED).first(),
        "sent_back": _sent_back(organization, latest),
        "papers": papers_to_carry_over(verification=latest) if latest else [],
        "rounds": ended_rounds(organization=organization),
        "form": form,
    }
    return render(request, "accounts/verification/verification.html", context, status=422 if form.errors else 200)


def _sent_back(organization: Organization, latest: Verification | None) -> Verification | None:
    """The refusal that the form answers: of the last round, or of the one before the draft."""
    if latest is not None and latest.state == VerificationState.DRAFT:
        latest = ended_rounds(organization=organization).first()
    return latest if latest is not None and latest.state == VerificationState.REFUSED else None


def _store_papers(form: VerificationForm, draft: Verification, user: User) -> None:
    for kind, file in form.uploads:
        try:
            rounds.add_paper(verification=draft, actor=user, kind=kind, file=file)
        except Refused as refusal:
            form.add_error(kind, f"{file.name}: {refusal}")


def _managed(user: User, slug: str) -> Organization:
    return get_object_or_404(organizations_managed_by(user=user), slug=slug)


def _numbers(values: list[str]) -> list[int]:
    return [int(value) for value in values if value.isdecimal()]
