"""A farm with crates, baskets and orders, made through the services that make them on the site."""

import datetime
import itertools

from django.test import Client
from django.utils import timezone

from accounts.models import Membership, Organization, User
from accounts.states import OrganizationKind, Role
from core.localized import LocalizedText
from core.money import Money
from marketplace.catalogue.models import Batch, Product, Variant
from marketplace.catalogue.states import ProductState
from marketplace.orders.models import Cart, OrderGroup
from marketplace.orders.services.carts import add_line
from marketplace.orders.services.checkout import Contact, place_order
from marketplace.orders.services.paying import start_paying
from marketplace.orders.services.settlement import take_money
from marketplace.payments.gateways import Outcome
from marketplace.payments.gateways.sandbox import callback_body, signed_headers
from marketplace.payments.models import Payment, WebhookEvent
from marketplace.payments.services import inbox
from marketplace.storefronts.models import Farm
from tests.factories.accounts import UserFactory

_numbers = itertools.count(1)

CONTACT = Contact(
    contact_name="Mei",
    phone="+8613800002046",
    province="Zhejiang",
    city="Hangzhou",
    district="Xiacheng",
    street="Fengqi Road 88, Building 4, Room 602",
)
TYPED_CONTACT = {
    "contact_name": "Mei",
    "phone": "138 0000 2046",
    "province": "Zhejiang",
    "city": "Hangzhou",
    "district": "Xiacheng",
    "street": "Fengqi Road 88, Building 4, Room 602",
    "note": "Some with leaves, please",
    "gateway": "sandbox",
}


def farm_of(owner: User | None = None) -> Farm:
    number = next(_numbers)
    organization = Organization.objects.create(
        kind=OrganizationKind.FARM, slug=f"farm-{number}", name=LocalizedText.of(f"Farm {number}", f"农家{number}")
    )
    Membership.objects.create(organization=organization, user=owner or UserFactory(), role=Role.OWNER)
    return Farm.objects.create(organization=organization, place=LocalizedText.of("Fengjie", "奉节"))


def variant_of(farm: Farm | None = None, *, stock: int = 10, price: int = 3290) -> Variant:
    """A size on the stall with one batch of `stock` free units."""
    number = next(_numbers)
    product = Product.objects.create(
        farm=farm or farm_of(),
        slug=f"oranges-{number}",
        name=LocalizedText.of("Navel oranges", "脐橙"),
        state=ProductState.ON_SALE,
    )
    variant = Variant.objects.create(
        product=product,
        sku=f"sku-{number}",
        name=LocalizedText.of("5 kg", "5 公斤"),
        price=Money(price),
        weight_grams=5000,
    )
    if stock:
        batch_of(variant, stock=stock)
    return variant


def batch_of(variant: Variant, *, stock: int, harvested_on: datetime.date = datetime.date(2026, 11, 18)) -> Batch:
    return Batch.objects.create(
        variant=variant, code=f"b-{next(_numbers)}", harvested_on=harvested_on, stocked=stock, free=stock
    )


def cart_with(*wanted: tuple[Variant, int], user: User | None = None) -> Cart:
    cart = Cart.objects.get_or_create(user=user)[0] if user else Cart.objects.create()
    for variant, quantity in wanted:
        add_line(cart=cart, variant=variant, quantity=quantity)
    return cart


def placed(*wanted: tuple[Variant, int], buyer: User | None = None, now: datetime.datetime | None = None) -> OrderGroup:
    """An order group that waits to be paid."""
    cart = cart_with(*wanted, user=buyer)
    return place_order(buyer=buyer, cart=cart, contact=CONTACT, idempotency_key=f"key-{next(_numbers)}", now=now)


def bank_says(payment: Payment, outcome: Outcome = Outcome.CAPTURED, **said) -> WebhookEvent:
    """The bank's callback goes through the inbox and is processed."""
    body = callback_body(payment=payment, outcome=outcome, **said)
    event = inbox.receive(gateway="sandbox", headers=signed_headers(body=body, now=timezone.now()), body=body)
    return inbox.process(webhook_event_id=event.pk)


def paid(*wanted: tuple[Variant, int], buyer: User | None = None) -> OrderGroup:
    """An order group that was paid in the sandbox, also where a test's transaction keeps receivers from running."""
    group = placed(*wanted, buyer=buyer)
    event = bank_says(start_paying(group=group))
    take_money(payment_id=event.payment_id)
    group.refresh_from_db()
    return group


def put_in_basket(client: Client, variant: Variant, quantity: int = 1):
    return client.post("/cart/lines/", {"variant": variant.pk, "quantity": quantity})
