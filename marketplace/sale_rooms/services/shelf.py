"""What stands on the shelf of a sale room, and what is being shown right now."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowed, Refused
from core.events import publish
from live.rooms.permissions import can_run
from marketplace.catalogue.models import Variant
from marketplace.sale_rooms.events import ItemPinned, ItemUnpinned, ShelfChanged
from marketplace.sale_rooms.models import Pin, SaleRoom, ShelfItem


def check_may_run(*, sale_room: SaleRoom, actor: Any) -> None:
    if not can_run(actor, sale_room.room):
        raise NotAllowed(_("Only the room's crew can do this."))


@transaction.atomic
def put_on_shelf(*, sale_room: SaleRoom, variant: Variant, actor: Any) -> ShelfItem:
    """At the end of the shelf; what already stands there stays where it is.

    Refused unless the product is on the stall of the farm that the room belongs to.
    """
    check_may_run(sale_room=sale_room, actor=actor)
    product = variant.product
    if product.farm_id != sale_room.room.organization_id or not product.is_on_sale or variant.withdrawn_at:
        raise Refused(_("This is not on the stall of this farm. Put it on sale first."), field="variant")
    SaleRoom.objects.select_for_update().get(pk=sale_room.pk)
    last = sale_room.shelf.aggregate(last=Max("position"))["last"] or 0
    item, is_new = ShelfItem.objects.get_or_create(
        sale_room=sale_room, variant=variant, defaults={"position": last + 1}
    )
    if is_new:
        publish(ShelfChanged(room_id=sale_room.pk), actor=actor)
    return item


@transaction.atomic
def take_off_shelf(*, item: ShelfItem, actor: Any) -> None:
    """Refused when it was shown or dealt with: that belongs to the room's record."""
    check_may_run(sale_room=item.sale_room, actor=actor)
    if item.pins.exists() or item.deals.exists():
        raise Refused(_("This was already shown on air, so it stays on the shelf."))
    item.delete()
    publish(ShelfChanged(room_id=item.sale_room_id), actor=actor)


@transaction.atomic
def pin(*, item: ShelfItem, actor: Any) -> Pin:
    """Show this item over the video; what was shown before is put back. Pinning what is pinned changes nothing."""
    check_may_run(sale_room=item.sale_room, actor=actor)
    SaleRoom.objects.select_for_update().get(pk=item.sale_room_id)
    now = timezone.now()
    current = Pin.objects.filter(sale_room=item.sale_room, unpinned_at=None).first()
    if current is not None:
        if current.shelf_item_id == item.pk:
            return current
        Pin.objects.filter(pk=current.pk).update(unpinned_at=now)
    new = Pin.objects.create(sale_room=item.sale_room, shelf_item=item, pinned_by=actor, pinned_at=now)
    publish(ItemPinned(room_id=item.sale_room_id, shelf_item_id=item.pk), actor=actor)
    return new


@transaction.atomic
def unpin(*, sale_room: SaleRoom, actor: Any) -> None:
    check_may_run(sale_room=sale_room, actor=actor)
    ended = Pin.objects.filter(sale_room=sale_room, unpinned_at=None).update(unpinned_at=timezone.now())
    if ended:
        publish(ItemUnpinned(room_id=sale_room.pk), actor=actor)
