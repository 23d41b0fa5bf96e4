"""A room on air must end before its organisation closes; what was announced is called off."""

from django.utils.translation import gettext as _

from accounts.kinds import Business, register_business
from accounts.models import Organization, User
from core.personal_data import Blocker
from live.rooms.models import Room
from live.rooms.services import cancel_room


def _on_air(organization: Organization) -> list[Blocker]:
    sentence = _("The room “%(title)s” is on air: close it first.")
    rooms = Room.objects.open().filter(organization=organization).order_by("pk")
    return [Blocker(sentence=sentence % {"title": room.title}, url=f"/studio/{room.pk}/") for room in rooms]


def _call_off(organization: Organization, actor: User) -> None:
    for room in Room.objects.upcoming().filter(organization=organization).order_by("pk"):
        cancel_room(room=room, actor=actor)


def register() -> None:
    register_business(Business(name="rooms", unfinished=_on_air, wind_up=_call_off))
