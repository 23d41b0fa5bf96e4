from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone

from core.models import Event
from core.transitions import IllegalTransition
from notifications.models import Delivery, Notification
from notifications.services import deliver as delivering
from notifications.services.tell import tell
from notifications.states import DELIVERY_TRANSITIONS, Channel, DeliveryState
from notifications.tasks import deliver_what_is_due
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def event() -> Event:
    return Event.objects.create(name="test.Happened", data={})


def told(user, happened: Event) -> list[int]:
    return tell(
        users=[user],
        kind="room_opened",
        event_id=happened.pk,
        params={"organization": {"en": "Li", "zh-hans": "李"}, "title": {"en": "Picking"}},
        url="/live/1/",
    )


def test_telling_twice_is_telling_once() -> None:
    user, happened = UserFactory(), event()
    first, second = told(user, happened), told(user, happened)
    assert first == second
    assert Notification.objects.count() == 1
    assert sorted(Delivery.objects.values_list("channel", flat=True)) == [Channel.EMAIL, Channel.IN_APP]


def test_who_has_no_address_is_told_on_the_site_alone() -> None:
    told(UserFactory(email=None, phone="+8613912347788"), event())
    assert list(Delivery.objects.values_list("channel", flat=True)) == [Channel.IN_APP]


def test_the_sentence_is_in_the_readers_language(settings) -> None:
    from django.utils import translation

    told(UserFactory(), event())
    notification = Notification.objects.get()
    with translation.override("en"):
        assert notification.sentence == "Li is live: Picking"


def test_each_delivery_is_sent_once_however_often_it_is_called() -> None:
    for delivery_id in told(UserFactory(email="mei@example.com"), event()) * 3:
        delivering.deliver(delivery_id=delivery_id)
    assert [message.to for message in mail.outbox] == [["mei@example.com"]]
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}


def test_what_a_crash_left_behind_is_sent_by_the_sweep_and_nothing_before_its_time() -> None:
    told(UserFactory(), event())
    assert deliver_what_is_due() == 0  # the doorbell still has its chance
    Delivery.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    assert deliver_what_is_due() == 2
    assert deliver_what_is_due() == 0
    assert len(mail.outbox) == 1


def test_a_claimed_delivery_is_left_alone_until_the_claim_runs_out() -> None:
    [delivery_id, *_rest] = told(UserFactory(), event())
    Delivery.objects.filter(pk=delivery_id).update(attempts=1, retry_at=timezone.now() + timedelta(seconds=20))
    Delivery.objects.exclude(pk=delivery_id).delete()
    assert deliver_what_is_due() == 0
    Delivery.objects.update(retry_at=timezone.now())
    assert deliver_what_is_due() == 1


def test_a_channel_that_fails_is_tried_again_later_and_given_up_at_last(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*, delivery: Delivery) -> None:
        raise ConnectionRefusedError("mail server is away")

    monkeypatch.setattr(delivering, "send", broken)
    [delivery_id, *_rest] = told(UserFactory(), event())
    assert delivering.deliver(delivery_id=delivery_id) is False
    delivery = Delivery.objects.get(pk=delivery_id)
    assert (delivery.state, delivery.attempts) == (DeliveryState.PENDING, 1)
    assert delivery.retry_at > timezone.now()
    for _attempt in range(delivering.MOST_ATTEMPTS):
        delivering.deliver(delivery_id=delivery_id)
    assert Delivery.objects.get(pk=delivery_id).state == DeliveryState.FAILED
    delivering.send_again(delivery=Delivery.objects.get(pk=delivery_id))
    assert Delivery.objects.get(pk=delivery_id).state == DeliveryState.PENDING


@pytest.mark.parametrize("old", DeliveryState.values)
def test_only_a_given_up_delivery_may_be_sent_again(old: str) -> None:
    told(UserFactory(), event())
    sent_at = timezone.now() if old == DeliveryState.SENT else None
    Delivery.objects.update(state=old, sent_at=sent_at)
    delivery = Delivery.objects.first()
    if DeliveryState.PENDING in DELIVERY_TRANSITIONS[old]:
        delivering.send_again(delivery=delivery)
        assert Delivery.objects.get(pk=delivery.pk).state == DeliveryState.PENDING
    else:
        with pytest.raises(IllegalTransition):
            delivering.send_again(delivery=delivery)


def test_a_mail_sent_again_after_a_crash_is_still_one_file(tmp_path: Path, settings) -> None:
    folder = {"BACKEND": "notifications.gateways.folder.FolderEmailBackend", "OPTIONS": {"folder": str(tmp_path)}}
    settings.MAILERS = {"default": folder}
    for delivery_id in told(UserFactory(), event()):
        delivering.deliver(delivery_id=delivery_id)
    Delivery.objects.update(state=DeliveryState.PENDING, sent_at=None)  # as a kill -9 after sending leaves it
    for delivery in Delivery.objects.all():
        delivering.deliver(delivery_id=delivery.pk)
    assert len(list(tmp_path.glob("*.eml"))) == 1
    assert list(tmp_path.glob(".*")) == []
