"""The worker's own applications: the list, one of them, withdrawing, and the link that needs no account."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.http import see_other
from recruiting.applications.models import Application
from recruiting.applications.queries.mine import applications_of, similar_jobs
from recruiting.applications.services.moves import withdraw_application
from recruiting.applications.states import PATH
from recruiting.applications.views.links import remember, tokens_of
from recruiting.jobs.queries.cards import job_card

APPLICATIONS_PER_PAGE = 20


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    found = applications_of(user=request.user, tokens=tokens_of(request))
    page = Paginator(found, APPLICATIONS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "recruiting/applications/mine.html", {"page": page})


@require_GET
def application(request: HttpRequest, application_id: int) -> HttpResponse:
    found = _mine_or_404(request, application_id)
    moves = list(found.moves.select_related("actor"))
    ahead = PATH[PATH.index(found.state) + 1 :] if not found.is_closed else []
    return render(
        request,
        "recruiting/applications/application.html",
        {
            "application": found,
            "moves": moves,
            "ahead": ahead,
            "is_new": "new" in request.GET,
            "link": request.build_absolute_uri(found.get_link_url()),
            "similar": [job_card(job) for job in similar_jobs(job=found.job)] if found.is_closed else [],
        },
    )


@require_POST
def withdrawal(request: HttpRequest, application_id: int) -> HttpResponse:
    found = _mine_or_404(request, application_id)
    withdraw_application(application=found, worker=request.user if request.user.is_authenticated else None)
    messages.success(request, _("Withdrawn. They will not call you about it."))
    return see_other(found.get_absolute_url())


@require_GET
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The address given on applying. The session keeps the token, so that it does not stay in the address bar."""
    found = get_object_or_404(Application, token=token)
    remember(request, found)
    return see_other(found.get_absolute_url())


def _mine_or_404(request: HttpRequest, application_id: int) -> Application:
    return get_object_or_404(applications_of(user=request.user, tokens=tokens_of(request)), pk=application_id)
