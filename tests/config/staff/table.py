"""What each page of the admin offers to whom, said a second time and by hand: `config/staff/rights.py` is tried against it.

Letters: v sees the list, the pages and their history; a adds, c changes, d deletes by the forms; "-" nothing. A page without
a row fails the tests: whoever adds one says here who may do what on it.
"""

ROLES = ("support", "moderator", "finance", "superuser")

PAGES = {
    # label: support, moderator, finance, superuser
    "access_tokens.AccessToken": ("v", "-", "-", "v"),
    "account.EmailAddress": ("v", "-", "-", "v"),
    "accounts.Follow": ("v", "v", "-", "v"),
    "accounts.Organization": ("v", "v", "v", "vacd"),
    "accounts.User": ("vc", "v", "-", "vac"),
    "applications.Application": ("v", "-", "-", "v"),
    "applications.ApplicationMove": ("v", "-", "-", "v"),
    "applications.PhoneReveal": ("v", "-", "-", "v"),
    "audit.AuditEntry": ("-", "-", "-", "v"),
    "auth.Group": ("-", "-", "-", "va"),  # of the fair's own groups; others are changed and deleted
    "catalogue.Batch": ("v", "-", "-", "vacd"),
    "catalogue.Product": ("v", "v", "-", "vacd"),
    "catalogue.StockMovement": ("-", "-", "-", "v"),
    "catalogue.Variant": ("v", "-", "-", "vacd"),
    "chat.Message": ("-", "v", "-", "v"),
    "chat.Mute": ("-", "v", "-", "v"),
    "core.Event": ("v", "-", "-", "v"),
    "core.IdempotencyRecord": ("-", "-", "-", "v"),
    "employers.Employer": ("v", "v", "-", "vacd"),
    "jobs.JobPhoto": ("-", "v", "-", "vacd"),
    "jobs.JobPosting": ("v", "v", "-", "vacd"),
    "jobs.JobRevision": ("v", "v", "-", "v"),
    "jobs.PayComponent": ("v", "v", "-", "v"),
    "mfa.Authenticator": ("v", "-", "-", "v"),
    "notifications.Delivery": ("v", "-", "-", "v"),
    "notifications.Notification": ("v", "-", "-", "v"),
    "orders.Cart": ("-", "-", "-", "v"),
    "orders.CartLine": ("-", "-", "-", "v"),
    "orders.Order": ("v", "-", "v", "v"),
    "orders.OrderGroup": ("v", "-", "v", "v"),
    "orders.OrderLine": ("v", "-", "v", "v"),
    "orders.OrderTransition": ("v", "-", "v", "v"),
    "orders.Reservation": ("v", "-", "-", "v"),
    "orders.Shipment": ("v", "-", "v", "v"),
    "payments.Account": ("-", "-", "v", "v"),
    "payments.LedgerEntry": ("-", "-", "v", "v"),
    "payments.Payment": ("-", "-", "v", "v"),
    "payments.Transaction": ("-", "-", "v", "v"),
    "payments.WebhookEvent": ("-", "-", "v", "v"),
    "privacy.ConsentReceipt": ("-", "-", "-", "v"),
    "privacy.Erasure": ("-", "-", "-", "v"),
    "privacy.Export": ("-", "-", "-", "v"),
    "recruitment_sessions.JobPin": ("-", "v", "-", "v"),
    "recruitment_sessions.Question": ("-", "v", "-", "v"),
    "recruitment_sessions.QuestionVote": ("-", "-", "-", "v"),
    "recruitment_sessions.RecruitmentSession": ("-", "v", "-", "vacd"),
    "recruitment_sessions.SessionJob": ("-", "v", "-", "vacd"),
    "rooms.Room": ("v", "v", "-", "vacd"),
    "sale_rooms.DealMovement": ("-", "-", "v", "v"),
    "sale_rooms.FlashDeal": ("-", "v", "v", "v"),
    "sale_rooms.SaleRoom": ("-", "v", "-", "vacd"),
    "storefronts.Chapter": ("-", "v", "-", "vacd"),
    "storefronts.DiaryEntry": ("-", "v", "-", "vacd"),
    "storefronts.Farm": ("v", "v", "-", "vacd"),
    "storefronts.Plot": ("-", "v", "-", "vacd"),
    "uploads.Picture": ("v", "v", "-", "vcd"),
    "uploads.Video": ("v", "v", "-", "v"),
    "usersessions.UserSession": ("v", "-", "-", "v"),
    "verification.Verification": ("-", "v", "-", "v"),
    "video.Recording": ("-", "v", "-", "v"),
}

# What moves rows by a service, beside "delete chosen", which follows the letter d.
ACTIONS = {
    ("access_tokens.AccessToken", "revoke"): {"support", "superuser"},
    ("core.Event", "redeliver"): {"support", "superuser"},
    ("notifications.Delivery", "send_again"): {"support", "superuser"},
    ("payments.Payment", "offer_again"): {"finance", "superuser"},
    ("uploads.Video", "take_down"): {"moderator", "superuser"},
    ("payments.WebhookEvent", "process_again"): {"finance", "superuser"},
}

# Pages beside list, add, change, delete and history, by the name of their address. Who may GET them; those that only take a
# POST answer others' GET with 403 and theirs with 405.
OWN_PAGES = {
    "access_tokens_accesstoken_end": {"support", "superuser"},
    "accounts_user_access": {"support", "superuser"},
    "accounts_user_phone": {"support", "superuser"},
    "applications_application_phone": {"support", "superuser"},
    "orders_ordergroup_phone": {"support", "superuser"},
    "auth_user_password_change": {"superuser"},
    "verification_verification_approval": {"moderator", "superuser"},
    "verification_verification_refusal": {"moderator", "superuser"},
    "verification_verification_revocation": {"moderator", "superuser"},
    "verification_verification_look": {"moderator", "superuser"},
    "verification_verification_number": {"moderator", "superuser"},
    "verification_verification_paper": {"moderator", "superuser"},
}
# The frame's own, open to everyone on the staff; each shows only what the rights above allow.
FRAME = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n", "view_on_site",
         "app_list", "search"}  # fmt: skip
