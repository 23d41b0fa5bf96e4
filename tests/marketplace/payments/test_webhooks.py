"""The inbox through its HTTP door: forged, stale, repeated, reordered, unreadable."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import Event
from core.money import Money
from marketplace.payments.gateways import Outcome
from marketplace.payments.gateways.sandbox import callback_body, signed_headers
from marketplace.payments.models import LedgerEntry, Payment, WebhookEvent
from marketplace.payments.states import HeldReason, PaymentState, WebhookState
from marketplace.payments.tasks import process_waiting_webhooks

URL = "/webhooks/payments/sandbox/"


@pytest.fixture
def send(client, django_capture_on_commit_callbacks):
    """POST a callback as the bank would, with everything that follows a commit."""

    def send(body, headers=None, now=None):
        headers = headers or signed_headers(body=body, now=now or timezone.now())
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(
                URL, body, content_type="application/json", headers={"Daji-Signature": headers["daji-signature"]}
            )

    return send


def test_a_good_callback_captures_the_payment(send, payment):
    assert send(callback_body(payment=payment, outcome=Outcome.CAPTURED)).status_code == 200
    event = WebhookEvent.objects.get()
    assert (event.state, event.payment) == (WebhookState.PROCESSED, payment)
    assert json.loads(event.text)["payment"] == payment.token
    assert "cookie" not in event.headers
    payment.refresh_from_db()
    assert payment.received == Money(10000)


def test_a_refusal_fails_the_payment_and_books_nothing(send, payment):
    send(callback_body(payment=payment, outcome=Outcome.FAILED))
    payment.refresh_from_db()
    assert payment.state == PaymentState.FAILED
    assert not LedgerEntry.objects.exists()


def test_a_forged_callback_is_refused_and_recorded(send, payment):
    body = callback_body(payment=payment, outcome=Outcome.CAPTURED)
    headers = signed_headers(body=body, now=timezone.now())
    altered = body.replace(b'"minor": 10000', b'"minor": 10001')
    assert altered != body
    assert send(altered, headers=headers).status_code == 400
    assert WebhookEvent.objects.get().state == WebhookState.FORGED
    payment.refresh_from_db()
    assert payment.state == PaymentState.PENDING
    assert send(body, headers=headers).status_code == 200  # unaltered, the same signature is good


@pytest.mark.parametrize("signature", ["", "nonsense", "t=,v1=", "t=²,v1=0", "t=99999999999999999,v1=0", "t=1,v1=é"])
def test_a_broken_signature_is_forged(send, payment, signature):
    response = send(callback_body(payment=payment, outcome=Outcome.CAPTURED), headers={"daji-signature": signature})
    assert response.status_code == 400
    assert WebhookEvent.objects.get().state == WebhookState.FORGED


@pytest.mark.parametrize(("age", "status"), [(4, 200), (6, 400), (-4, 200), (-6, 400)])
def test_a_signature_holds_for_five_minutes_around_now(send, payment, age, status):
    now = timezone.now() - timedelta(minutes=age)
    assert send(callback_body(payment=payment, outcome=Outcome.CAPTURED), now=now).status_code == status


def test_a_repeated_callback_is_welcome_and_has_no_effect(send, payment):
    body = callback_body(payment=payment, outcome=Outcome.CAPTURED)
    assert [send(body).status_code for _time in range(3)] == [200, 200, 200]
    assert WebhookEvent.objects.count() == 1
    assert Event.objects.filter(name="payments.PaymentCaptured").count() == 1
    assert LedgerEntry.objects.filter(account__kind="gateway_clearing").count() == 1


def test_a_forger_cannot_take_up_an_event_id_before_the_bank(send, payment):
    body = callback_body(payment=payment, outcome=Outcome.CAPTURED)
    assert send(body, headers={"daji-signature": "t=1,v1=0"}).status_code == 400
    send(body)
    payment.refresh_from_db()
    assert payment.received == Money(10000)


def test_a_refusal_after_the_money_is_old_news(send, payment):
    send(callback_body(payment=payment, outcome=Outcome.CAPTURED))
    before = Payment.objects.get(pk=payment.pk).state
    send(callback_body(payment=payment, outcome=Outcome.FAILED))
    assert Payment.objects.get(pk=payment.pk).state == before
    assert list(WebhookEvent.objects.values_list("state", flat=True)) == [WebhookState.IGNORED, WebhookState.PROCESSED]


def test_money_after_a_refusal_is_money(send, payment):
    send(callback_body(payment=payment, outcome=Outcome.FAILED))
    send(callback_body(payment=payment, outcome=Outcome.CAPTURED))
    payment.refresh_from_db()
    assert payment.received == Money(10000)


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        (Money(9999), HeldReason.WRONG_AMOUNT),
        (Money(10001), HeldReason.WRONG_AMOUNT),
        (Money(10000, "USD"), HeldReason.WRONG_CURRENCY),
    ],
)
def test_another_amount_is_booked_and_held_for_a_person(send, payment, amount, reason):
    send(callback_body(payment=payment, outcome=Outcome.CAPTURED, amount=amount))
    payment.refresh_from_db()
    assert (payment.state, payment.held_reason, payment.received) == (PaymentState.HELD, reason, amount)
    assert sorted(entry.amount.minor for entry in LedgerEntry.objects.all()) == [-amount.minor, amount.minor]


def test_a_second_movement_of_money_is_held_by_itself(send, payment):
    send(callback_body(payment=payment, outcome=Outcome.CAPTURED, movement="1", amount=Money(9000)))
    send(callback_body(payment=payment, outcome=Outcome.CAPTURED, movement="2"))
    assert Payment.objects.filter(reference="G1").count() == 2
    assert sum(entry.minor for entry in LedgerEntry.objects.filter(account__kind="gateway_clearing")) == 19000


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b"\xff", b'{"id": "", "outcome": "captured"}', b'{"id": "1", "outcome": "lost"}']
)
def test_what_cannot_be_read_is_refused_and_kept(send, db, body):
    assert send(body).status_code == 400
    assert WebhookEvent.objects.get().state == WebhookState.FAILED


def test_a_callback_for_no_payment_is_kept(send, payment):
    body = callback_body(payment=Payment(token="nobody", amount=Money(1)), outcome=Outcome.CAPTURED)
    assert send(body).status_code == 200
    assert WebhookEvent.objects.get().state == WebhookState.FAILED


def test_a_long_body_is_refused_and_not_kept(send, db):
    assert send(b" " * 70_000).status_code == 400
    assert not WebhookEvent.objects.exists()


def test_an_unknown_gateway_is_not_found(client, db):
    assert client.post("/webhooks/payments/goldbank/", b"{}", content_type="application/json").status_code == 404


def test_the_sandbox_is_shut_where_nobody_opened_it(client, payment, settings):
    settings.DAJI_SANDBOX_PAYMENTS = False
    assert client.post(URL, b"{}", content_type="application/json").status_code == 404
    assert client.get(f"/pay/sandbox/{payment.token}/").status_code == 404


def test_what_a_killed_worker_left_is_swept_up(client, payment):
    """The callback was kept, but the doorbell to the worker was lost: nothing ran after the commit."""
    body = callback_body(payment=payment, outcome=Outcome.CAPTURED)
    signature = signed_headers(body=body, now=timezone.now())["daji-signature"]
    client.post(URL, body, content_type="application/json", headers={"Daji-Signature": signature})
    assert WebhookEvent.objects.get().state == WebhookState.RECEIVED
    WebhookEvent.objects.update(received_at=timezone.now() - timedelta(minutes=1))
    assert process_waiting_webhooks() == 1
    assert WebhookEvent.objects.get().state == WebhookState.PROCESSED
