from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.queries import without_blocked
from accounts.requests import current_user
from accounts.services.dealings import check_is_open
from core.errors import Refused
from core.http import see_other
from live.hub.broadcast import position_of, room_topic
from live.hub.buckets import TokenBuckets
from live.rooms.kinds import kind_of, parts_context
from live.rooms.models import Room
from live.rooms.permissions import role_of
from live.rooms.queries import broadcast_event, follow_facts, room_cards, viewers_of
from live.rooms.services import like_now
from live.rooms.states import RoomRole

SOON = timedelta(minutes=60)  # from here on the page counts the minutes down
like_buckets = TokenBuckets(per_second=2, burst=10)


@require_GET
def live(request: HttpRequest) -> HttpResponse:
    """What is on air, what is coming, and what can be seen again."""
    shelves = {
        "open_cards": room_cards(rooms=without_blocked(found=Room.objects.open(), user=request.user)),
        "coming_cards": room_cards(rooms=without_blocked(found=Room.objects.upcoming(), user=request.user)),
        "replay_cards": room_cards(rooms=without_blocked(found=Room.objects.replays(), user=request.user)),
    }
    return render(request, "live/rooms/live.html", shelves)


@require_GET
def room(request: HttpRequest, room_id: int) -> HttpResponse:
    return room_page(request, room_id=room_id)


def room_page(request: HttpRequest, *, room_id: int, status: int = 200, **more: Any) -> HttpResponse:
    """The room as it stands; `more` is for a form that was refused.

    The hub's position is read first: whatever comes later than it reaches the page through its socket, and what is in
    both is recognised by its number.
    """
    position = position_of(topic=room_topic(room_id))
    room = get_object_or_404(Room.objects.with_faces(), pk=room_id)
    check_is_open(organization=room.organization)
    role = role_of(request.user, room)
    kind = kind_of(room)
    context = parts_context(user=request.user, room=room, role=role) | kind.context(user=request.user, room=room)
    context |= follow_facts(user=request.user, room=room)
    context |= {
        "room": room,
        "organization": room.organization,
        "position": position,
        "viewers": viewers_of(rooms=[room])[room.pk],
        "opens_soon": timezone.now() < room.starts_at < timezone.now() + SOON,
        "can_run": role in (RoomRole.HOST, RoomRole.CREW),
        "can_moderate": role != RoomRole.VIEWER,
        "structured": broadcast_event(room=room, url=request.build_absolute_uri(room.get_absolute_url())),
        **more,
    }
    return render(request, kind.template_name, context, status=status)


@require_POST
@login_required
def likes(request: HttpRequest, room_id: int) -> HttpResponse:
    """The heart as a plain form. Scripts say it over the socket."""
    room = get_object_or_404(Room, pk=room_id)
    if not like_buckets.take(f"user:{current_user(request).pk}"):
        raise Refused(_("That is a little too quick. Wait a moment."))
    like_now(room=room)
    return see_other(room.get_absolute_url())
