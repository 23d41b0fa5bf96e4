"""An invitation on its way to an address or a number of somebody who may not have joined yet."""

from django.conf import settings
from django.utils import timezone, translation

from accounts.models import Invitation
from accounts.queries import known_addressee
from accounts.services.invitations import note_sent
from accounts.states import InvitationState
from notifications.gateways.invitations import send_letter, send_text


def send_invitation(*, invitation_id: int, sending: int) -> bool:
    """Send it if this sending still waits; True when it did. Raises OSError when the mail cannot be handed over now."""
    waiting = Invitation.objects.select_related("organization", "invited_by").filter(
        pk=invitation_id, sending=sending, state=InvitationState.PENDING, sent_at=None
    )
    invitation = waiting.first()
    if invitation is None:
        return False
    with translation.override(invitation.language or settings.LANGUAGE_CODE):
        if invitation.phone:
            # Noted first: a text that is lost costs one more press of a button, one sent twice costs money.
            note_sent(invitation=invitation, now=timezone.now())
            return send_text(invitation=invitation)
        if known_addressee(invitation=invitation) is None:
            send_letter(invitation=invitation)
    note_sent(invitation=invitation, now=timezone.now())
    return True
