"""Keys with which numbers are encrypted in the database, and how long what is kept."""

import environ

env = environ.Env()

# Base64 of 32 random bytes each, separated by commas: the first encrypts, all decrypt (core.encryption). A site on one
# machine may leave it out: config.settings.local keeps a key beside the data. Production refuses to start without it.
DAJI_FIELD_KEYS = env.list("DAJI_FIELD_KEYS", default=[])

# A number waits in a session while its owner signs in by a code.
SESSION_ENGINE = "core.sessions"

# How many days what is kept; DAJI_KEEP_<NAME>_DAYS changes one of them. The rules are registered by the apps
# (core.personal_data), enforced every hour by accounts.privacy.tasks.forget_what_is_old, and shown at /me/data/.
DAJI_KEEP_DAYS = {
    "idempotency": env.int("DAJI_KEEP_IDEMPOTENCY_DAYS", default=7),
    "exports": env.int("DAJI_KEEP_EXPORTS_DAYS", default=7),
    "sessions": env.int("DAJI_KEEP_SESSIONS_DAYS", default=0),
    "text_counts": env.int("DAJI_KEEP_TEXT_COUNTS_DAYS", default=30),
    "invitations": env.int("DAJI_KEEP_INVITATIONS_DAYS", default=90),
    "notifications": env.int("DAJI_KEEP_NOTIFICATIONS_DAYS", default=180),
    "unproved_accounts": env.int("DAJI_KEEP_UNPROVED_ACCOUNTS_DAYS", default=365),
    "verification_papers": env.int("DAJI_KEEP_VERIFICATION_PAPERS_DAYS", default=365),
    "closed_applications": env.int("DAJI_KEEP_CLOSED_APPLICATIONS_DAYS", default=365),
    "chat": env.int("DAJI_KEEP_CHAT_DAYS", default=365),
    "phone_reveals": env.int("DAJI_KEEP_PHONE_REVEALS_DAYS", default=730),
    "events": env.int("DAJI_KEEP_EVENTS_DAYS", default=730),
    "order_contacts": env.int("DAJI_KEEP_ORDER_CONTACTS_DAYS", default=1095),
}
