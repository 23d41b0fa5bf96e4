"""One of everything that the API shows, all reachable by one person, who owns a farm and an employer."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services.follows import follow
from core.events import publish
from core.localized import LocalizedText
from core.uploads.models import Picture, Video
from core.uploads.services.pictures import store_picture
from core.uploads.states import VideoState
from live.chat.models import Message
from live.rooms.events import RoomOpened
from live.rooms.models import Room
from marketplace.orders.models import Order
from marketplace.orders.services import fulfilment
from marketplace.orders.services.paying import start_paying
from marketplace.sale_rooms.models import Pin, ShelfItem
from notifications.models import Notification
from recruiting.recruitment_sessions.models import JobPin, Question, RecruitmentSession, SessionJob
from tests.factories.accounts import OrganizationFactory, UserFactory
from tests.factories.orders import cart_with, farm_of, paid, placed, variant_of
from tests.factories.recruiting import ApplicationFactory, JobFactory, employer_of
from tests.factories.sale_rooms import sale_room_of
from tests.factories.storefronts import ChapterFactory, DiaryEntryFactory, PlotFactory
from tests.factories.uploads import uploaded
from tests.factories.verification import draft_of

PHONE = "+8613900007788"


def api_world() -> tuple[User, dict[str, Any]]:
    """The person, and what stands in addresses by the names that `tests.factories.api_requests` uses."""
    person = UserFactory(name="Li Dashan", phone=PHONE, phone_verified=True)
    farm, employer = farm_of(person), employer_of(person)
    variant = variant_of(farm, stock=50)
    batch = variant.batches.get()
    picture = store_picture(uploaded_by=person, file=uploaded())
    ChapterFactory(farm=farm, picture=picture)
    DiaryEntryFactory(farm=farm, plot=PlotFactory(farm=farm))
    values = {
        "farm": farm.organization.slug,
        "product": variant.product.slug,
        "sku": variant.sku,
        "variant": variant.pk,
        "batch": batch.code,
        "picture": picture.pk,
        "video": _video(person, picture).pk,
        "paper": draft_of(farm.organization.memberships.get(user=person)).documents.get().pk,
        "employer": employer.organization.slug,
        "other": OrganizationFactory().slug,
    }
    follow(user=person, organization=farm.organization)
    return person, values | _orders(person, variant) | _rooms(person, farm, employer, variant) | _jobs(person, employer)


def _video(person: User, poster: Picture) -> Video:
    """One that is ready, without the second that making it ready takes."""
    made = {"state": VideoState.READY, "percent": 100, "file": "videos/a.mp4", "poster": poster}
    return Video.objects.create(uploaded_by=person, width=1280, height=720, duration_ms=12_400, **made)


def _orders(person: User, variant: Any) -> dict[str, Any]:
    bought = paid((variant, 1), buyer=person)
    taken, packed, sent = (Order.objects.get(group=paid((variant, 1), buyer=person)) for _ in range(3))
    for order in (taken, packed, sent):
        fulfilment.accept(order=order, actor=person)
    for order in (packed, sent):
        fulfilment.pack(order=order, actor=person)
    fulfilment.ship(order=sent, actor=person, carrier="SF", tracking_number="1")
    waiting, idle = placed((variant, 1), buyer=person), placed((variant, 1), buyer=person)
    start_paying(group=waiting)
    cart = cart_with((variant, 2), user=person)
    return {
        "paid": bought.orders.get().number,
        "accepted": taken.number,
        "packed": packed.number,
        "shipped": sent.number,
        "waiting": waiting.number,
        "idle": idle.number,
        "line": cart.lines.get().pk,
    }


def _rooms(person: User, farm: Any, employer: Any, variant: Any) -> dict[str, Any]:
    sale_room = sale_room_of(farm, host=person)
    item = ShelfItem.objects.create(sale_room=sale_room, variant=variant, position=1)
    Pin.objects.create(sale_room=sale_room, shelf_item=item, pinned_by=person)
    Message.objects.create(room=sale_room.room, author=person, body="Hello", client_id="hello")
    now = timezone.now()
    room = Room.objects.create(
        organization=employer.organization,
        host=person,
        kind="recruitment",
        title=LocalizedText.of("Walk the line", "看车间"),
        starts_at=now,
        state="open",
        opened_at=now,
    )
    session = RecruitmentSession.objects.create(room=room)
    shown = SessionJob.objects.create(session=session, job=JobFactory(employer=employer), position=1)
    JobPin.objects.create(session=session, session_job=shown, pinned_by=person)
    Question.objects.create(session=session, author=person, body="Is there a bus?")
    with transaction.atomic():
        event = publish(RoomOpened(room_id=room.pk, organization_id=employer.organization.pk))
    told = Notification.objects.create(
        user=person, kind="room_opened", event=event, params={"organization": "A", "title": "B"}, url="/live/"
    )
    return {"room": sale_room.pk, "session": room.pk, "notification": told.pk}


def _jobs(person: User, employer: Any) -> dict[str, Any]:
    job, other = JobFactory(employer=employer, slug="assembly"), JobFactory(employer=employer, slug="packing")
    mine = ApplicationFactory(job=job, worker=person, name="Li Dashan", phone=PHONE)
    lead, closing = ApplicationFactory(job=job), ApplicationFactory(job=job)
    return {"job": other.slug, "application": mine.pk, "lead": lead.pk, "closing": closing.pk}
