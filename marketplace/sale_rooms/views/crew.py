"""What the room's crew does from the studio. Strangers find no such room."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.requests import current_user
from core.errors import Refused
from core.http import see_other
from live.rooms.permissions import can_run
from marketplace.sale_rooms.forms import DealForm, ShelfForm
from marketplace.sale_rooms.models import FlashDeal, SaleRoom, ShelfItem
from marketplace.sale_rooms.services import deals, shelf


def _sale_room(request: HttpRequest, room_id: int) -> SaleRoom:
    found = get_object_or_404(SaleRoom.objects.select_related("room__organization"), pk=room_id)
    if not can_run(request.user, found.room):
        raise Http404
    return found


def _back(request: HttpRequest, room_id: int, act: Callable[[], object]) -> HttpResponse:
    """Do it and return to the studio; a refusal is said there, as a toast."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return see_other(reverse("studio:room", args=[room_id]))


@login_required
@require_POST
def add_item(request: HttpRequest, room_id: int) -> HttpResponse:
    sale_room, user = _sale_room(request, room_id), current_user(request)
    form = ShelfForm(request.POST, sale_room=sale_room)
    if not form.is_valid():
        messages.error(request, " ".join(sentence for field in form.errors.values() for sentence in map(str, field)))
        return see_other(reverse("studio:room", args=[room_id]))
    variant = form.cleaned_data["variant"]
    return _back(request, room_id, lambda: shelf.put_on_shelf(sale_room=sale_room, variant=variant, actor=user))


@login_required
@require_POST
def remove_item(request: HttpRequest, room_id: int, item_id: int) -> HttpResponse:
    sale_room, user = _sale_room(request, room_id), current_user(request)
    item = get_object_or_404(sale_room.shelf, pk=item_id)
    return _back(request, room_id, lambda: shelf.take_off_shelf(item=item, actor=user))


@login_required
@require_POST
def pin(request: HttpRequest, room_id: int, item_id: int) -> HttpResponse:
    sale_room, user = _sale_room(request, room_id), current_user(request)
    item: ShelfItem = get_object_or_404(sale_room.shelf, pk=item_id)
    return _back(request, room_id, lambda: shelf.pin(item=item, actor=user))


@login_required
@require_POST
def unpin(request: HttpRequest, room_id: int) -> HttpResponse:
    sale_room, user = _sale_room(request, room_id), current_user(request)
    return _back(request, room_id, lambda: shelf.unpin(sale_room=sale_room, actor=user))


@login_required
@require_POST
def start_deal(request: HttpRequest, room_id: int, item_id: int) -> HttpResponse:
    sale_room, user = _sale_room(request, room_id), current_user(request)
    item = get_object_or_404(sale_room.shelf.select_related("variant__product", "sale_room__room"), pk=item_id)
    form = DealForm(request.POST)
    if form.is_valid():
        try:
            deals.start_deal(item=item, actor=user, **form.cleaned_data)
            return see_other(reverse("studio:room", args=[room_id]))
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
    context = {"room": sale_room.room, "item": item, "form": form}
    return render(request, "marketplace/sale_rooms/deal.html", context, status=422)


@login_required
@require_POST
def stop_deal(request: HttpRequest, room_id: int, deal_id: int) -> HttpResponse:
    sale_room, user = _sale_room(request, room_id), current_user(request)
    deal: FlashDeal = get_object_or_404(sale_room.deals, pk=deal_id)
    return _back(request, room_id, lambda: deals.stop_deal(deal=deal, actor=user))
