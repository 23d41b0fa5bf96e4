"""The employer's leads: the board, moving on, closing, and looking at a number."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.forms import ExclusionForm
from accounts.requests import current_user
from accounts.services.exclusions import exclude_person
from core.errors import Refused
from core.http import is_htmx, next_url, see_other
from recruiting.applications.forms import CloseForm
from recruiting.applications.models import Application
from recruiting.applications.queries.leads import ANSWER_WITHIN, LANES, lanes, leads_of, sources, waiting_too_long
from recruiting.applications.services.moves import close_application, move_application
from recruiting.applications.services.reveals import reveal_phone
from recruiting.jobs.queries.desk import jobs_managed_by
from recruiting.jobs.states import JobState

LEADS_PER_PAGE = 50


@login_required
@require_GET
def leads(request: HttpRequest) -> HttpResponse:
    """The board over all jobs or one (`?job=`); with `?lane=` one lane as a long list."""
    found = leads_of(user=request.user)
    jobs = jobs_managed_by(user=request.user).exclude(state=JobState.DRAFT)
    job = get_object_or_404(jobs, slug=request.GET["job"]) if request.GET.get("job") else None
    if job:
        found = found.filter(job=job)
    now = timezone.now()
    context: dict[str, Any] = {
        "job": job,
        "jobs": jobs,
        "now": now,
        "waiting_since": now - ANSWER_WITHIN,
        "close_form": CloseForm(auto_id=False),
    }
    lane = next((lane for lane in LANES if lane.slug == request.GET.get("lane")), None)
    if lane:
        ordered = found.filter(state__in=lane.states).order_by("state_since", "pk")
        page = Paginator(ordered, LEADS_PER_PAGE).get_page(request.GET.get("page"))
        return render(request, "recruiting/applications/lane.html", context | {"lane": lane, "page": page})
    context |= {
        "lanes": lanes(leads=found),
        "late": waiting_too_long(leads=found, now=now).count(),
        "sources": sources(leads=found),
    }
    return render(request, "recruiting/applications/leads.html", context)


@login_required
@require_POST
def move(request: HttpRequest, application_id: int) -> HttpResponse:
    lead = _lead_or_404(request, application_id)
    to_state = request.POST.get("to", "")
    try:
        move_application(application=lead, actor=request.user, to_state=to_state)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("{name} moved on.").format(name=lead.name))
    return _back(request)


@login_required
@require_POST
def closing(request: HttpRequest, application_id: int) -> HttpResponse:
    lead = _lead_or_404(request, application_id)
    form = CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why it is closed."))
        return _back(request)
    try:
        close_application(application=lead, actor=request.user, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Told {name}, kindly.").format(name=lead.name))
    return _back(request)


@login_required
@require_POST
def phone(request: HttpRequest, application_id: int) -> HttpResponse:
    lead = _lead_or_404(request, application_id)
    reveal_phone(application=lead, viewer=request.user)
    if is_htmx(request):
        revealed = _lead_or_404(request, application_id)
        return render(request, "recruiting/applications/_phone.html", {"lead": revealed})
    return _back(request)


@login_required
@require_POST
def block(request: HttpRequest, application_id: int) -> HttpResponse:
    """The employer deals no more with this person. Where the application stands does not change."""
    lead, form = _lead_or_404(request, application_id), ExclusionForm(request.POST)
    exclude_person(
        organization=lead.job.employer.organization,
        actor=current_user(request),
        person=lead.worker,
        phone=str(lead.phone),
        name=lead.name,
        reason=form.cleaned_data["reason"] if form.is_valid() else "",
    )
    messages.success(request, _("%(name)s is blocked.") % {"name": lead.name})
    return _back(request)


def _lead_or_404(request: HttpRequest, application_id: int) -> Application:
    return get_object_or_404(leads_of(user=request.user), pk=application_id)


def _back(request: HttpRequest) -> HttpResponse:
    return see_other(next_url(request, default=reverse("applications:leads")))
