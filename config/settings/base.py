"""Settings that hold everywhere. What differs by size or place comes from environment variables."""

from pathlib import Path

import django_stubs_ext
import environ
from django.utils.csp import CSP

from . import uploads
from .accounts import *  # noqa: F403
from .admin import *  # noqa: F403
from .api import *  # noqa: F403
from .limits import *  # noqa: F403
from .logs import *  # noqa: F403
from .mail import mailers
from .privacy import *  # noqa: F403
from .processes import *  # noqa: F403
from .processes import postgresql_of
from .schedule import CELERY_BEAT_SCHEDULE as CELERY_BEAT_SCHEDULE
from .uploads import *  # noqa: F403

# Lets `ModelForm[Product]` and the like be written where the program runs, and not only where it is checked.
django_stubs_ext.monkeypatch()

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env("DAJI_DATA_DIR", default=str(BASE_DIR / "var"))).resolve()

DEBUG = False
DAJI_DEMO = False
DAJI_CURRENCY = env("DAJI_CURRENCY", default="CNY")
# The toy bank of `payments.gateways.sandbox`; the demo and the tests turn it on.
DAJI_SANDBOX_PAYMENTS = env.bool("DAJI_SANDBOX_PAYMENTS", default=False)
DAJI_COMMISSION_BASIS_POINTS = env.int("DAJI_COMMISSION_BASIS_POINTS", default=500)
DAJI_SHIPPING_MINOR = env.int("DAJI_SHIPPING_MINOR", default=0)
DAJI_PHONE_REGION = env("DAJI_PHONE_REGION", default="CN")
DAJI_SUPPORT_PHONE = env("DAJI_SUPPORT_PHONE", default="")  # whom to call when a page broke: on 500 and 503
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "config",
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "config.staff.site.FairAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "channels",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "phonenumber_field",
    "core",
    "core.uploads",
    "accounts.audit",
    "accounts",
    "accounts.verification",
    "accounts.privacy",
    "accounts.access_tokens",
    "live.rooms",
    "live.hub",
    "live.video",
    "live.chat",
    "live.moderation",
    "live.studio",
    "marketplace.storefronts",
    "marketplace.catalogue",
    "marketplace.payments",
    "marketplace.orders",
    "marketplace.sale_rooms",
    "recruiting.employers",
    "recruiting.jobs",
    "recruiting.applications",
    "recruiting.recruitment_sessions",
    "discovery",
    "notifications",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "core.middleware.AdminPolicyMiddleware",
    "core.middleware.DiskFullMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.PrivatePagesMiddleware",
    "core.middleware.RefusedMiddleware",
    "accounts.middleware.LastSeenMiddleware",
    "accounts.middleware.StaffSecondFactorMiddleware",
    "accounts.middleware.RateLimitedMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "core.templatetags.components"],
        },
    }
]

# Widgets find their templates where pages do.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The database is SQLite in the data folder unless DATABASE_URL names another. IMMEDIATE: a transaction that reads and then
# writes would otherwise fail half-way when somebody else wrote meanwhile.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728;"
    ),
}
DATABASES = {"default": env.db_url_config(env("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'daji.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"] = postgresql_of(DATABASES["default"])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis, where there is one, carries room frames, the cache and the task broker; without it all three live in the process.
REDIS_URL = env("REDIS_URL", default="")
REDIS_PREFIX = env("REDIS_PREFIX", default="daji")  # several sites may share one Redis
DAJI_HUB_BACKEND = "live.hub.backends.redis.RedisBackend" if REDIS_URL else "live.hub.backends.memory.MemoryBackend"
DAJI_HUB_PREFIX = f"{REDIS_PREFIX}:hub"
CACHES = {
    "default": (
        {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": f"{REDIS_PREFIX}:cache",
        }
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "daji"}
    )
}
CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"global_keyprefix": f"{REDIS_PREFIX}:celery:"} if REDIS_URL else {"polling_interval": 0.05}
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    "marketplace.orders.*": {"queue": "orders"},
    "marketplace.payments.*": {"queue": "orders"},
    "notifications.*": {"queue": "fanout"},
    "live.video.*": {"queue": "media"},
    "core.uploads.*": {"queue": "media"},
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
DAJI_PARTS_ROOT = DATA_DIR / "parts"  # of uploads that are still arriving
STORAGES = uploads.storages(data_dir=DATA_DIR)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "core.uploads.gateways.unnamed_files.UnnamedFileUploadHandler",
]

MAILERS = mailers(data_dir=DATA_DIR)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Daji <fair@daji.example>")

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", "blob:", *uploads.DAJI_MEDIA_ORIGINS],
    "media-src": [CSP.SELF, "blob:", *uploads.DAJI_MEDIA_ORIGINS],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF, "blob:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600  # since the last visit
CSRF_COOKIE_HTTPONLY = True  # scripts find the token in the page
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
DAJI_THEME_COOKIE_NAME = "theme"
# Pages with what belongs to one person or one organization: no browser and no proxy keeps a copy.
DAJI_PRIVATE_PATHS = (
    "/me/",
    "/accounts/",
    "/organizations/",
    "/invitations/",
    "/people/",
    "/cart/",
    "/checkout/",
    "/orders/",
    "/sell/",
    "/hire/",
    "/studio/",
    "/admin/",
)
CSRF_FAILURE_VIEW = "core.views.csrf_failure"

DAJI_SMS_BACKEND = env("DAJI_SMS_BACKEND", default="accounts.gateways.sms.ConsoleSmsBackend")
DAJI_SMS_FOLDER = DATA_DIR / "sms"

# The address that links in e-mails and feeds begin with.
DAJI_SITE_URL = env("DAJI_SITE_URL", default="http://localhost:8000").rstrip("/")
DAJI_MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
