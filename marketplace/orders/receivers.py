from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from core.events import subscribe
from marketplace.orders.services.carts import merge_guest_cart
from marketplace.orders.services.settlement import take_money
from marketplace.payments.events import PaymentCaptured


@subscribe(PaymentCaptured)
def give_the_money_to_its_order(event: PaymentCaptured) -> None:
    # Not by a task: were the broker to lose it, the event would count as delivered and the order stay unpaid.
    take_money(payment_id=event.payment_id)


@receiver(user_logged_in)
def bring_the_basket_along(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    if request is not None:
        merge_guest_cart(user=user, session=request.session)
