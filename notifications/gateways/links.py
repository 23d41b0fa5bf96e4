"""A link that opens one thing, on its way to the number of whom that thing belongs to."""

from collections.abc import Mapping

from django.conf import settings

from accounts.gateways.sms import SmsKind, SmsMessage
from accounts.services.texts import hand_over


def text_link(*, to: str, kind: SmsKind, sentence: str, path: str, parameters: Mapping[str, str]) -> bool:
    """`sentence` names `%(link)s` and the parameters. False when the network did not take it."""
    filled = {**parameters, "link": f"{settings.DAJI_SITE_URL}{path}"}
    return hand_over(message=SmsMessage(to=to, kind=kind, text=sentence % filled, parameters=filled))
