"""What the crew does from the studio: the shelf, the pin, the answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import current_user
from core.errors import Refused
from core.http import next_url, see_other
from live.rooms.queries import rooms_run_by
from recruiting.recruitment_sessions.forms import ShelfForm
from recruiting.recruitment_sessions.models import Question, RecruitmentSession, SessionJob
from recruiting.recruitment_sessions.services import questions, shelf
from recruiting.recruitment_sessions.services.sessions import KIND, session_of


@login_required
@require_POST
def add_job(request: HttpRequest, room_id: int) -> HttpResponse:
    session = _session_or_404(request, room_id)
    form = ShelfForm(request.POST, session=session)
    if not form.is_valid():
        messages.error(request, _("Choose one of your open jobs."))
        return _back(request, room_id)
    return _do(request, room_id, shelf.put_on_shelf, session=session, job=form.cleaned_data["job"])


@login_required
@require_POST
def remove_job(request: HttpRequest, room_id: int, item_id: int) -> HttpResponse:
    return _do(request, room_id, shelf.take_off_shelf, item=_item_or_404(request, room_id, item_id))


@login_required
@require_POST
def pin(request: HttpRequest, room_id: int, item_id: int) -> HttpResponse:
    return _do(request, room_id, shelf.pin_job, item=_item_or_404(request, room_id, item_id))


@login_required
@require_POST
def unpin(request: HttpRequest, room_id: int) -> HttpResponse:
    return _do(request, room_id, shelf.unpin_job, session=_session_or_404(request, room_id))


@login_required
@require_POST
def start_answer(request: HttpRequest, room_id: int, question_id: int) -> HttpResponse:
    return _do(request, room_id, questions.start_answer, question=_question_or_404(request, room_id, question_id))


@login_required
@require_POST
def finish_answer(request: HttpRequest, room_id: int, question_id: int) -> HttpResponse:
    return _do(request, room_id, questions.finish_answer, question=_question_or_404(request, room_id, question_id))


@login_required
@require_POST
def remove_question(request: HttpRequest, room_id: int, question_id: int) -> HttpResponse:
    return _do(request, room_id, questions.remove_question, question=_question_or_404(request, room_id, question_id))


def _do(request: HttpRequest, room_id: int, service: Any, **arguments: Any) -> HttpResponse:
    try:
        service(actor=current_user(request), **arguments)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request, room_id)


def _session_or_404(request: HttpRequest, room_id: int) -> RecruitmentSession:
    room = get_object_or_404(rooms_run_by(user=current_user(request)).filter(kind=KIND), pk=room_id)
    return session_of(room=room)


def _item_or_404(request: HttpRequest, room_id: int, item_id: int) -> SessionJob:
    return get_object_or_404(SessionJob, session=_session_or_404(request, room_id), pk=item_id)


def _question_or_404(request: HttpRequest, room_id: int, question_id: int) -> Question:
    return get_object_or_404(Question, session=_session_or_404(request, room_id), pk=question_id)


def _back(request: HttpRequest, room_id: int) -> HttpResponse:
    return see_other(next_url(request, default=reverse("studio:room", args=[room_id])))
