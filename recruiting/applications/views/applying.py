"""Putting one's name down, on the job's own page or over the video of a room."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.services.dealings import check_is_open
from core.errors import Refused
from core.http import is_htmx, see_other
from core.idempotency import idempotent
from core.limits import TooOften
from core.phones import mask_phone
from recruiting.applications.forms import ApplyForm
from recruiting.applications.permissions import is_applicant
from recruiting.applications.services.submission import Submission, apply_for_job
from recruiting.applications.views.links import note_sent, sent_from_here, tokens_of
from recruiting.jobs.models import JobPosting


@require_http_methods(["GET", "POST"])
@idempotent
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    published = JobPosting.objects.published().select_related("employer__organization__avatar")
    job = get_object_or_404(published.prefetch_related("pay_components"), slug=slug)
    check_is_open(organization=job.employer.organization)
    if request.method == "GET":
        form = ApplyForm(user=request.user, initial={"room": request.GET.get("room")})
        return _form(request, job, form)
    form = ApplyForm(request.POST, user=request.user)
    if form.is_blank:
        form = ApplyForm(user=request.user, initial={"room": request.POST.get("room")})
        return _form(request, job, form)
    if not form.is_valid():
        return _form(request, job, form, status=422)
    try:
        submission = apply_for_job(
            job=job,
            name=form.cleaned_data["name"],
            phone=form.cleaned_data["phone"],
            worker=request.user if request.user.is_authenticated else None,
            room=form.cleaned_data["room"],
            browser=request.session.session_key or "",
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        # htmx shows what was refused with 422 alone.
        is_flood = isinstance(refusal, TooOften) and not is_htmx(request)
        return _form(request, job, form, status=refusal.status if is_flood else 422)
    return _answer(request, job, form.cleaned_data["phone"], submission)


@require_GET
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """After a name was put down with a number that is not proved: the same page whether it was down before or not."""
    job = get_object_or_404(JobPosting.objects.published().select_related("employer__organization"), slug=slug)
    phone = sent_from_here(request, job)
    if not phone:
        return see_other(job.get_absolute_url())
    return render(request, "recruiting/applications/sent.html", {"job": job, "phone": phone})


def _answer(request: HttpRequest, job: JobPosting, phone: str, submission: Submission) -> HttpResponse:
    application = submission.application
    if not is_applicant(request.user, application, tokens=tokens_of(request)):
        # Whoever types a number may not be its owner: they learn neither whether it was down before nor how far it got.
        note_sent(request, job, phone)
        if is_htmx(request):
            return _done(request, {"job": job, "phone": mask_phone(phone)})
        return see_other(reverse("applications:sent", args=[job.slug]))
    if is_htmx(request):
        place = {"job": job, "phone": application.masked_phone}
        return _done(request, {**place, "url": application.get_absolute_url(), "was_down": not submission.is_new})
    address = application.get_absolute_url()
    return see_other(f"{address}?new" if submission.is_new else address)


def _done(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "recruiting/applications/apply.html#done", context)


def _form(request: HttpRequest, job: JobPosting, form: ApplyForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"job": job, "form": form}
    template = "recruiting/applications/apply.html"
    return render(request, f"{template}#form" if is_htmx(request) else template, context, status=status)
