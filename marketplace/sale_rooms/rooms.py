"""How a sale room looks from the room engine's side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.states import OrganizationKind
from live.rooms.kinds import RoomKind
from live.rooms.models import Room
from marketplace.sale_rooms import queries
from marketplace.sale_rooms.forms import DealForm, ShelfForm
from marketplace.sale_rooms.models import SaleRoom


class SaleRoomKind(RoomKind):
    slug = "sale"
    label = _("Sale")
    template_name = "marketplace/sale_rooms/room.html"
    studio_template_name = "marketplace/sale_rooms/studio.html"
    organization_kinds = (OrganizationKind.FARM,)

    def context(self, *, user: Any, room: Room) -> dict[str, Any]:
        sale_room, _is_new = SaleRoom.objects.get_or_create(room=room)
        now = timezone.now()
        shelf = queries.shelf_of(sale_room=sale_room, now=now)
        deal = queries.running_deal(sale_room=sale_room, now=now)
        return {
            "shelf": shelf,
            "pinned": next((line for line in shelf if line.is_pinned), None),
            "deal": deal,
            "place": getattr(getattr(room.organization, "farm", None), "place", ""),
        }

    def studio_context(self, *, user: Any, room: Room) -> dict[str, Any]:
        sale_room, _is_new = SaleRoom.objects.get_or_create(room=room)
        context = self.context(user=user, room=room)
        return {**context, "shelf_form": ShelfForm(sale_room=sale_room), "deal_form": DealForm()}

    def card(self, room: Room) -> dict[str, Any]:
        return self.cards([room])[room.pk]

    def cards(self, rooms: Iterable[Room]) -> dict[int, dict[str, Any]]:
        ids = [room.pk for room in rooms]
        items = queries.cards_of(room_ids=ids)
        return {pk: self._card(items[pk]) if pk in items else {} for pk in ids}

    def _card(self, item: Any) -> dict[str, Any]:
        product = item.variant.product
        return {"text": str(product.name), "price": item.variant.price, "picture": product.picture}
