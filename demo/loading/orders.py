from __future__ import annotations

from collections.abc import Iterator

from demo.loading.fair import Fair
from marketplace.orders.models import Order, OrderGroup
from marketplace.orders.services.carts import add_line, open_cart
from marketplace.orders.services.checkout import Contact, place_order
from marketplace.orders.services.fulfilment import accept, confirm_arrival, pack, ship
from marketplace.orders.services.paying import start_paying
from marketplace.orders.states import OrderState
from marketplace.payments.gateways import Outcome
from marketplace.payments.services.inbox import process
from marketplace.payments.services.sandbox import send_callback

HOME = Contact(
    contact_name="Mei",
    phone="+8613800002046",
    province="浙江省",
    city="杭州市",
    district="拱墅区",
    street="凤起路 88 号 4 幢 602",
)

# (buyer, {product: how many}, how far it has come)
ORDERS = [
    ("mei", {"linden-honey": 1, "smashed-chili-paste": 2}, OrderState.DELIVERED),
    ("mei", {"fengjie-navel-oranges": 1, "hill-chestnuts": 1}, OrderState.SHIPPED),
    ("mei", {"spring-rock-tea": 1}, OrderState.PAID),
    ("mimi", {"fengjie-navel-oranges": 2}, OrderState.PACKED),
    ("lao-zhou", {"fengjie-navel-oranges": 1}, OrderState.PAID),
]
STEPS = len(ORDERS)


def build(fair: Fair) -> Iterator[None]:
    """Money is taken after commits, so this is not one transaction: each step looks where the order stands."""
    for number, (buyer, goods, state) in enumerate(ORDERS):
        group = _placed(fair, buyer, goods, key=f"demo-order-{number}")
        _pay(group)
        for order in group.orders.select_related("seller").order_by("pk"):
            _fulfil(order, state, buyer, fair)
        yield


def _placed(fair: Fair, buyer: str, goods: dict[str, int], *, key: str) -> OrderGroup:
    person = fair.person(buyer)
    earlier = OrderGroup.objects.filter(buyer=person, idempotency_key=key).first()
    if earlier is not None:
        return earlier
    cart = open_cart(user=person, session={})
    cart.lines.all().delete()
    for slug, quantity in goods.items():
        add_line(cart=cart, variant=fair.product(slug).variants.order_by("pk")[0], quantity=quantity)
    return place_order(buyer=person, cart=cart, contact=HOME, idempotency_key=key)


def _pay(group: OrderGroup) -> None:
    if group.paid_at is None:
        payment = start_paying(group=group)
        process(webhook_event_id=send_callback(payment=payment, outcome=Outcome.CAPTURED).pk)


def _fulfil(order: Order, state: OrderState, buyer: str, fair: Fair) -> None:
    farmer = order.seller.memberships.select_related("user").get(role="owner").user
    way = [OrderState.PAID, OrderState.ACCEPTED, OrderState.PACKED, OrderState.SHIPPED, OrderState.DELIVERED]
    for step in way[way.index(OrderState(order.state)) + 1 : way.index(state) + 1]:
        if step == OrderState.ACCEPTED:
            accept(order=order, actor=farmer)
        elif step == OrderState.PACKED:
            pack(order=order, actor=farmer)
        elif step == OrderState.SHIPPED:
            ship(order=order, actor=farmer, carrier="SF Express 顺丰", tracking_number=f"SF{1400000000 + order.pk}")
        else:
            confirm_arrival(order=order, actor=fair.person(buyer))
