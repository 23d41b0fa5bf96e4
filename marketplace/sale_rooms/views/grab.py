from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Refused
from core.http import see_other
from core.idempotency import idempotent
from core.money import Money
from live.rooms.models import Room
from marketplace.orders.services.carts import open_cart
from marketplace.sale_rooms.forms import GrabForm
from marketplace.sale_rooms.models import ShelfItem
from marketplace.sale_rooms.services.grabbing import grab_item


@require_POST
@idempotent
def grab(request: HttpRequest, room_id: int, item_id: int) -> HttpResponse:
    """Hold it and go to the checkout. Guests too: the fair asks for a phone number only where the parcel needs one."""
    room = get_object_or_404(Room, pk=room_id)
    item = get_object_or_404(_items(), pk=item_id, sale_room_id=room.pk)
    form = GrabForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose between 1 and 99."))
    session: Any = request.session
    grab_item(
        item=item,
        quantity=form.cleaned_data["quantity"],
        expected_price=Money(form.cleaned_data["price"]),
        buyer=request.user,
        cart=open_cart(user=request.user, session=session),
        idempotency_key=request.POST.get("idempotency_key", "") or request.headers.get("Idempotency-Key", ""),
    )
    messages.success(request, _("Held for you."))
    return see_other("/checkout/")


def _items() -> Any:
    return ShelfItem.objects.select_related("sale_room__room__organization", "variant__product")
