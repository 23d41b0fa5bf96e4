import uuid

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import current_user
from core.errors import Refused
from core.http import next_url, see_other
from core.idempotency import idempotent
from live.chat.forms import MessageForm
from live.chat.services.messages import post_message
from live.rooms.models import Room
from live.rooms.views import room_page


@require_POST
@login_required
@idempotent
def messages(request: HttpRequest, room_id: int) -> HttpResponse:
    """Write in the room. A script asks for JSON; a plain form is led back to where it stood."""
    room = get_object_or_404(Room, pk=room_id)
    form = MessageForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("Write something first."))
        client_id = form.cleaned_data["client_id"] or request.POST.get("idempotency_key", "")[:64] or str(uuid.uuid4())
        body = form.cleaned_data["body"]
        message = post_message(room=room, author=current_user(request), body=body, client_id=client_id)
    except Refused as refusal:
        return _refused(request, room, refusal)
    if wants_json(request):
        return JsonResponse({"message_id": message.pk}, status=201)
    return see_other(next_url(request, default=room.get_absolute_url()))


def wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _refused(request: HttpRequest, room: Room, refusal: Refused) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"detail": str(refusal)}, status=refusal.status)
    back = next_url(request, default="")
    if back and back != room.get_absolute_url():
        notices.error(request, str(refusal))
        return see_other(back)
    typed = {"say_error": str(refusal), "say_body": request.POST.get("body", "")}
    return room_page(request, room_id=room.pk, status=422, **typed)
