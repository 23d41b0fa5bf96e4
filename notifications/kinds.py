"""What can be told: one sentence for each kind, written when it is read, in the reader's language."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class NotificationKind:
    slug: str
    icon: str
    sentence: Promise | str
    """With `%(name)s` places for the notification's params."""
    action: Promise | str


_ALL = [
    NotificationKind(
        slug="room_opened", icon="broadcast", sentence=_("%(organization)s is live: %(title)s"), action=_("Watch")
    ),
    NotificationKind(
        slug="order_paid",
        icon="package",
        sentence=_("Order %(number)s is paid: %(total)s. Pack it and send it off."),
        action=_("See the order"),
    ),
    NotificationKind(
        slug="order_shipped",
        icon="truck",
        sentence=_("%(seller)s has sent your order %(number)s with %(carrier)s."),
        action=_("Follow the parcel"),
    ),
    NotificationKind(
        slug="application_submitted",
        icon="users-three",
        sentence=_("%(name)s applies for %(job)s. Call today: the first to call is the one who hires."),
        action=_("See the lead"),
    ),
    NotificationKind(
        slug="application_moved",
        icon="briefcase",
        sentence=_("%(job)s: %(state)s"),
        action=_("See how it stands"),
    ),
    NotificationKind(
        slug="export_ready",
        icon="package",
        sentence=_("Your data are packed. The archive is kept for %(days)s days."),
        action=_("Fetch it"),
    ),
    NotificationKind(
        slug="organization_followed", icon="heart", sentence=_("%(name)s follows %(organization)s."), action=_("See")
    ),
    NotificationKind(
        slug="person_invited",
        icon="hand-waving",
        sentence=_("%(organization)s asks you to join as %(role)s."),
        action=_("Look at the invitation"),
    ),
    NotificationKind(
        slug="invitation_declined",
        icon="users",
        sentence=_("%(contact)s does not want to join %(organization)s."),
        action=_("See the members"),
    ),
    NotificationKind(
        slug="member_joined",
        icon="users",
        sentence=_("%(name)s joined %(organization)s as %(role)s."),
        action=_("See the members"),
    ),
    NotificationKind(
        slug="member_left", icon="door-open", sentence=_("%(name)s left %(organization)s."), action=_("See the members")
    ),
    NotificationKind(
        slug="member_removed",
        icon="door-open",
        sentence=_("You are no longer a member of %(organization)s."),
        action=_("See your organisations"),
    ),
    NotificationKind(
        slug="member_role_changed",
        icon="users",
        sentence=_("At %(organization)s you are now %(role)s."),
        action=_("See the members"),
    ),
    NotificationKind(
        slug="organization_closed",
        icon="door-open",
        sentence=_("%(name)s closed %(organization)s for good."),
        action=_("See your organisations"),
    ),
    NotificationKind(
        slug="ownership_offered",
        icon="handshake",
        sentence=_("%(name)s asks you to take %(organization)s over."),
        action=_("Read and answer"),
    ),
    NotificationKind(
        slug="ownership_accepted",
        icon="handshake",
        sentence=_("%(name)s is now the owner of %(organization)s."),
        action=_("See the members"),
    ),
    NotificationKind(
        slug="ownership_declined",
        icon="handshake",
        sentence=_("%(name)s does not want to take %(organization)s over. You stay the owner."),
        action=_("See the members"),
    ),
    NotificationKind(
        slug="ownership_withdrawn",
        icon="handshake",
        sentence=_("%(name)s took back the offer to hand %(organization)s over."),
        action=_("See the members"),
    ),
    NotificationKind(
        slug="verification_submitted",
        icon="seal-check",
        sentence=_("The papers of %(organization)s are with us. You hear from us when we have looked at them."),
        action=_("See how it stands"),
    ),
    NotificationKind(
        slug="verification_approved",
        icon="seal-check-fill",
        sentence=_("%(organization)s is checked. The badge stays on its pages until %(day)s."),
        action=_("See how it stands"),
    ),
    NotificationKind(
        slug="verification_refused",
        icon="warning-circle",
        sentence=_("The papers of %(organization)s came back: %(reason)s"),
        action=_("Put it right and send it again"),
    ),
    NotificationKind(
        slug="verification_revoked",
        icon="warning-circle",
        sentence=_("%(organization)s lost its badge: %(reason)s"),
        action=_("See how it stands"),
    ),
    NotificationKind(
        slug="verification_expires_soon",
        icon="clock",
        sentence=_("The check of %(organization)s ends on %(day)s. Send in new papers before that."),
        action=_("Send in new papers"),
    ),
    NotificationKind(
        slug="verification_expired",
        icon="clock",
        sentence=_("The check of %(organization)s has run out, and the badge is gone."),
        action=_("Send in new papers"),
    ),
    NotificationKind(
        slug="papers_arrived",
        icon="seal-check",
        sentence=_("%(organization)s sent in papers. Look at them and decide."),
        action=_("Look at the papers"),
    ),
    NotificationKind(
        slug="check_due",
        icon="clock",
        sentence=_("%(organization)s is due for another look: it was set for %(day)s."),
        action=_("Look again"),
    ),
    NotificationKind(
        slug="access_token_made",
        icon="lock-simple",
        sentence=_("You made the access token “%(name)s”. If that was not you, revoke it and change your password."),
        action=_("See your tokens"),
    ),
]
KINDS: dict[str, NotificationKind] = {kind.slug: kind for kind in _ALL}


def kind_choices() -> list[tuple[str, str | Promise]]:
    """A function, so that a new kind is no new migration. In words only staff reads them; `config/staff/names.py`."""
    return [(slug, _(slug.replace("_", " "))) for slug in KINDS]
