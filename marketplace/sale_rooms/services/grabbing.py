"""Buying over the video: the item's price of this minute, held at once."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from core.money import Money
from marketplace.orders.models import Cart, CartLine
from marketplace.orders.services.grabbing import grab
from marketplace.sale_rooms.models import DealMovement, ShelfItem
from marketplace.sale_rooms.queries import running_deal
from marketplace.sale_rooms.services.deals import claim


@transaction.atomic
def grab_item(
    *, item: ShelfItem, quantity: int, expected_price: Money, buyer: Any, cart: Cart, idempotency_key: str
) -> CartLine:
    """Into the basket and held, at the deal's price while one runs for this item.

    `expected_price` is what the buyer saw on the button. Refused when the price is another by now, so that nobody finds
    a surprise at the checkout; SoldOut when there are too few.
    """
    if not item.sale_room.room.is_open:
        raise Refused(_("The room has ended. You find everything on the farm's stall."))
    deal = running_deal(sale_room=item.sale_room, now=timezone.now())
    if deal is None or deal.shelf_item_id != item.pk or not deal.free:
        deal = None
    price = deal.price if deal else item.variant.price
    reference = f"claim:{cart.pk}:{idempotency_key}"
    already_mine = DealMovement.objects.filter(reference=reference).exists()
    if price != expected_price and not already_mine:
        raise Refused(_("The price has just changed: it is %(price)s now.") % {"price": price})
    if deal is not None and not already_mine:
        claim(deal=deal, quantity=quantity, reference=reference)
    return grab(
        buyer=buyer if buyer.is_authenticated else None,
        variant=item.variant,
        quantity=quantity,
        room_id=item.sale_room_id,
        unit_price=deal.price if deal else None,
        deal_reference=deal.reference if deal else "",
        idempotency_key=idempotency_key,
        cart=cart,
    )
