"""What happens in a sale room is shown in the room."""

from django.utils import timezone

from core.events import subscribe
from core.localized import render_in_every_language
from live.hub.broadcast import room_topic, send_frame
from marketplace.catalogue.events import StockMoved
from marketplace.orders.events import OrderPaid, ReservationReleased, StockChanged
from marketplace.orders.models import OrderLine
from marketplace.sale_rooms import events, protocol, queries
from marketplace.sale_rooms.models import DEAL_PREFIX, FlashDeal, SaleRoom
from marketplace.sale_rooms.queries import ShelfLine
from marketplace.sale_rooms.services import deals


def _pinned_line(sale_room: SaleRoom) -> ShelfLine | None:
    shelf = queries.shelf_of(sale_room=sale_room, now=timezone.now())
    return next((line for line in shelf if line.is_pinned), None)


def _send_pin(room_id: int) -> None:
    sale_room = SaleRoom.objects.select_related("room").get(pk=room_id)
    line = _pinned_line(sale_room)
    context = {"pinned": line, "room": sale_room.room}
    html = render_in_every_language("marketplace/sale_rooms/_pin.html", context)
    frame = protocol.PinChanged(shelf_item_id=line.item.pk if line else 0, html=html)
    send_frame(topic=room_topic(room_id), frame=frame)


def _send_shelf(room_id: int) -> None:
    sale_room = SaleRoom.objects.select_related("room").get(pk=room_id)
    shelf = queries.shelf_of(sale_room=sale_room, now=timezone.now())
    context = {"shelf": shelf, "room": sale_room.room}
    html = render_in_every_language("marketplace/sale_rooms/_shelf.html", context)
    send_frame(topic=room_topic(room_id), frame=protocol.ShelfUpdated(html=html))


@subscribe(events.ShelfChanged)
def show_shelf(event: events.ShelfChanged) -> None:
    _send_shelf(event.room_id)


@subscribe(events.ItemPinned)
def show_pin(event: events.ItemPinned) -> None:
    _send_pin(event.room_id)
    _send_shelf(event.room_id)


@subscribe(events.ItemUnpinned)
def hide_pin(event: events.ItemUnpinned) -> None:
    _send_pin(event.room_id)
    _send_shelf(event.room_id)


@subscribe(events.DealStarted)
def show_deal(event: events.DealStarted) -> None:
    deal = FlashDeal.objects.get(pk=event.deal_id)
    html = render_in_every_language("marketplace/sale_rooms/_deal.html", {"deal": deal})
    send_frame(topic=room_topic(event.room_id), frame=protocol.DealChanged(deal_id=deal.pk, html=html))
    _send_pin(event.room_id)
    _send_shelf(event.room_id)


@subscribe(events.DealEnded)
def hide_deal(event: events.DealEnded) -> None:
    send_frame(topic=room_topic(event.room_id), frame=protocol.DealChanged(deal_id=event.deal_id, html={}))
    _send_pin(event.room_id)
    _send_shelf(event.room_id)


@subscribe(events.DealStockChanged)
def show_deal_stock(event: events.DealStockChanged) -> None:
    deal = FlashDeal.objects.get(pk=event.deal_id)
    frame = protocol.DealStock(deal_id=deal.pk, free=deal.free, quantity=deal.quantity)
    send_frame(topic=room_topic(event.room_id), frame=frame)


@subscribe(StockChanged)
def show_stock(event: StockChanged) -> None:
    _send_stock(event.variant_id, event.free)


@subscribe(StockMoved)
def show_stock_moved_by_the_farmer(event: StockMoved) -> None:
    _send_stock(event.variant_id, event.free)


def _send_stock(variant_id: int, free: int) -> None:
    frame = protocol.Stock(variant_id=variant_id, free=free)
    for room in queries.rooms_showing(variant_id=variant_id):
        send_frame(topic=room_topic(room.pk), frame=frame)


@subscribe(ReservationReleased)
def give_back_to_the_deal(event: ReservationReleased) -> None:
    if event.deal_reference.startswith(DEAL_PREFIX):
        deals.give_back(
            deal_id=int(event.deal_reference.removeprefix(DEAL_PREFIX)),
            quantity=event.quantity,
            reference=f"released:{event.reservation_id}",
        )


@subscribe(OrderPaid)
def count_as_sold(event: OrderPaid) -> None:
    lines = OrderLine.objects.filter(order_id=event.order_id, deal_reference__startswith=DEAL_PREFIX)
    for line in lines:
        deals.mark_sold(
            deal_id=int(line.deal_reference.removeprefix(DEAL_PREFIX)),
            quantity=line.quantity,
            reference=f"sold:{line.pk}",
        )
