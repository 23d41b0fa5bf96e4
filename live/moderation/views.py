from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.requests import current_user
from accounts.services.exclusions import exclude_person
from core.errors import Refused
from core.http import next_url, see_other
from core.idempotency import idempotent
from live.chat.models import Message, Mute
from live.chat.views import wants_json
from live.moderation.forms import DeletionForm, MuteForm, SanctionForm
from live.moderation.services import delete_message, mute, unmute
from live.rooms.models import Room
from live.rooms.permissions import can_moderate


def _room_to_moderate(request: HttpRequest, room_id: int) -> Room:
    """404 for those who do not moderate it: whether there is something to moderate is none of their business."""
    room = get_object_or_404(Room.objects.select_related("organization"), pk=room_id)
    if not can_moderate(request.user, room):
        raise Http404
    return room


def _done(request: HttpRequest, room: Room, sentence: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"detail": sentence})
    notices.success(request, sentence)
    return see_other(next_url(request, default=room.get_absolute_url()))


@require_POST
@login_required
@idempotent
def deletion(request: HttpRequest, room_id: int, message_id: int) -> HttpResponse:
    room = _room_to_moderate(request, room_id)
    message = get_object_or_404(Message.objects.select_related("room__organization"), pk=message_id, room=room)
    form = DeletionForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    delete_message(message=message, actor=current_user(request), reason=reason)
    return _done(request, room, _("The message is gone."))


@require_POST
@login_required
@idempotent
def mutes(request: HttpRequest, room_id: int) -> HttpResponse:
    room = _room_to_moderate(request, room_id)
    form = MuteForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose for how long and why."))
    person = get_object_or_404(User, pk=form.cleaned_data["user"])
    mute(
        room=room,
        user=person,
        actor=current_user(request),
        minutes=form.cleaned_data["minutes"],
        reason=form.cleaned_data["reason"],
    )
    return _done(request, room, _("{name} cannot write here for now.").format(name=person.get_short_name()))


@require_POST
@login_required
@idempotent
def lifting(request: HttpRequest, room_id: int, mute_id: int) -> HttpResponse:
    room = _room_to_moderate(request, room_id)
    row = get_object_or_404(Mute.objects.select_related("room__organization", "user"), pk=mute_id, room=room)
    unmute(mute=row, actor=current_user(request))
    return _done(request, room, _("{name} can write again.").format(name=row.user.get_short_name()))


@require_POST
@login_required
@idempotent
def exclusions(request: HttpRequest, room_id: int) -> HttpResponse:
    """For good, and in everything: the organisation blocks whom its owner or manager met in its room."""
    room = _room_to_moderate(request, room_id)
    form = SanctionForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose why."))
    person = get_object_or_404(User, pk=form.cleaned_data["user"])
    reason = form.cleaned_data["reason"]
    exclude_person(organization=room.organization, actor=current_user(request), person=person, reason=reason)
    return _done(request, room, _("%(name)s is blocked.") % {"name": person.get_short_name()})
