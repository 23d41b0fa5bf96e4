from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.states import Role
from core.localized import LocalizedText
from live.chat.models import Message, Mute
from live.rooms.kinds import RoomKind
from live.rooms.models import Room
from live.rooms.states import NEVER_OPENED, RoomState
from tests.factories.accounts import MembershipFactory, OrganizationFactory, UserFactory


class VisitKind(RoomKind):
    """A plain kind of room, for tests of what all kinds share."""

    slug = "visit"
    label = "Visit"


class RoomFactory(DjangoModelFactory):
    """`state="open"` and the like set the times that go with it; the host is a host of the organisation."""

    class Meta:
        model = Room

    class Params:
        past = factory.LazyAttribute(lambda room: room.state not in NEVER_OPENED)
        over = factory.LazyAttribute(lambda room: room.state in (RoomState.ENDED, RoomState.REPLAY))

    organization = factory.SubFactory(OrganizationFactory)
    host = factory.SubFactory(UserFactory, name="Dashan")
    kind = VisitKind.slug
    title = LocalizedText.of("Picking the east slope", "东坡摘橙")
    language = "zh-hans"
    state = RoomState.OPEN
    starts_at = factory.LazyFunction(timezone.now)
    opened_at = factory.LazyAttribute(lambda room: timezone.now() if room.past else None)
    ended_at = factory.LazyAttribute(lambda room: timezone.now() + timedelta(hours=1) if room.over else None)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        room = super()._create(model_class, *args, **kwargs)
        if not room.organization.memberships.filter(user=room.host).exists():
            MembershipFactory(organization=room.organization, user=room.host, role=Role.HOST)
        return room


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    room = factory.SubFactory(RoomFactory)
    author = factory.SubFactory(UserFactory)
    body = factory.Sequence(lambda n: f"Message {n}")
    client_id = factory.Sequence(lambda n: f"client-{n}")


class MuteFactory(DjangoModelFactory):
    class Meta:
        model = Mute

    room = factory.SubFactory(RoomFactory)
    user = factory.SubFactory(UserFactory)
    muted_by = factory.SelfAttribute("room.host")
    reason = "Advertising"
    until = factory.LazyFunction(lambda: timezone.now() + timedelta(minutes=30))
