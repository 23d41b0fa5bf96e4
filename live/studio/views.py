from typing import Any, cast

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from accounts.requests import current_user
from core.http import see_other
from core.idempotency import idempotent
from live.chat.queries import mutes_in_force
from live.hub.broadcast import position_of, room_topic
from live.rooms.kinds import kind_of, parts_context
from live.rooms.models import Room
from live.rooms.permissions import can_run, role_of
from live.rooms.queries import follow_facts, room_cards, rooms_run_by, viewers_of
from live.rooms.services import end_room, open_room, schedule_room
from live.studio.forms import ScheduleForm


def _room_to_run(request: HttpRequest, room_id: int) -> Room:
    """404 for everyone who does not run it."""
    room = get_object_or_404(Room.objects.with_faces(), pk=room_id)
    if not can_run(request.user, room):
        raise Http404
    return room


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request: HttpRequest) -> HttpResponse:
    """My rooms, and the form that announces another one."""
    user = current_user(request)
    form = ScheduleForm(request.POST or None, request.FILES or None, user=user)
    if request.method == "POST" and form.is_valid():
        return cast("HttpResponse", _announce(request, form, user))
    cards = room_cards(rooms=rooms_run_by(user=user))
    status = 422 if request.method == "POST" else 200
    return render(request, "live/studio/rooms.html", {"cards": cards, "form": form}, status=status)


# The form was checked before: decoding the cover takes half a second, and this holds the writer's lock.
@idempotent
def _announce(request: HttpRequest, form: ScheduleForm, user: User) -> HttpResponse:
    room = schedule_room(host=user, **form.cleaned_data)
    notices.success(request, _("The room is announced. Your followers will find it."))
    return see_other(_studio_url(room))


@login_required
@require_GET
def room(request: HttpRequest, room_id: int) -> HttpResponse:
    """The cockpit."""
    position = position_of(topic=room_topic(room_id))
    room = _room_to_run(request, room_id)
    kind = kind_of(room)
    context: dict[str, Any] = parts_context(user=request.user, room=room, role=role_of(request.user, room))
    context |= follow_facts(user=request.user, room=room)
    context |= {
        "room": room,
        "organization": room.organization,
        "position": position,
        "viewers": viewers_of(rooms=[room])[room.pk],
        "can_moderate": True,
        "mutes": mutes_in_force(room=room),
    }
    context |= kind.studio_context(user=request.user, room=room)
    return render(request, kind.studio_template_name, context)


@login_required
@require_POST
def opening(request: HttpRequest, room_id: int) -> HttpResponse:
    room = open_room(room=_room_to_run(request, room_id), actor=current_user(request))
    notices.success(request, _("The room is open. Turn your camera on."))
    return see_other(_studio_url(room))


@login_required
@require_POST
def ending(request: HttpRequest, room_id: int) -> HttpResponse:
    room = end_room(room=_room_to_run(request, room_id), actor=current_user(request))
    notices.success(request, _("The room is closed. Rest well."))
    return see_other(_studio_url(room))


def _studio_url(room: Room) -> str:
    return reverse("studio:room", args=[room.pk])
