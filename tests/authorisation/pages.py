"""The pages of the site, app by app."""

from __future__ import annotations

from tests.authorisation.roles import MANAGER, OTHER, OWNER, PERSON
from tests.authorisation.sign_in import SIGN_IN
from tests.authorisation.table import (
    CREW,
    EVERYONE,
    FORBIDDEN,
    MANAGERS,
    MEMBERS,
    MODERATORS,
    NOBODY,
    NOTHING,
    PEOPLE,
    SELLERS,
    Route,
    Rule,
    form,
    get,
    post,
)

BUYER = {PERSON}
INVITED = {"contact": "new@example.com", "role": "staff"}

FRAME = [
    post("set_language", to=EVERYONE),
    get("core:healthz"),
    post("core:theme", to=EVERYONE),
    get("demo:design"),
    get("demo:picture", "demo_picture"),
    get("demo:error", "status"),
    get("discovery:fair"),
    get("discovery:me", to=PEOPLE),
]

ACCOUNTS = [
    form("accounts:profile"),
    get("accounts:follows", to=PEOPLE),
    form("accounts:new-organization"),
    post("accounts:follow", "farm"),
    get("accounts:blocks", to=PEOPLE),
    get("accounts:person", "person", to=PEOPLE),
    post("accounts:block-person", "person"),
    post("accounts:block-organization", "farm"),
    form("access_tokens:tokens"),
    post("access_tokens:revocation", "token", to={PERSON}),
]

ORGANIZATIONS = [
    form("accounts:organization-settings", "farm", to=MANAGERS),
    Route(
        name="accounts:members",
        values=("farm",),
        rules={"GET": Rule(let_in=MEMBERS), "POST": Rule(let_in=MANAGERS, refused=MEMBERS - MANAGERS, data=INVITED)},
    ),
    post(
        "accounts:member-role", "farm", "staff_member", to=MANAGERS, refused=MEMBERS - MANAGERS, data={"role": "host"}
    ),
    post("accounts:member-removal", "farm", "staff_member", to=MANAGERS, refused=MEMBERS - MANAGERS),
    get("accounts:exclusions", "farm", to=MANAGERS),
    post("accounts:exclusion-lifting", "farm", "exclusion", to=MANAGERS),
    form("accounts:closing", "farm", to={OWNER}),
    post("accounts:leaving", "farm", to=MEMBERS),
    post("accounts:transfer", "farm", to={OWNER}, refused=MEMBERS - {OWNER}, data={"member": "{staff_member}"}),
    post("accounts:transfer-acceptance", "farm", to={MANAGER}, refused=MEMBERS - {MANAGER}),
    post("accounts:transfer-refusal", "farm", to={MANAGER}, refused=MEMBERS - {MANAGER}),
    post("accounts:transfer-withdrawal", "farm", to={OWNER}, refused=MEMBERS - {OWNER}),
    post("accounts:revocation", "farm", "invitation", to=MANAGERS),
    post("accounts:resending", "farm", "invitation", to=MANAGERS),
    get("accounts:invitation", "invitation_token"),
    post("accounts:invitation-acceptance", "invitation_token", to={OTHER}, others=FORBIDDEN),
    post("accounts:invitation-refusal", "invitation_token", to={OTHER}, others=FORBIDDEN),
    form("verification:verification", "farm", to=MANAGERS),
    post("verification:withdrawal", "farm", to=MANAGERS),
    get("verification:paper", "farm", "paper", to=MANAGERS),
]

PRIVACY = [
    get("privacy:terms"),
    get("privacy:privacy"),
    get("privacy:data", to=PEOPLE),
    post("privacy:consents", data={"purpose": "live_mail", "decision": "withdrawn"}),
    post("privacy:exports"),
    get("privacy:export", "export", to={PERSON}),
    get("privacy:export-file", "export", to=()),  # not packed yet; whose it is, the app's own tests try
    form("privacy:erasure"),
]

UPLOADS = [
    post("uploads:uploads", headers={"Tus-Resumable": "1.0.0"}),
    Route(
        name="uploads:upload",
        values=("upload",),
        rules={
            method: Rule(let_in={PERSON}, headers={"Tus-Resumable": "1.0.0"}) for method in ("HEAD", "PATCH", "DELETE")
        },
    ),
    get("uploads:video-progress", "video", to={PERSON}),
]

NOTIFICATIONS = [
    get("notifications:notifications", to=PEOPLE),
    get("notifications:bell", to=PEOPLE),
    post("notifications:read-all"),
    post("notifications:open", "notification", to={PERSON}),
]

LIVE = [
    get("rooms:live"),
    get("rooms:room", "room"),
    post("rooms:likes", "room"),
    post("chat:messages", "room", data={"body": "Hello"}),
    post("moderation:deletion", "room", "message", to=CREW | MODERATORS),
    post(
        "moderation:mutes",
        "room",
        to=CREW | MODERATORS,
        data={"user": "{loud}", "minutes": "30", "reason": "other"},
    ),
    post("moderation:lifting", "room", "mute", to=CREW | MODERATORS),
    post(
        "moderation:exclusions",
        "room",
        to=MANAGERS,
        refused=(CREW | MODERATORS) - MANAGERS,
        data={"user": "{loud}", "reason": "other"},
    ),
    form("studio:rooms"),
    get("studio:room", "room", to=CREW),
    post("studio:opening", "room", to=CREW),
    post("studio:ending", "room", to=CREW),
]

STOREFRONTS = [
    get("storefronts:farms"),
    get("storefronts:farm", "farm"),
    get("storefronts:story", "farm"),
    get("storefronts:diary", "farm"),
    get("storefronts:desk", to=PEOPLE),
    form("storefronts:profile", to=SELLERS),
    post("storefronts:switch", to=MANAGERS, data={"farm": "{farm}"}),
    get("storefronts:chapters", to=SELLERS),
    form("storefronts:new-chapter", to=SELLERS),
    form("storefronts:chapter", "chapter", to=MANAGERS),
    post("storefronts:chapter-place", "chapter", to=MANAGERS),
    post("storefronts:chapter-deletion", "chapter", to=MANAGERS),
    get("storefronts:entries", to=SELLERS),
    form("storefronts:new-entry", to=SELLERS),
    form("storefronts:entry", "entry", to=MANAGERS),
    post("storefronts:entry-deletion", "entry", to=MANAGERS),
    form("storefronts:plots", to=SELLERS),
    form("storefronts:plot", "plot", to=MANAGERS),
]

CATALOGUE = [
    get("catalogue:products"),
    get("catalogue:product", "product"),
    get("catalogue:batch", "code"),
    get("catalogue:goods", to=SELLERS),
    form("catalogue:new-product", to=SELLERS),
    get("catalogue:goods-product", "product", to=MANAGERS),
    form("catalogue:words", "product", to=MANAGERS),
    post("catalogue:state", "product", to=MANAGERS, data={"state": "ended"}),
    form("catalogue:new-size", "product", to=MANAGERS),
    form("catalogue:size", "sku", to=MANAGERS),
    post("catalogue:size-withdrawal", "sku", to=MANAGERS),
    form("catalogue:new-batch", "sku", to=MANAGERS),
    form("catalogue:goods-batch", "code", to=MANAGERS),
    form("catalogue:batch-details", "code", to=MANAGERS),
]

ORDERS = [
    post("payments:webhook", "gateway", to=EVERYONE),  # the bank proves itself by its signature
    form("payments:sandbox", "payment", to=EVERYONE),
    get("orders:cart"),
    post("orders:add", to=EVERYONE, data={"variant": "{variant}", "quantity": "1"}),
    post("orders:change", "line", to=BUYER, guest=NOTHING, data={"quantity": "2"}),
    post("orders:remove", "line", to=BUYER, guest=NOTHING),
    post("orders:hold", to=EVERYONE),
    form("orders:checkout", to=EVERYONE),
    get("orders:orders"),
    get("orders:order", "group", to=BUYER, guest=NOTHING),
    post("orders:link", "group", to=NOBODY, guest=NOTHING),  # by a signed key alone
    post("orders:pay", "waiting", to=BUYER, guest=NOTHING),
    post("orders:cancel", "waiting", to=BUYER, guest=NOTHING),
    post("orders:arrived", "order", to=BUYER, guest=NOTHING),
    get("orders:sales", to=PEOPLE),
    get("orders:sale", "order", to=MEMBERS),
    post("orders:accept", "order", to=MEMBERS),
    post("orders:pack", "order", to=MEMBERS),
    post("orders:ship", "order", to=MEMBERS),
    post("orders:phone", "order", to=MEMBERS),
    post("orders:block", "order", to=MANAGERS, refused=MEMBERS - MANAGERS, data={"reason": "Insults"}),
]

SALE_ROOMS = [
    post("sale_rooms:grab", "room", "item", to=EVERYONE),
    post("sale_rooms:add-item", "room", to=CREW),
    post("sale_rooms:remove-item", "room", "item", to=CREW),
    post("sale_rooms:pin", "room", "item", to=CREW),
    post("sale_rooms:unpin", "room", to=CREW),
    post("sale_rooms:start-deal", "room", "item", to=CREW),
    post("sale_rooms:stop-deal", "room", "deal", to=CREW),
]

RECRUITING = [
    get("employers:employer", "employer"),
    get("employers:desk", to=PEOPLE),
    form("employers:profile", "employer", to=MANAGERS),
    post("employers:opening", "bare", to=MANAGERS),
    get("jobs:jobs"),
    get("jobs:job", "job"),
    get("jobs:desk", to=PEOPLE),
    form("jobs:new"),
    form("jobs:edit", "job", to=MANAGERS),
    post("jobs:move", "job", to=MANAGERS),
    post("jobs:photos", "job", to=MANAGERS),
    post("jobs:photo-removal", "job", "photo", to=MANAGERS),
    form("applications:apply", "job", to=EVERYONE),
    get("applications:sent", "job"),
    get("applications:mine"),
    get("applications:application", "application", to={PERSON}, guest=NOTHING),
    post("applications:withdrawal", "application", to={PERSON}, guest=NOTHING),
    get("applications:link", "application_token"),
    get("applications:leads", to=PEOPLE),
    post("applications:move", "application", to=MANAGERS),
    post("applications:close", "application", to=MANAGERS),
    post("applications:phone", "application", to=MANAGERS),
    post("applications:block", "application", to=MANAGERS, data={"reason": "Insults"}),
]

SESSIONS = [
    post("recruitment_sessions:questions", "session", data={"body": "Is there hot water?"}),
    post("recruitment_sessions:votes", "session", "question"),
    post("recruitment_sessions:add-job", "session", to=CREW),
    post("recruitment_sessions:remove-job", "session", "session_job", to=CREW),
    post("recruitment_sessions:pin", "session", "session_job", to=CREW),
    post("recruitment_sessions:unpin", "session", to=CREW),
    post("recruitment_sessions:start-answer", "session", "question", to=CREW),
    post("recruitment_sessions:finish-answer", "session", "question", to=CREW),
    post("recruitment_sessions:remove-question", "session", "question", to=CREW),
]

PAGES = [
    *FRAME,
    *SIGN_IN,
    *ACCOUNTS,
    *ORGANIZATIONS,
    *PRIVACY,
    *UPLOADS,
    *NOTIFICATIONS,
    *LIVE,
    *STOREFRONTS,
    *CATALOGUE,
    *ORDERS,
    *SALE_ROOMS,
    *RECRUITING,
    *SESSIONS,
]
