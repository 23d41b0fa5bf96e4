from accounts.models import User
from accounts.queries import managers_of
from core.events import subscribe
from marketplace.orders.events import OrderLinkWanted, OrderPaid, OrderShipped
from marketplace.orders.models import Order
from notifications import tasks
from notifications.receivers.doorbell import tell_and_ring


@subscribe(OrderPaid)
def tell_seller(event: OrderPaid) -> None:
    order = Order.objects.select_related("seller").get(pk=event.order_id)
    tell_and_ring(
        users=managers_of(organization=order.seller),
        kind="order_paid",
        event_id=event.event_id,
        params={"number": order.number, "total": str(order.total)},
        url=f"/sell/orders/{order.number}/",
    )


@subscribe(OrderShipped)
def tell_buyer(event: OrderShipped) -> None:
    buyer = User.objects.filter(pk=event.buyer_id, is_active=True)
    order = Order.objects.get(pk=event.order_id)
    shipment = order.shipments.order_by("-pk").first()
    tell_and_ring(
        users=buyer,
        kind="order_shipped",
        event_id=event.event_id,
        params={
            "number": order.number,
            "seller": dict(order.seller_name),
            "carrier": shipment.carrier if shipment else "",
        },
        url=order.get_absolute_url(),
    )


@subscribe(OrderLinkWanted)
def send_link(event: OrderLinkWanted) -> None:
    tasks.send_order_link.delay(event.event_id, event.group_id, event.language)
