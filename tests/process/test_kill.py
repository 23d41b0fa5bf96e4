"""kill -9 of the whole process in the middle of 200 notifications: each is delivered, and once."""

from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.process.conftest import wait_until

pytestmark = pytest.mark.process

FOLLOWERS = 200
KILLED_AFTER = 20

# The event stands in the database as it does when a process dies between its commit and its delivery.
A_FARM_GOES_LIVE = f"""
from django.utils import timezone
from accounts.models import Follow, Organization, User
from core.models import Event
from live.rooms.events import RoomOpened
from live.rooms.models import Room
host = User.objects.create_user(email="host@example.com", name="Host")
farm = Organization.objects.create(kind="farm", slug="cloud-terrace", name={{"en": "Cloud Terrace"}})
now = timezone.now()
room = Room.objects.create(organization=farm, host=host, kind="sale", title={{"en": "Harvest"}}, starts_at=now)
people = User.objects.bulk_create([User(email=f"follower{{n}}@example.com", name=str(n)) for n in range({FOLLOWERS})])
Follow.objects.bulk_create([Follow(user=person, organization=farm) for person in people])
event = RoomOpened(room_id=room.pk, organization_id=farm.pk)
Event.objects.create(name=event.event_name(), data=event.payload(), retry_at=timezone.now())
"""
STATES = """
from notifications.models import Delivery
for delivery in Delivery.objects.select_related("notification__user"):
    print(delivery.channel, delivery.state, delivery.notification.user.email, sep=":")
"""


def test_each_notification_is_delivered_once(server, environment):
    mail = Path(environment["DAJI_DATA_DIR"], "mail")

    def delivered() -> int:
        return len(list(mail.glob("*.eml")))

    server.run(A_FARM_GOES_LIVE)
    server.start()
    wait_until(lambda: delivered() >= KILLED_AFTER, what="for the first e-mails")
    server.kill()
    before_the_restart = delivered()
    assert before_the_restart < FOLLOWERS, "the kill came too late to show anything"

    server.start()
    wait_until(lambda: delivered() == FOLLOWERS, what="for the e-mails that were left")
    wait_until(lambda: ":pending:" not in server.run(STATES), what="for the deliveries to be written down")
    server.stop()

    recipients = Counter(message_from_bytes(path.read_bytes())["To"] for path in mail.glob("*.eml"))
    assert recipients == {f"follower{number}@example.com": 1 for number in range(FOLLOWERS)}
    states = server.run(STATES).split()
    assert len(states) == 2 * FOLLOWERS
    assert len(set(states)) == 2 * FOLLOWERS
    assert Counter(line.rsplit(":", 1)[0] for line in states) == {"in_app:sent": FOLLOWERS, "email:sent": FOLLOWERS}
