"""What each staff group may do in the admin. A superuser may do all that a page offers; most rows nobody edits.

"see" opens a list and its pages. "act" is Django's right to change: the form's open fields where the page has any, and the
actions that move a row by its service (`has_act_permission` of `core.admin`). Everything not named here is closed.
"""

from collections.abc import Mapping

from accounts.permissions import FINANCE, MODERATORS, SUPPORT

type Rights = Mapping[str, str]  # "app label.model": "see" or "see act"

# Helps people with their account, orders and applications; sees no books and no chat.
_SUPPORT: Rights = {
    "access_tokens.accesstoken": "see act",
    "account.emailaddress": "see",
    "accounts.user": "see act",
    "accounts.organization": "see",
    "accounts.membership": "see",
    "accounts.follow": "see",
    "applications.application": "see",
    "applications.applicationmove": "see",
    "applications.phonereveal": "see",
    "catalogue.product": "see",
    "catalogue.variant": "see",
    "catalogue.batch": "see",
    "core.event": "see act",
    "employers.employer": "see",
    "jobs.jobposting": "see",
    "jobs.jobrevision": "see",
    "jobs.paycomponent": "see",
    "mfa.authenticator": "see",
    "notifications.notification": "see",
    "notifications.delivery": "see act",
    "orders.order": "see",
    "orders.ordergroup": "see",
    "orders.orderline": "see",
    "orders.ordertransition": "see",
    "orders.reservation": "see",
    "orders.shipment": "see",
    "rooms.room": "see",
    "storefronts.farm": "see",
    "uploads.picture": "see",
    "uploads.video": "see",
    "usersessions.usersession": "see",
}

# Keeps the rooms and the stalls honest; sees no money and no numbers.
_MODERATOR: Rights = {
    "accounts.user": "see",
    "accounts.organization": "see",
    "accounts.membership": "see",
    "accounts.follow": "see",
    "catalogue.product": "see",
    "chat.message": "see",
    "chat.mute": "see",
    "employers.employer": "see",
    "jobs.jobphoto": "see",
    "jobs.jobposting": "see",
    "jobs.jobrevision": "see",
    "jobs.paycomponent": "see",
    "recruitment_sessions.jobpin": "see",
    "recruitment_sessions.question": "see",
    "recruitment_sessions.recruitmentsession": "see",
    "recruitment_sessions.sessionjob": "see",
    "rooms.room": "see",
    "sale_rooms.flashdeal": "see",
    "sale_rooms.saleroom": "see",
    "storefronts.chapter": "see",
    "storefronts.diaryentry": "see",
    "storefronts.farm": "see",
    "storefronts.plot": "see",
    "uploads.picture": "see",
    "uploads.video": "see act",
    "verification.verification": "see act",
    "verification.verificationdocument": "see act",
    "video.recording": "see",
}

# Keeps the books; sees no chat, no applications and no numbers.
_FINANCE: Rights = {
    "accounts.organization": "see",
    "orders.order": "see",
    "orders.ordergroup": "see",
    "orders.orderline": "see",
    "orders.ordertransition": "see",
    "orders.shipment": "see",
    "payments.account": "see",
    "payments.ledgerentry": "see",
    "payments.payment": "see act",
    "payments.paymentshare": "see",
    "payments.transaction": "see",
    "payments.webhookevent": "see act",
    "sale_rooms.dealmovement": "see",
    "sale_rooms.flashdeal": "see",
}

RIGHTS: Mapping[str, Rights] = {SUPPORT: _SUPPORT, MODERATORS: _MODERATOR, FINANCE: _FINANCE}
# Rights beside the four that Django gives every model.
SPECIAL_RIGHTS: Mapping[str, tuple[str, ...]] = {SUPPORT: ("audit.reveal_number",)}
DJANGO_RIGHTS = {"see": "view", "act": "change"}


def permission_names(group: str) -> set[str]:
    """`app_label.codename` of all that the group may do."""
    names = set(SPECIAL_RIGHTS.get(group, ()))
    for label, words in RIGHTS[group].items():
        app_label, model = label.split(".")
        names |= {f"{app_label}.{DJANGO_RIGHTS[word]}_{model}" for word in words.split()}
    return names
