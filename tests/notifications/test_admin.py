import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.audit.models import AuditEntry
from accounts.permissions import SUPPORT
from core.models import Event
from notifications.models import Delivery, Notification
from notifications.services.deliver import deliver
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
LIST = "admin:notifications_delivery_changelist"


@pytest.fixture
def office(client):
    helper = UserFactory(is_staff=True)
    helper.groups.add(Group.objects.get(name=SUPPORT))
    client.force_login(helper)
    return client


def delivery_in(state, shopper, **fields):
    event = Event.objects.create(name="x.Happened", data={})
    params = {"organization": {"en": "The farm"}, "title": {"en": "Dawn"}}
    told = Notification.objects.create(user=shopper, kind="room_opened", event=event, url="/", params=params)
    return Delivery.objects.create(notification=told, channel="email", state=state, **fields)


def test_what_was_given_up_is_sent_again_once(office, shopper, mailoutbox):
    given_up = delivery_in("failed", shopper, attempts=12, last_error="no route")
    waiting = delivery_in("pending", shopper)
    page = office.get(reverse(LIST), {"state__exact": "failed"})
    assert list(page.context["cl"].queryset) == [given_up]
    assert "no route" in page.content.decode()

    data = {"action": "send_again", "_selected_action": [given_up.pk, waiting.pk]}
    answer = office.post(reverse(LIST), data, follow=True)

    assert "1 is on its way again." in answer.content.decode()
    given_up.refresh_from_db()
    assert (given_up.state, given_up.attempts, given_up.last_error) == ("pending", 0, "")
    assert deliver(delivery_id=given_up.pk)
    assert not deliver(delivery_id=given_up.pk)
    assert AuditEntry.objects.get(action="notifications_delivery.action_run").details["chosen"] == 2


def test_nobody_edits_what_was_told(office, shopper):
    row = delivery_in("failed", shopper)
    assert office.post(reverse("admin:notifications_delivery_change", args=[row.pk]), {}).status_code == 403
