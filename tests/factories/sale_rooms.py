"""An open sale room of a farm, with crates on its shelf."""

from django.utils import timezone

from accounts.models import User
from core.localized import LocalizedText
from live.rooms.models import Room
from live.rooms.states import RoomState
from marketplace.catalogue.models import Variant
from marketplace.sale_rooms.models import SaleRoom, ShelfItem
from marketplace.storefronts.models import Farm
from tests.factories.orders import farm_of, variant_of


def sale_room_of(farm: Farm, *, host: User, state: str = RoomState.OPEN) -> SaleRoom:
    now = timezone.now()
    room = Room.objects.create(
        organization=farm.organization,
        host=host,
        kind="sale",
        title=LocalizedText.of("Picking the east slope", "东坡摘果"),
        starts_at=now,
        state=state,
        opened_at=None if state == RoomState.SCHEDULED else now,
        ended_at=now if state in (RoomState.ENDED, RoomState.REPLAY) else None,
    )
    return SaleRoom.objects.create(room=room)


def shelf_item(*, host: User, stock: int = 10, price: int = 3990, state: str = RoomState.OPEN) -> ShelfItem:
    """A host who owns a farm, its open room, and one crate on the shelf."""
    farm = farm_of(host)
    sale_room = sale_room_of(farm, host=host, state=state)
    variant: Variant = variant_of(farm, stock=stock, price=price)
    return ShelfItem.objects.create(sale_room=sale_room, variant=variant, position=1)
