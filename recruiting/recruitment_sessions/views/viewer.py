"""What a viewer does in a session: ask, and want to know too."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import current_user
from core.errors import Refused
from core.http import is_htmx, see_other
from core.idempotency import idempotent
from live.rooms.models import Room
from recruiting.recruitment_sessions.forms import QuestionForm
from recruiting.recruitment_sessions.models import Question
from recruiting.recruitment_sessions.services.questions import ask_question, support_question
from recruiting.recruitment_sessions.services.sessions import KIND, session_of

type RoomView = Callable[..., HttpResponseBase]


def signed_in(view: RoomView) -> RoomView:
    """Send others to the login page and from there back to the room, a fragment's request as a whole page."""

    @wraps(view)
    def wrapper(request: HttpRequest, room_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, room_id, *args, **kwargs)
        room = get_object_or_404(Room, pk=room_id, kind=KIND)
        if not is_htmx(request):
            return redirect_to_login(room.get_absolute_url())
        login = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': room.get_absolute_url()})}"
        return HttpResponse(headers={"HX-Redirect": login})

    return wrapper


@require_POST
@signed_in
@idempotent
def questions(request: HttpRequest, room_id: int) -> HttpResponse:
    room = get_object_or_404(Room, pk=room_id, kind=KIND)
    form = QuestionForm(request.POST, auto_id=False)
    if form.is_valid():
        try:
            ask_question(session=session_of(room=room), author=current_user(request), body=form.cleaned_data["body"])
        except Refused as refusal:
            form.add_error("body", str(refusal))
    if is_htmx(request):
        context = {"room": room, "question_form": form if form.errors else QuestionForm(auto_id=False)}
        template = "recruiting/recruitment_sessions/_ask.html"
        return render(request, template, context | {"is_asked": not form.errors}, status=422 if form.errors else 200)
    if form.errors:
        messages.error(request, form.errors["body"][0])
    else:
        messages.success(request, _("Your question stands in the queue."))
    return see_other(room.get_absolute_url())


@require_POST
@signed_in
def votes(request: HttpRequest, room_id: int, question_id: int) -> HttpResponse:
    question = get_object_or_404(Question.objects.unanswered(), pk=question_id, session_id=room_id)
    support_question(question=question, voter=current_user(request))
    if is_htmx(request):
        return HttpResponse(status=204)
    return see_other(question.session.room.get_absolute_url())
