import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import User
from core.money import Money
from marketplace.orders.services.paying import start_paying
from marketplace.payments.models import Payment
from marketplace.payments.services.captures import hold
from marketplace.payments.states import HeldReason, PaymentState
from tests.factories.orders import bank_says, cart_with, paid, placed, variant_of

MODELS = [model for model in admin.site._registry if model._meta.app_label in ("orders", "payments")]


@pytest.fixture
def admin_client(client, db):
    client.force_login(User.objects.create_superuser("admin@example.com", "pass-word-1"))
    return client


@pytest.fixture
def goods(shopper):
    cart_with((variant_of(), 1), user=shopper)
    return paid((variant_of(), 1), (variant_of(), 2))


def test_every_model_of_both_apps_has_its_list():
    assert len(MODELS) == 13


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_lists_search_and_pages_answer(admin_client, goods, model):
    base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    assert admin_client.get(reverse(f"{base}_changelist")).status_code == 200
    assert admin_client.get(reverse(f"{base}_changelist"), {"q": "x"}).status_code == 200
    for row in model.objects.all()[:1]:
        assert admin_client.get(reverse(f"{base}_change", args=[row.pk])).status_code == 200
    assert admin_client.get(reverse(f"{base}_add")).status_code == 403


def test_held_money_is_a_filter_and_can_be_offered_again(admin_client, goods):
    group = placed((variant_of(price=100), 1))
    payment = start_paying(group=group)
    bank_says(payment)
    payment.refresh_from_db()
    hold(payment=payment, reason=HeldReason.ORDER_GONE)
    url = reverse("admin:payments_payment_changelist")
    assert group.number in admin_client.get(url, {"state__exact": "held"}).content.decode()
    admin_client.post(url, {"action": "offer_again", "_selected_action": [payment.pk]})
    assert Payment.objects.get(pk=payment.pk).state == PaymentState.CAPTURED


def test_a_wrong_amount_is_not_offered(admin_client):
    payment = start_paying(group=placed((variant_of(), 1)))
    bank_says(payment, amount=Money(1))
    url = reverse("admin:payments_payment_changelist")
    answer = admin_client.post(url, {"action": "offer_again", "_selected_action": [payment.pk]}, follow=True)
    assert "can only be paid back" in answer.content.decode()
    assert Payment.objects.get(pk=payment.pk).state == PaymentState.HELD
