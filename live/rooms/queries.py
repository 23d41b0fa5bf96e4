from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import Follow, Membership, Organization, User
from accounts.states import OrganizationState, Role
from live.hub.backends import get_backend
from live.hub.broadcast import room_topic
from live.rooms.kinds import kind_of
from live.rooms.models import Room
from live.rooms.states import RoomState

ROOMS_SHOWN = 24
HOSTING_ROLES = (Role.OWNER, Role.MANAGER, Role.HOST)


@dataclass(frozen=True, kw_only=True)
class RoomCard:
    """A room on a shelf of rooms, with its kind's one line (`thing`) and how many watch it."""

    room: Room
    thing: dict[str, Any] = field(default_factory=dict)
    viewers: int | None = None

    @property
    def livecard_state(self) -> str:
        return {RoomState.SCHEDULED: "scheduled", RoomState.OPEN: "open"}.get(RoomState(self.room.state), "replay")


def room_cards(*, rooms: QuerySet[Room], limit: int = ROOMS_SHOWN) -> list[RoomCard]:
    """Cards in the order of the rooms; the number of queries depends on the kinds, not on the rooms."""
    return cards_for(rooms=list(rooms.with_faces()[:limit]))  # type: ignore[attr-defined]


def cards_for(*, rooms: list[Room]) -> list[RoomCard]:
    """The same for rooms that were fetched already (`with_faces`)."""
    things: dict[int, dict[str, Any]] = {}
    by_kind: dict[str, list[Room]] = {}
    for room in rooms:
        by_kind.setdefault(room.kind, []).append(room)
    for same_kind in by_kind.values():
        things |= kind_of(same_kind[0]).cards(same_kind)
    viewers = viewers_of(rooms=[room for room in rooms if room.is_open])
    return [RoomCard(room=room, thing=things.get(room.pk, {}), viewers=viewers.get(room.pk)) for room in rooms]


def viewers_of(*, rooms: list[Room]) -> dict[int, int]:
    if not rooms:
        return {}
    counts = get_backend().presence(topics=[room_topic(room.pk) for room in rooms])
    return {room.pk: count for room, count in zip(rooms, counts, strict=True)}


def organizations_hosted_by(*, user: User) -> QuerySet[Organization]:
    """The organisations for which this person may host rooms."""
    mine = {"memberships__user": user, "memberships__role__in": HOSTING_ROLES}
    return Organization.objects.filter(state=OrganizationState.OPEN, **mine)


def rooms_run_by(*, user: User) -> QuerySet[Room]:
    """The rooms that this person hosts, or may run for an organisation, newest first."""
    return Room.objects.filter(Q(organization__in=organizations_hosted_by(user=user)) | Q(host=user))


def crew_ids(*, room: Room) -> set[int]:
    """The people whose words in the room are the house's own: the host and who may host for the organisation."""
    members = Membership.objects.filter(organization_id=room.organization_id, role__in=HOSTING_ROLES)
    return {room.host_id, *members.values_list("user_id", flat=True)}


def follow_facts(*, user: Any, room: Room) -> dict[str, Any]:
    """`followers` and `is_following` (1 or 0) for the host's pill, in one query."""
    own = Count("pk", filter=Q(user_id=user.pk if user.is_authenticated else 0))
    follows = Follow.objects.filter(organization_id=room.organization_id)
    return follows.aggregate(followers=Count("pk"), is_following=own)


def broadcast_event(*, room: Room, url: str) -> dict[str, Any]:
    """The room as https://schema.org/BroadcastEvent."""
    event: dict[str, Any] = {
        "@type": "BroadcastEvent",
        "name": str(room.title),
        "url": url,
        "inLanguage": room.language,
        "isLiveBroadcast": room.is_open,
        "startDate": room.shown_at,
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {"@type": "VirtualLocation", "url": url},
        "organizer": {"@type": "Organization", "name": str(room.organization)},
        "performer": {"@type": "Person", "name": room.host.get_short_name()},
    }
    if room.ended_at:
        event["endDate"] = room.ended_at
    return event
