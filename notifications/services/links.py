"""Links by text message, each once: a text that is lost costs another press of a button, one sent twice costs money."""

from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.gateways.sms import SmsKind
from marketplace.orders.models import OrderGroup
from marketplace.orders.queries.orders import signed_path
from notifications.gateways.links import text_link
from recruiting.applications.models import Application

REMEMBERED_SECONDS = 24 * 3600


def send_application_link(*, event_id: int, application_id: int, language: str) -> bool:
    """True when the network took it; False also when this event's text went out before."""
    application = Application.objects.select_related("job").get(pk=application_id)
    if not application.phone or not _is_first(event_id):
        return False
    with translation.override(language or settings.LANGUAGE_CODE):
        return text_link(
            to=str(application.phone),
            kind=SmsKind.APPLICATION_LINK,
            sentence=_("Daji: your name is down for %(job)s. How it stands: %(link)s"),
            path=application.get_link_url(),
            parameters={"job": str(application.job.title)},
        )


def send_order_link(*, event_id: int, group_id: int, language: str) -> bool:
    """The same for a guest's order."""
    group = OrderGroup.objects.get(pk=group_id)
    if not group.phone or not _is_first(event_id):
        return False
    with translation.override(language or settings.LANGUAGE_CODE):
        return text_link(
            to=str(group.phone),
            kind=SmsKind.ORDER_LINK,
            sentence=_("Daji: your order %(number)s stands here: %(link)s"),
            path=signed_path(group=group),
            parameters={"number": group.number},
        )


def _is_first(event_id: int) -> bool:
    return bool(cache.add(f"link-sent:{event_id}", True, REMEMBERED_SECONDS))
