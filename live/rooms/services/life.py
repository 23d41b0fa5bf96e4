"""A room's life: scheduled, open, ended, replay; or called off. One function for each move of the table in `states.py`."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.permissions import can_host
from accounts.services.dealings import hold_open
from core.errors import NotAllowed
from core.events import publish
from core.localized import LocalizedText
from core.transitions import check_transition
from core.uploads.models import Picture
from live.rooms.events import ReplayPublished, RoomCancelled, RoomEnded, RoomOpened, RoomScheduled
from live.rooms.models import Room
from live.rooms.permissions import can_run
from live.rooms.states import ROOM_TRANSITIONS, RoomState


@transaction.atomic
def schedule_room(
    *,
    organization: Organization,
    host: User,
    kind: str,
    title: LocalizedText,
    starts_at: datetime,
    language: str = "zh-hans",
    cover: Picture | None = None,
) -> Room:
    """Announce a room. Raises NotAllowed unless `host` may host for the organisation."""
    hold_open(organizations=[organization.pk])
    if not can_host(host, organization):
        raise NotAllowed(_("You may not host rooms for {name}.").format(name=organization))
    room = Room.objects.create(
        organization=organization,
        host=host,
        kind=kind,
        title=title,
        starts_at=starts_at,
        language=language,
        cover=cover,
    )
    publish(RoomScheduled(room_id=room.pk), actor=host)
    return room


@transaction.atomic
def open_room(*, room: Room, actor: User) -> Room:
    hold_open(organizations=[room.organization_id])
    _check_may_run(room, actor)
    room = _locked(room, RoomState.OPEN)
    room.opened_at = timezone.now()
    room.save(update_fields=["state", "opened_at"])
    publish(RoomOpened(room_id=room.pk, organization_id=room.organization_id), actor=actor)
    return room


@transaction.atomic
def end_room(*, room: Room, actor: User) -> Room:
    _check_may_run(room, actor)
    room = _locked(room, RoomState.ENDED)
    room.ended_at = timezone.now()
    room.save(update_fields=["state", "ended_at"])
    publish(RoomEnded(room_id=room.pk, organization_id=room.organization_id), actor=actor)
    return room


@transaction.atomic
def cancel_room(*, room: Room, actor: User) -> Room:
    """It was announced and will not be."""
    _check_may_run(room, actor)
    room = _locked(room, RoomState.CANCELLED)
    room.save(update_fields=["state"])
    publish(RoomCancelled(room_id=room.pk, organization_id=room.organization_id), actor=actor)
    return room


@transaction.atomic
def publish_replay(*, room: Room, actor: User | None = None) -> Room:
    """The recording is ready: show it. Without an actor it is the packager that says so."""
    if actor is not None:
        _check_may_run(room, actor)
    room = _locked(room, RoomState.REPLAY)
    room.save(update_fields=["state"])
    publish(ReplayPublished(room_id=room.pk, organization_id=room.organization_id), actor=actor)
    return room


def _check_may_run(room: Room, actor: User) -> None:
    if not can_run(actor, room):
        raise NotAllowed(_("Only the host and the crew run this room."))


def _locked(room: Room, new_state: RoomState) -> Room:
    """The room as it stands now, locked, and moved in memory; IllegalTransition when the table forbids it."""
    room = Room.objects.select_for_update().get(pk=room.pk)
    check_transition(ROOM_TRANSITIONS, RoomState(room.state), new_state)
    room.state = new_state
    return room
