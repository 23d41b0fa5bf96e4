"""Who may come, and the small world in which everyone's right to everything is tried."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.access_tokens.services.tokens import make_token
from accounts.models import Organization, User
from accounts.privacy.models import Export
from accounts.services.exclusions import exclude_person
from accounts.services.invitations import invite
from accounts.services.transfers import offer_ownership
from accounts.states import OrganizationKind, Role
from core.events import publish
from core.localized import LocalizedText
from core.money import Money
from core.uploads.models import Video
from core.uploads.services.resumable import begin_upload
from live.chat.models import Message
from live.moderation.services import mute
from live.rooms.events import RoomOpened
from live.rooms.models import Room
from live.rooms.states import RoomState
from marketplace.orders.models import Order
from marketplace.orders.services.paying import start_paying
from marketplace.payments.models import Payment
from marketplace.sale_rooms.models import FlashDeal, ShelfItem
from notifications.services.tell import tell
from recruiting.employers.models import Employer
from recruiting.jobs.models import JobPhoto
from recruiting.recruitment_sessions.models import Question, RecruitmentSession, SessionJob
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.orders import batch_of, cart_with, farm_of, paid, placed, variant_of
from tests.factories.recruiting import ApplicationFactory, JobFactory, employer_of
from tests.factories.sale_rooms import sale_room_of
from tests.factories.storefronts import ChapterFactory, DiaryEntryFactory, PlotFactory
from tests.factories.uploads import PictureFactory
from tests.factories.verification import draft_of

GUEST = "guest"
# The person has bought, applied and been told; the other has done nothing. The four after them are members of this
# organisation by role, the rival owns another farm and another employer. The last four stand behind the fair.
PERSON, OTHER = "person", "other"
OWNER, MANAGER, HOST, STAFF = "owner", "manager", "host", "staff"
RIVAL = "rival"
SUPPORT, MODERATOR, FINANCE, SUPERUSER = "support", "moderator", "finance", "superuser"
ROLES = (GUEST, PERSON, OTHER, OWNER, MANAGER, HOST, STAFF, RIVAL, SUPPORT, MODERATOR, FINANCE, SUPERUSER)


@dataclass
class World:
    """One of everything. `users` has a person for each role but the guest; `values` what stands in addresses."""

    users: dict[str, User]
    farm: Any
    employer: Employer
    values: dict[str, Any] = field(default_factory=dict)


def make_world() -> World:
    users = {role: UserFactory(name=role.title()) for role in ROLES if role not in (GUEST, SUPERUSER)}
    users[SUPERUSER] = User.objects.create_superuser(
        email="superuser@example.com", name="Superuser", password="pass-word-1"
    )
    for role in (SUPPORT, MODERATOR, FINANCE):
        users[role].groups.add(Group.objects.get_or_create(name=role)[0])
        User.objects.filter(pk=users[role].pk).update(is_staff=True)
        users[role].refresh_from_db()
    farm, employer = farm_of(users[OWNER]), employer_of(users[OWNER])
    for role in (MANAGER, HOST, STAFF):
        for face in (farm, employer):
            MembershipFactory(organization=face.organization, user=users[role], role=Role(role))
    farm_of(users[RIVAL])
    employer_of(users[RIVAL], slug="rival-works")
    world = World(users=users, farm=farm, employer=employer)
    world.values |= (
        _members(world) | _own(world) | _stall(world) | _room(world) | _jobs(world) | _session(world) | _told(world)
    )
    world.values["status"] = 409  # of the error pages that the component sheet shows
    return world


def _members(world: World) -> dict[str, Any]:
    """The owner offers the farm to the manager, asks a person to join it, and sends in its papers."""
    organization, owner = world.farm.organization, world.users[OWNER]
    memberships = organization.memberships
    offer_ownership(organization=organization, actor=owner, membership=memberships.get(user=world.users[MANAGER]))
    invitation = invite(organization=organization, actor=owner, contact=str(world.users[OTHER].email), role=Role.STAFF)
    blocked = exclude_person(organization=organization, actor=owner, person=UserFactory(), reason="Insults")
    (paper,) = draft_of(memberships.get(user=owner)).papers
    return {
        "staff_member": memberships.get(user=world.users[STAFF]).pk,
        "invitation": invitation.pk,
        "invitation_token": invitation.token,
        "paper": paper.document_id,
        "exclusion": blocked.pk,
    }


def _own(world: World) -> dict[str, Any]:
    person = world.users[PERSON]
    token, _secret = make_token(user=person, name="My shop", scopes=["profile:read"], days=30)
    export = Export.objects.create(user=person)
    upload = begin_upload(uploaded_by=person, length=10, now=timezone.now())
    return {
        "person": person.pk,
        "token": token.pk,
        "export": export.pk,
        "upload": upload.pk,
        "video": Video.objects.create(uploaded_by=person).pk,
        "demo_picture": "CREDITS.md",
        "session_of_nobody": 1,
        "passkey_of_nobody": 1,
    }


def _stall(world: World) -> dict[str, Any]:
    farm, person = world.farm, world.users[PERSON]
    variant = variant_of(farm, stock=50)
    batch = batch_of(variant, stock=5)
    order = Order.objects.get(group=paid((variant, 1), buyer=person))
    waiting = placed((variant, 1), buyer=person)
    start_paying(group=waiting)
    line = cart_with((variant, 1), user=person).lines.get()
    return {
        "farm": farm.organization.slug,
        "chapter": ChapterFactory(farm=farm).pk,
        "entry": DiaryEntryFactory(farm=farm).pk,
        "plot": PlotFactory(farm=farm).pk,
        "product": variant.product.slug,
        "variant": variant.pk,
        "sku": variant.sku,
        "code": batch.code,
        "line": line.pk,
        "group": order.group.number,
        "waiting": waiting.number,
        "order": order.number,
        "gateway": "sandbox",
        "payment": Payment.objects.get(reference=waiting.number).token,
    }


def _room(world: World) -> dict[str, Any]:
    host = world.users[HOST]
    sale_room = sale_room_of(world.farm, host=host)
    item = ShelfItem.objects.create(sale_room=sale_room, variant_id=variant_of(world.farm).pk, position=1)
    now = timezone.now()
    deal = FlashDeal.objects.create(
        sale_room=sale_room,
        shelf_item=item,
        price=Money(1000),
        quantity=3,
        free=3,
        ends_at=now + timedelta(minutes=5),
        started_by=host,
    )
    message = Message.objects.create(room=sale_room.room, author=world.users[PERSON], body="Hello", client_id="hello")
    loud = UserFactory(name="Loud")
    silenced = mute(room=sale_room.room, user=loud, actor=host, minutes=30, reason="advertising")
    return {
        "room": sale_room.pk,
        "item": item.pk,
        "deal": deal.pk,
        "message": message.pk,
        "loud": loud.pk,
        "mute": silenced.pk,
    }


def _jobs(world: World) -> dict[str, Any]:
    job = JobFactory(employer=world.employer, slug="assembly")
    photo = JobPhoto.objects.create(job=job, picture=PictureFactory())
    application = ApplicationFactory(job=job, worker=world.users[PERSON])
    bare = Organization.objects.create(
        kind=OrganizationKind.EMPLOYER, slug="no-face-yet", name=LocalizedText.of("No face yet", "还没脸")
    )
    for role in (OWNER, MANAGER, HOST, STAFF):
        MembershipFactory(organization=bare, user=world.users[role], role=Role(role))
    return {
        "employer": world.employer.organization.slug,
        "bare": bare.slug,
        "job": job.slug,
        "photo": photo.pk,
        "application": application.pk,
        "application_token": application.token,
    }


def _session(world: World) -> dict[str, Any]:
    now = timezone.now()
    room = Room.objects.create(
        organization=world.employer.organization,
        host=world.users[HOST],
        kind="recruitment",
        title=LocalizedText.of("Walk the line", "看车间"),
        starts_at=now,
        state=RoomState.OPEN,
        opened_at=now,
    )
    session = RecruitmentSession.objects.create(room=room)
    shown = SessionJob.objects.create(session=session, job=world.employer.jobs.get(), position=1)
    question = Question.objects.create(session=session, author=world.users[PERSON], body="Is there a bus?")
    return {"session": room.pk, "session_job": shown.pk, "question": question.pk}


def _told(world: World) -> dict[str, Any]:
    room = Room.objects.filter(organization=world.farm.organization).latest("pk")
    event = publish(RoomOpened(room_id=room.pk, organization_id=room.organization_id))
    params = {"organization": dict(world.farm.organization.name), "title": dict(room.title)}
    tell(users=[world.users[PERSON]], kind="room_opened", event_id=event.pk, params=params, url="/live/")
    return {"notification": world.users[PERSON].notifications.get().pk}
