"""How an invitation travels: by text message to a number, by letter to an address."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.gateways.sms import SmsKind, SmsMessage
from accounts.models import Invitation
from accounts.services.texts import hand_over


def send_text(*, invitation: Invitation) -> bool:
    """In the active language. False when the network did not take it."""
    name, link = str(invitation.organization), _link(invitation)
    sentence = _("Daji: %(organization)s asks you to join. Read and answer: %(link)s")
    message = SmsMessage(
        to=str(invitation.phone),
        kind=SmsKind.INVITATION,
        text=sentence % {"organization": name, "link": link},
        parameters={"organization": name, "link": link},
    )
    return hand_over(message=message)


def send_letter(*, invitation: Invitation) -> None:
    """In the active language. Raises OSError when the mail cannot be handed over now."""
    context = {"invitation": invitation, "organization": invitation.organization, "link": _link(invitation)}
    letter = EmailMessage(
        subject=_("%(organization)s asks you to join") % {"organization": invitation.organization},
        body=render_to_string("notifications/invitation.txt", context),
        to=[invitation.email],
        headers={"Message-ID": f"<invitation-{invitation.pk}-{invitation.sending}@{settings.DAJI_MAIL_DOMAIN}>"},
    )
    letter.send()


def _link(invitation: Invitation) -> str:
    return f"{settings.DAJI_SITE_URL}{invitation.get_absolute_url()}"
