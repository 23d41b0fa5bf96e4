from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from core.money import Money
from demo.content.shapes import RoomContent
from demo.loading import sessions
from demo.loading.fair import Fair
from live.rooms.models import Room
from live.rooms.services import open_room, schedule_room
from marketplace.sale_rooms.models import SaleRoom, ShelfItem
from marketplace.sale_rooms.services.deals import start_deal
from marketplace.sale_rooms.services.shelf import pin, put_on_shelf


def build(contents: Sequence[RoomContent], fair: Fair) -> Iterator[None]:
    part = "sale-rooms" if contents[0].kind == "sale" else "recruitment-rooms"
    # The room that was opened last stands first.
    for content in reversed(contents):
        fair.remember(part, f"room:{content.key}", build_room(content, fair))
        yield


def build_room(content: RoomContent, fair: Fair) -> Room:
    host = fair.person(content.host)
    room = schedule_room(
        organization=fair.organization(content.organization),
        host=host,
        kind=content.kind,
        title=content.title,
        starts_at=timezone.now() + timedelta(hours=content.starts_in_hours or 0),
        language=content.language,
        cover=fair.picture(content.cover),
    )
    if content.starts_in_hours is None:
        room = open_room(room=room, actor=host)
    if content.kind == "sale":
        _fill_shelf(room, host, content, fair)
    else:
        sessions.fill_session(room, host, content, fair)
    return room


def _fill_shelf(room: Room, host: User, content: RoomContent, fair: Fair) -> None:
    sale_room = SaleRoom.objects.get_or_create(room=room)[0]
    items: list[ShelfItem] = []
    for slug in content.shelf:
        variant = fair.product(slug).variants.order_by("pk")[0]
        items.append(put_on_shelf(sale_room=sale_room, variant=variant, actor=host))
    if not room.is_open:
        return
    pin(item=items[0], actor=host)
    if content.deal:
        price, quantity, minutes = content.deal
        start_deal(item=items[0], price=Money(price), quantity=quantity, minutes=minutes, actor=host)
