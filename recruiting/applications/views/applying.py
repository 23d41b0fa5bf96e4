"""Putting one's name down, on the job's own page or over the video of a room."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Refused
from core.http import is_htmx, see_other
from core.idempotency import idempotent
from recruiting.applications.forms import ApplyForm
from recruiting.applications.models import Application
from recruiting.applications.permissions import is_applicant
from recruiting.applications.services.submission import Submission, apply_for_job
from recruiting.applications.views.links import remember, tokens_of
from recruiting.jobs.models import JobPosting


@require_http_methods(["GET", "POST"])
@idempotent
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    published = JobPosting.objects.published().select_related("employer__organization__avatar")
    job = get_object_or_404(published.prefetch_related("pay_components"), slug=slug)
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
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _form(request, job, form, status=422)
    return _answer(request, job, form, submission)


def _answer(request: HttpRequest, job: JobPosting, form: ApplyForm, submission: Submission) -> HttpResponse:
    application = submission.application
    if submission.is_new:
        remember(request, application)
    elif not is_applicant(request.user, application, tokens=tokens_of(request)):
        # Whoever types a number may not be its owner: say that it is down, not how far it got.
        form.add_error(
            "phone",
            _("This number already has its name down for this job. Sign in with it to see how it stands."),
        )
        return _form(request, job, form, status=422)
    if is_htmx(request):
        return _done(request, application, submission.is_new)
    address = application.get_absolute_url()
    return see_other(f"{address}?new" if submission.is_new else address)


def _done(request: HttpRequest, application: Application, is_new: bool) -> HttpResponse:
    context = {"application": application, "is_new": is_new}
    return render(request, "recruiting/applications/apply.html#done", context)


def _form(request: HttpRequest, job: JobPosting, form: ApplyForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"job": job, "form": form}
    template = "recruiting/applications/apply.html"
    return render(request, f"{template}#form" if is_htmx(request) else template, context, status=status)
