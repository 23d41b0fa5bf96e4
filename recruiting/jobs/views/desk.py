"""The employer's side: writing jobs, opening and closing them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refused
from core.http import see_other
from recruiting.employers.queries import employers_managed_by
from recruiting.jobs.forms import JobForm, PayFormSet, PhotoForm
from recruiting.jobs.forms.pay import BasePayFormSet, forget_errors, lines_of
from recruiting.jobs.models import JobPhoto, JobPosting
from recruiting.jobs.queries.desk import jobs_managed_by
from recruiting.jobs.queries.listing import with_card_data
from recruiting.jobs.services.photos import add_photo, remove_photo
from recruiting.jobs.services.postings import post_job, revise_job
from recruiting.jobs.services.publishing import move_job
from recruiting.jobs.states import JOB_TRANSITIONS, JobState

JOBS_PER_PAGE = 30


@require_safe
@login_required
def desk_jobs(request: HttpRequest) -> HttpResponse:
    found = with_card_data(jobs_managed_by(user=request.user))
    page = Paginator(found, JOBS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "recruiting/jobs/desk_jobs.html", {"page": page})


@login_required
@require_http_methods(["GET", "POST"])
def new_job(request: HttpRequest) -> HttpResponse:
    employers = employers_managed_by(user=request.user)
    if not employers:
        return see_other(reverse("employers:desk"))
    data = request.POST or None
    form = JobForm(data, employers=employers)
    pay = PayFormSet(data, initial=None if data else [{}], prefix="pay")
    return _job_page(request, form, pay, job=None)


@login_required
@require_http_methods(["GET", "POST"])
def edit_job(request: HttpRequest, slug: str) -> HttpResponse:
    job = get_object_or_404(jobs_managed_by(user=request.user), slug=slug)
    data = request.POST or None
    form = JobForm(data, instance=job, employers=employers_managed_by(user=request.user))
    pay = PayFormSet(data, initial=lines_of(job.pay_components.all()), prefix="pay")
    return _job_page(request, form, pay, job=job)


@login_required
@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    job = get_object_or_404(jobs_managed_by(user=request.user), slug=slug)
    state = request.POST.get("state", "")
    try:
        if state not in JobState.values:
            raise Refused(_("There is no such state."))
        job = move_job(job=job, actor=request.user, state=state)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return see_other(reverse("jobs:edit", args=[slug]))
    messages.success(request, _("“{title}” is now: {state}.").format(title=job.title, state=job.get_state_display()))
    return see_other(reverse("jobs:desk"))


@login_required
@require_POST
def photos(request: HttpRequest, slug: str) -> HttpResponse:
    job = get_object_or_404(jobs_managed_by(user=request.user), slug=slug)
    form = PhotoForm(request.POST, request.FILES, author=request.user)
    if form.is_valid():
        try:
            add_photo(job=job, author=request.user, picture=form.cleaned_data["picture"])
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return see_other(reverse("jobs:edit", args=[slug]) + "#photos")
    job_form = JobForm(instance=job, employers=employers_managed_by(user=request.user))
    pay = PayFormSet(initial=lines_of(job.pay_components.all()), prefix="pay")
    return _render_job(request, job_form, pay, job=job, photo_form=form, status=422)


@login_required
@require_POST
def photo_removal(request: HttpRequest, slug: str, photo_id: int) -> HttpResponse:
    job = get_object_or_404(jobs_managed_by(user=request.user), slug=slug)
    remove_photo(photo=get_object_or_404(JobPhoto, job=job, pk=photo_id), author=request.user)
    return see_other(reverse("jobs:edit", args=[slug]) + "#photos")


def _job_page(request: HttpRequest, form: JobForm, pay: BasePayFormSet, *, job: JobPosting | None) -> HttpResponse:
    if request.method == "GET":
        return _render_job(request, form, pay, job=job)
    if "add_line" in request.POST:
        forget_errors(form)
        return _render_job(request, form, pay.with_one_more(), job=job)
    if not (form.is_valid() and pay.is_valid()):
        return _render_job(request, form, pay, job=job, status=422)
    try:
        saved = _save(request, form, pay, job)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _render_job(request, form, pay, job=job, status=422)
    messages.success(request, _("Saved: {title}.").format(title=saved.title))
    return see_other(reverse("jobs:edit", args=[saved.slug]))


def _save(request: HttpRequest, form: JobForm, pay: BasePayFormSet, job: JobPosting | None) -> JobPosting:
    fields = dict(form.cleaned_data)
    if job is None:
        employer = fields.pop("employer")
        return post_job(employer=employer, author=request.user, fields=fields, pay=pay.lines)
    return revise_job(job=job, author=request.user, fields=fields, pay=pay.lines)


def _render_job(
    request: HttpRequest,
    form: JobForm,
    pay: BasePayFormSet,
    *,
    job: JobPosting | None,
    photo_form: PhotoForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "pay": pay, "job": job}
    if job is not None:
        stored = JobPosting.objects.get(pk=job.pk)  # the form has already written its input on `job`
        context |= {
            "job": stored,
            "next_states": sorted(JOB_TRANSITIONS[JobState(stored.state)]),
            "photos": stored.photos.select_related("picture"),
            "photo_form": photo_form or PhotoForm(author=request.user),
            "revisions": stored.revisions.select_related("author")[:10],
        }
    return render(request, "recruiting/jobs/edit.html", context, status=status)
