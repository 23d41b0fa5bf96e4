"""Every environment variable the site reads. `refuse_mistakes` holds the environment against it before anything starts.

tests/config/test_settings_table.py keeps it true to the settings files; docs/operations.md shows it.
"""

from dataclasses import dataclass
from typing import Literal

type Kind = Literal["text", "whole number", "yes or no", "list", "address", "networks", "choice"]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """`default` as it is written in the environment; `choices` for the kind "choice"."""

    name: str
    help: str
    kind: Kind = "text"
    default: str = ""
    is_required: bool = False
    is_secret: bool = False
    choices: tuple[str, ...] = ()
    smallest_length: int = 0


def _text(name: str, help: str, default: str = "", **more: bool | int) -> Setting:
    return Setting(name=name, help=help, default=default, **more)  # type: ignore[arg-type]


def _number(name: str, help: str, default: int) -> Setting:
    return Setting(name=name, help=help, kind="whole number", default=str(default))


def _list(name: str, help: str, default: str = "", *, is_required: bool = False) -> Setting:
    return Setting(name=name, help=help, kind="list", default=default, is_required=is_required)


def _address(name: str, help: str, default: str = "", *, is_required: bool = False, is_secret: bool = True) -> Setting:
    return Setting(name=name, help=help, kind="address", default=default, is_required=is_required, is_secret=is_secret)


SETTINGS: tuple[Setting, ...] = (
    # The site itself
    _text("SECRET_KEY", "At least 50 random characters: openssl rand -base64 60 | tr -d '\\n'", is_required=True,
          is_secret=True, smallest_length=50),
    _list("ALLOWED_HOSTS", "The site's host names, separated by commas: daji.example,www.daji.example", is_required=True),
    _address("DAJI_SITE_URL", "What links in e-mails begin with: https://daji.example", "http://localhost:8000",
             is_required=True, is_secret=False),
    Setting(name="DAJI_FIELD_KEYS", kind="list", is_required=True, is_secret=True,
            help="Keys that encrypt numbers in the database, newest first: openssl rand -base64 32"),
    _list("CSRF_TRUSTED_ORIGINS", "Other origins whose forms are taken: https://www.daji.example"),
    _text("DAJI_DATA_DIR", "Where the database, files and static files lie.", "var"),
    _text("DAJI_CURRENCY", "ISO 4217.", "CNY"),
    _number("DAJI_COMMISSION_BASIS_POINTS", "What the fair keeps of a sale, in hundredths of a per cent.", 500),
    _number("DAJI_SHIPPING_MINOR", "Postage of an order, in fen.", 0),
    _text("DAJI_PHONE_REGION", "Whose numbers may be written without their country code.", "CN"),
    _text("DAJI_SUPPORT_PHONE", "Shown when a page broke."),
    Setting(name="DAJI_SANDBOX_PAYMENTS", kind="yes or no", default="false", help="A toy bank, for trying out only."),
    Setting(name="DAJI_DEMO", kind="yes or no", default="false", help="The demo fair; refused in production."),
    # What it stands on
    _address("DATABASE_URL", "postgres://user:password@host:5432/daji; empty: SQLite in the data folder."),
    _address("REDIS_URL", "redis://host:6379/0; empty: one process carries frames, cache and tasks itself."),
    _text("REDIS_PREFIX", "Several sites may share one Redis.", "daji"),
    _number("DAJI_DATABASE_POOL", "PostgreSQL connections one process keeps at most; 0: one for each thread.", 0),
    Setting(name="DAJI_DATABASE_IS_BOUNCED", kind="yes or no", default="false",
            help="PgBouncer with transaction pooling stands between."),
    # Mail and text messages
    _address("EMAIL_URL", "smtp+tls://user:password@host:587", is_required=True),
    _text("DEFAULT_FROM_EMAIL", "Whom e-mails come from.", "Daji <fair@daji.example>"),
    _text("DAJI_SMS_BACKEND", "The class that sends text messages; by itself Aliyun's where its key is set."),
    _text("DAJI_ALIYUN_ACCESS_KEY_ID", "Aliyun SMS.", is_secret=True),
    _text("DAJI_ALIYUN_ACCESS_KEY_SECRET", "Aliyun SMS.", is_secret=True),
    _text("DAJI_ALIYUN_SMS_SIGN_NAME", "The signature registered with Aliyun."),
    _text("DAJI_ALIYUN_SMS_TEMPLATES", "Template of each kind of message: verification_code=SMS_1,unknown_account=SMS_2"),
    _address("DAJI_ALIYUN_SMS_ENDPOINT", "Aliyun's address.", "https://dysmsapi.aliyuncs.com", is_secret=False),
    _number("DAJI_SMS_PER_DAY", "Text messages a day at most.", 2000),
    _number("DAJI_SMS_PREFIX_PERCENT", "Of them to one prefix of numbers, in per cent.", 5),
    _number("DAJI_SMS_ABROAD_PERCENT", "Of them abroad, in per cent.", 10),
    _number("DAJI_SMS_PER_NUMBER", "A day to one number.", 10),
    _number("DAJI_SMS_PER_ADDRESS", "A day asked for from one address.", 60),
    _number("DAJI_MAIL_PER_DAY", "Mails with codes a day at most.", 5000),
    _number("DAJI_MAIL_DOMAIN_PERCENT", "Of them to one domain, in per cent.", 50),
    _number("DAJI_MAIL_PER_RECIPIENT", "A day to one address.", 20),
    _number("DAJI_MAIL_PER_ADDRESS", "A day asked for from one network address.", 100),
    # What needs no account; docs/security.md
    _number("DAJI_APPLY_PER_ADDRESS", "Names put down for jobs in an hour from one network address.", 60),
    _number("DAJI_APPLY_PER_PERSON", "The same by one person or browser.", 20),
    _number("DAJI_APPLY_PER_NUMBER", "The same with one phone number, in a day.", 20),
    _number("DAJI_GUEST_HOLDS_PER_ADDRESS", "Goods that guests of one network address put on hold in 15 minutes.", 300),
    _number("DAJI_GUEST_HOLDS_PER_BASKET", "The same by one guest.", 60),
    _number("DAJI_GUEST_BATCH_PERCENT", "Of one batch held by the guests of one network address, in per cent.", 25),
    _number("DAJI_ORDER_LINK_DAYS", "How long a guest's link opens an order after the last thing that happened to it.", 90),
    _number("DAJI_ORDER_LINKS_PER_DAY", "New links to one order that are sent by text message, a day.", 3),
    # Files
    _number("DAJI_VIDEO_MOST_BYTES", "A video that somebody uploads.", 128 * 1024 * 1024),
    _number("DAJI_VIDEO_MOST_SECONDS", "How long it may be.", 60),
    _number("DAJI_UPLOADS_AT_ONCE", "Begun and not finished, for one person.", 3),
    _number("DAJI_UPLOADS_KEPT_HOURS", "Until one that was begun is forgotten.", 24),
    _text("S3_BUCKET", "Bucket of files that browsers fetch; empty: the data folder."),
    _text("S3_PRIVATE_BUCKET", "Bucket that nobody but the site may read."),
    _address("S3_PUBLIC_URL", "From where browsers fetch what lies in S3_BUCKET.", is_secret=False),
    _address("S3_ENDPOINT_URL", "The S3-compatible server.", is_secret=False),
    _text("S3_ACCESS_KEY_ID", "Its key.", is_secret=True),
    _text("S3_SECRET_ACCESS_KEY", "Its secret.", is_secret=True),
    _text("S3_REGION", "Its region.", "us-east-1"),
    # Processes and proxies
    _text("HOST", "Where `manage.py serve` listens.", "localhost"),
    _number("PORT", "Its port.", 8000),
    Setting(name="DAJI_TRUSTED_PROXIES", kind="networks", default="127.0.0.1,::1",
            help="Proxies whose X-Forwarded-For, -Proto and -Host are believed."),
    _number("DAJI_PAGE_THREADS", "Pages one process answers at once.", 8),
    _number("DAJI_WORKER_THREADS", "Tasks one process works off at once.", 4),
    # Watching it
    Setting(name="DAJI_METRICS_ALLOWED", kind="networks", default="127.0.0.1,::1", help="Who may read /metrics."),
    _text("DAJI_METRICS_TOKEN", "Or who brings this as a bearer token.", is_secret=True),
    _number("DAJI_WORKER_METRICS_PORT", "A worker in a process of its own answers /metrics here; 0: it does not.", 0),
    _number("DAJI_WORKER_SILENCE_SECONDS", "A queue nobody worked off for so long makes /readyz say no.", 60),
    _number("DAJI_DISK_FLOOR_BYTES", "Less room than this makes /readyz say no.", 256 * 1024 * 1024),
    Setting(name="DAJI_LOG_STYLE", kind="choice", default="json", choices=("json", "console"), help="How log lines look."),
    Setting(name="LOG_LEVEL", kind="choice", default="WARNING", choices=("DEBUG", "INFO", "WARNING", "ERROR"),
            help="From where on lines are written."),
    Setting(name="DAJI_ACCESS_LOG_LEVEL", kind="choice", default="INFO", choices=("DEBUG", "INFO", "WARNING", "ERROR"),
            help="The same for one line a request; WARNING: none."),
    _text("DAJI_BACKUP_DIR", "Where `manage.py backup` keeps its archive. Another disk, better another machine."),
    _number("DAJI_BACKUP_KEEP_DAYS", "Until an older backup is removed.", 14),
    # How many days what is kept of people; docs/personal-data.md
    _number("DAJI_KEEP_IDEMPOTENCY_DAYS", "Answers to forms, against sending twice.", 7),
    _number("DAJI_KEEP_EXPORTS_DAYS", "Archives of a person's data, once ready.", 7),
    _number("DAJI_KEEP_SESSIONS_DAYS", "Sessions that have run out.", 0),
    _number("DAJI_KEEP_TEXT_COUNTS_DAYS", "Counts of text messages.", 30),
    _number("DAJI_KEEP_INVITATIONS_DAYS", "Invitations that were answered or ran out.", 90),
    _number("DAJI_KEEP_NOTIFICATIONS_DAYS", "What people were told.", 180),
    _number("DAJI_KEEP_UNPROVED_ACCOUNTS_DAYS", "Accounts never proved and not used; then erased.", 365),
    _number("DAJI_KEEP_VERIFICATION_PAPERS_DAYS", "Papers that were sent back or taken back.", 365),
    _number("DAJI_KEEP_CLOSED_APPLICATIONS_DAYS", "Name and number on a closed application.", 365),
    _number("DAJI_KEEP_CHAT_DAYS", "What is written in live rooms.", 365),
    _number("DAJI_KEEP_PHONE_REVEALS_DAYS", "Who saw a number.", 730),
    _number("DAJI_KEEP_EVENTS_DAYS", "Events that were delivered.", 730),
    _number("DAJI_KEEP_ORDER_CONTACTS_DAYS", "Name, number and address on an order that is done.", 1095),
)  # fmt: skip
