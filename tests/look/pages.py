"""The pages that a person can open, and as whom. A page more is a line more.

Words in braces are names in `world.values()`. The people are those of the demo fair.
"""

from __future__ import annotations

from dataclasses import dataclass

from demo.content.people import PASSWORD

GUEST, SHOPPER, WORKER, FARMER, HOST, EMPLOYER, ADMIN, NEWCOMER, KEEPER = (
    "", "shopper", "worker", "farmer", "host", "employer", "admin", "newcomer", "keeper",
)  # fmt: skip
"""`NEWCOMER` has signed up and done nothing yet: every list is empty. `KEEPER` has every second factor there is."""


@dataclass(frozen=True)
class Page:
    path: str
    role: str = GUEST
    status: int = 200
    sent_from: str = ""
    """The page with the form that leads here when it is sent with `fields`; itself for what it answers to mistakes."""
    fields: tuple[tuple[str, str], ...] = ()
    after: Page | None = None
    """In place of `sent_from`: a page that itself is come to by a form. `{code}` is what was mailed meanwhile."""

    @property
    def is_sent(self) -> bool:
        return bool(self.sent_from or self.after)

    @property
    def is_half_way(self) -> bool:
        return self.is_sent and self.sent_from != self.path

    def __str__(self) -> str:
        return f"{self.role or 'guest'}{self.path}{' sent' if self.is_sent else ''}"


def refused(path: str, role: str = GUEST, *, status: int = 422, **fields: str) -> Page:
    """The same page with what it says of a form that was sent empty, but for these fields."""
    return Page(path, role, status, sent_from=path, fields=tuple(fields.items()))


PUBLIC = [
    Page("/"),
    Page("/design/"),
    Page("/live/"),
    Page("/live/{sale_room}/"),
    Page("/live/{session}/"),
    Page("/live/{replay}/"),
    Page("/live/{scheduled}/"),
    Page("/farms/"),
    Page("/farms/{farm}/"),
    Page("/farms/{farm}/story/"),
    Page("/farms/{farm}/diary/"),
    Page("/products/"),
    Page("/products/?q=no-such-thing"),
    Page("/products/{product}/"),
    Page("/batches/{batch}/"),
    Page("/employers/{employer}/"),
    Page("/jobs/"),
    Page("/jobs/?q=no-such-thing"),
    Page("/jobs/{job}/"),
    Page("/jobs/{job}/apply/"),
    Page("/cart/"),
    Page("/accounts/login/"),
    Page("/accounts/signup/"),
    Page("/accounts/login/code/"),
    Page("/accounts/password/reset/"),
    Page("/accounts/password/reset/done/"),
    Page("/accounts/inactive/"),
    Page("/accounts/signup/passkey/"),
    Page("/terms/"),
    Page("/privacy/"),
    Page("/api/v1/docs/"),
]
RESETTING = Page(
    "/accounts/password/reset/confirm/",
    sent_from="/accounts/password/reset/",
    fields=(("email", "{keeper_email}"),),
)
JOINING = Page(
    "/accounts/confirm-email/",
    sent_from="/accounts/signup/passkey/?by=email",
    fields=(("name", "Lao Zhou"), ("email", "{new_email}")),
)
HALF_WAY = [
    Page(
        "/accounts/login/code/confirm/",
        sent_from="/accounts/login/code/?by=email",
        fields=(("email", "{keeper_email}"),),
    ),
    RESETTING,
    Page("/accounts/password/reset/complete/", after=RESETTING, fields=(("code", "{code}"),)),
    JOINING,
    Page("/accounts/2fa/webauthn/signup/", after=JOINING, fields=(("code", "{code}"),)),
    Page(
        "/jobs/{job}/apply/sent/",
        sent_from="/jobs/{job}/apply/",
        fields=(("name", "Xiao Fang"), ("phone", "{new_phone}")),
    ),
    Page("/accounts/phone/verify/", SHOPPER, sent_from="/accounts/phone/change/", fields=(("phone", "{new_phone}"),)),
    Page(
        "/accounts/2fa/authenticate/",
        sent_from="/accounts/login/",
        fields=(("login", "{keeper_email}"), ("password", PASSWORD)),
    ),
]
ERRORS = [Page(f"/design/errors/{status}/", status=status) for status in (400, 403, 404, 409, 429, 500, 503)]
PEOPLE = [
    Page("/", SHOPPER),
    Page("/live/{sale_room}/", SHOPPER),
    Page("/live/{session}/", WORKER),
    Page("/cart/", SHOPPER),
    Page("/checkout/", SHOPPER),
    Page("/orders/", SHOPPER),
    Page("/orders/{group}/", SHOPPER),
    Page("/pay/sandbox/{payment}/", SHOPPER),
    Page("/me/", SHOPPER),
    Page("/me/profile/", SHOPPER),
    Page("/me/follows/", SHOPPER),
    Page("/me/organizations/", SHOPPER),
    Page("/me/notifications/", SHOPPER),
    Page("/me/applications/", WORKER),
    Page("/me/applications/{application}/", WORKER),
    Page("/jobs/{job}/apply/", WORKER),
    Page("/accounts/email/", SHOPPER),
    Page("/accounts/logout/", SHOPPER),
    Page("/accounts/phone/change/", SHOPPER),
    Page("/accounts/password/change/", SHOPPER),
    Page("/accounts/reauthenticate/", SHOPPER),
    Page("/me/security/", SHOPPER),
    Page("/accounts/sessions/", SHOPPER),
    Page("/accounts/2fa/", SHOPPER),
    Page("/accounts/2fa/webauthn/", SHOPPER),
    Page("/accounts/2fa/totp/activate/", SHOPPER),
    Page("/accounts/2fa/webauthn/add/", SHOPPER),
    Page("/accounts/password/set/", NEWCOMER),
    Page("/me/security/", KEEPER),
    Page("/accounts/2fa/", KEEPER),
    Page("/accounts/2fa/totp/deactivate/", KEEPER),
    Page("/accounts/2fa/recovery-codes/", KEEPER),
    Page("/accounts/2fa/recovery-codes/generate/", KEEPER),
    Page("/accounts/2fa/webauthn/", KEEPER),
    Page("/accounts/2fa/webauthn/keys/{passkey}/edit/", KEEPER),
    Page("/accounts/2fa/webauthn/keys/{passkey}/remove/", KEEPER),
    Page("/accounts/2fa/reauthenticate/", KEEPER),
    Page("/accounts/2fa/webauthn/reauthenticate/", KEEPER),
    Page("/me/data/", SHOPPER),
    Page("/me/data/erasure/", SHOPPER),
    Page("/me/tokens/", SHOPPER),
    Page("/me/blocks/", SHOPPER),
    Page("/people/{person}/", SHOPPER),
    Page("/invitations/{invitation_token}/"),
    Page("/invitations/{invitation_token}/", SHOPPER),
    Page("/invitations/{invitation_token}/", WORKER),
]
EMPTY = [
    Page("/orders/", NEWCOMER),
    Page("/me/", NEWCOMER),
    Page("/me/follows/", NEWCOMER),
    Page("/me/notifications/", NEWCOMER),
    Page("/me/blocks/", NEWCOMER),
    Page("/me/data/", NEWCOMER),
    Page("/me/data/erasure/", NEWCOMER),
    Page("/me/tokens/", NEWCOMER),
    Page("/me/applications/", NEWCOMER),
    Page("/sell/", NEWCOMER),
    Page("/hire/", NEWCOMER),
    Page("/hire/jobs/", NEWCOMER),
    Page("/hire/leads/", NEWCOMER),
    Page("/studio/", NEWCOMER),
]
DESKS = [
    Page("/sell/", FARMER),
    Page("/sell/farm/", FARMER),
    Page("/sell/story/", FARMER),
    Page("/sell/story/new/", FARMER),
    Page("/sell/story/{chapter}/", FARMER),
    Page("/sell/diary/", FARMER),
    Page("/sell/diary/new/", FARMER),
    Page("/sell/diary/{entry}/", FARMER),
    Page("/sell/plots/", FARMER),
    Page("/sell/plots/{plot}/", FARMER),
    Page("/sell/goods/", FARMER),
    Page("/sell/goods/new/", FARMER),
    Page("/sell/goods/{product}/", FARMER),
    Page("/sell/goods/{product}/words/", FARMER),
    Page("/sell/goods/{product}/sizes/new/", FARMER),
    Page("/sell/sizes/{sku}/", FARMER),
    Page("/sell/sizes/{sku}/batches/new/", FARMER),
    Page("/sell/batches/{batch}/", FARMER),
    Page("/sell/batches/{batch}/details/", FARMER),
    Page("/sell/orders/", FARMER),
    Page("/sell/orders/{order}/", FARMER),
    Page("/organizations/{farm}/members/", FARMER),
    Page("/organizations/{farm}/settings/", FARMER),
    Page("/organizations/{farm}/blocked/", FARMER),
    Page("/organizations/{refused_farm}/blocked/", FARMER),
    Page("/organizations/{farm}/closing/", FARMER),
    Page("/organizations/{refused_farm}/closing/", FARMER),
    Page("/organizations/{farm}/verification/", FARMER),
    Page("/organizations/{refused_farm}/verification/", FARMER),
    Page("/organizations/{approved_farm}/verification/", FARMER),
    Page("/organizations/{employer}/verification/", EMPLOYER),
    Page("/studio/", HOST),
    Page("/studio/{sale_room}/", HOST),
    Page("/studio/{session}/", EMPLOYER),
    Page("/hire/", EMPLOYER),
    Page("/hire/employers/{employer}/", EMPLOYER),
    Page("/hire/jobs/", EMPLOYER),
    Page("/hire/jobs/new/", EMPLOYER),
    Page("/hire/jobs/{job}/", EMPLOYER),
    Page("/hire/leads/", EMPLOYER),
]
MISTAKES = [
    refused("/accounts/login/", status=200),
    refused("/accounts/signup/", status=200),
    refused("/jobs/{job}/apply/"),
    refused("/checkout/", SHOPPER),
    refused("/me/tokens/", SHOPPER),
    refused("/me/data/erasure/", NEWCOMER),
    refused("/me/organizations/", SHOPPER),
    refused("/accounts/password/change/", SHOPPER, status=200),
    refused("/sell/diary/new/", FARMER),
    refused("/sell/goods/new/", FARMER),
    refused("/sell/sizes/{sku}/batches/new/", FARMER),
    refused("/organizations/{farm}/members/", FARMER),
    refused("/organizations/{refused_farm}/closing/", FARMER, name="Another"),
    refused("/organizations/{farm}/verification/", FARMER, holder="x" * 200),
    refused("/studio/", HOST),
    refused("/hire/jobs/new/", EMPLOYER),
]
ADMIN_PAGES = [
    Page("/admin/", ADMIN),
    Page("/admin/verification/verification/", ADMIN),
    Page("/admin/verification/verification/{verification}/change/", ADMIN),
    Page("/admin/accounts/user/", ADMIN),
    Page("/admin/accounts/user/{person}/change/", ADMIN),
    Page("/admin/accounts/user/{person}/access/", ADMIN),
    Page("/admin/access_tokens/accesstoken/", ADMIN),
    Page("/admin/access_tokens/accesstoken/of/{person}/end/", ADMIN),
    Page("/admin/auth/group/", ADMIN),
    Page("/admin/accounts/organization/", ADMIN),
    Page("/admin/core/event/", ADMIN),
    Page("/admin/core/event/{event}/change/", ADMIN),
    Page("/admin/audit/auditentry/", ADMIN),
    Page("/admin/orders/order/", ADMIN),
]
PAGES = [*PUBLIC, *ERRORS, *HALF_WAY, *PEOPLE, *EMPTY, *DESKS, *MISTAKES]


NO_PAGES = {
    "mfa_login_webauthn": "data for a passkey",
    "mfa_download_recovery_codes": "a file",
    "usersessions_list": "leads to the page of sessions",
    "core:healthz": "plain text for machines",
    "applications:link": "leads to the application",
    "notifications:bell": "a fragment",
    "demo:picture": "a file",
    "verification:paper": "a file",
    "privacy:export": "a fragment",
    "privacy:export-file": "a file",
    "uploads:video-progress": "a fragment",
    "storefronts:profile": "listed as /sell/farm/",
}
"""Routes that answer GET and are no page of their own, with the reason."""
