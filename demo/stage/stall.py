"""A sale room's scripted commerce: deals that begin again, pins that move on, viewers who grab and change their minds."""

from __future__ import annotations

import random
import uuid

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from core.money import Money
from demo.content.chat import HOST
from demo.stage.rooms import StagedRoom
from marketplace.catalogue.models import Variant
from marketplace.catalogue.services.stock import move_stock
from marketplace.catalogue.states import MovementReason
from marketplace.orders.models import CartLine
from marketplace.orders.services.carts import open_cart, remove_line
from marketplace.sale_rooms.models import FlashDeal, SaleRoom, ShelfItem
from marketplace.sale_rooms.queries import running_deal
from marketplace.sale_rooms.services.deals import LONGEST_DEAL_MINUTES, start_deal
from marketplace.sale_rooms.services.grabbing import grab_item
from marketplace.sale_rooms.services.shelf import pin

GRAB_CHANCE = 0.25
PIN_CHANCE = 0.06
LEFT_FOR_REAL_BUYERS = 0.3
"""Of a deal's boxes: scripted viewers leave at least so many."""
FEW_UNITS = 12
PICKED_AGAIN = 80


class Stall:
    def __init__(self, staged: StagedRoom, people: dict[str, User]) -> None:
        self._staged = staged
        self._people = people
        self._viewers = [person for key, person in people.items() if key != HOST]
        self._farmer = people[HOST]

    def tidy(self, *, has_company: bool) -> None:
        """Goods on the shelf, and a deal where the content has one: a long one while nobody looks."""
        sale_room = self._sale_room()
        for item in sale_room.shelf.select_related("variant__product__farm__organization"):
            self._pick_more(item.variant)
        self._keep_deal(sale_room, has_company=has_company)

    def do_something(self, *, host_is_scripted: bool) -> None:
        sale_room = self._sale_room()
        deal = running_deal(sale_room=sale_room, now=timezone.now())
        if deal is not None:
            if random.random() < GRAB_CHANCE:
                self._grab(sale_room, deal)
        elif host_is_scripted and self._staged.content.deal:
            self._keep_deal(sale_room, has_company=True)
        elif host_is_scripted and random.random() < PIN_CHANCE:
            self._pin_another(sale_room)

    def _sale_room(self) -> SaleRoom:
        return SaleRoom.objects.select_related("room__organization").get(pk=self._staged.room_id)

    def _pick_more(self, variant: Variant) -> None:
        batch = variant.batches.order_by("-harvested_on", "-pk").first()
        if batch is not None and variant.available < FEW_UNITS:
            move_stock(batch=batch, actor=self._farmer, change=PICKED_AGAIN, reason=MovementReason.HARVEST)

    def _keep_deal(self, sale_room: SaleRoom, *, has_company: bool) -> None:
        if not self._staged.content.deal or running_deal(sale_room=sale_room, now=timezone.now()):
            return
        self._put_back_what_was_grabbed(sale_room)
        item = self._items(sale_room).first()
        if item is None:
            return
        price, quantity, minutes = self._staged.content.deal
        start_deal(
            item=item,
            price=Money(price),
            quantity=min(quantity, item.variant.available),
            minutes=minutes if has_company else LONGEST_DEAL_MINUTES,
            actor=self._farmer,
        )

    def _grab(self, sale_room: SaleRoom, deal: FlashDeal) -> None:
        if deal.free <= deal.quantity * LEFT_FOR_REAL_BUYERS:
            return
        buyer = random.choice(self._viewers)
        item = self._items(sale_room).get(pk=deal.shelf_item_id)
        grab_item(
            item=item,
            quantity=random.randint(1, 3),
            expected_price=deal.price,
            buyer=buyer,
            cart=open_cart(user=buyer, session={}),
            idempotency_key=uuid.uuid4().hex,
        )

    def _put_back_what_was_grabbed(self, sale_room: SaleRoom) -> None:
        for line in CartLine.objects.filter(cart__user__in=self._viewers, room_id=sale_room.pk).order_by("pk"):
            remove_line(line=line)

    def _pin_another(self, sale_room: SaleRoom) -> None:
        items = list(self._items(sale_room))
        if items:
            pin(item=random.choice(items), actor=self._farmer)

    def _items(self, sale_room: SaleRoom) -> QuerySet[ShelfItem]:
        return sale_room.shelf.select_related("sale_room__room__organization", "variant__product").order_by(
            "position", "pk"
        )
