"""A real fair. Everything secret or local comes from the environment and is refused with a sentence when missing."""

import os

from .checked import refuse_mistakes

refuse_mistakes(os.environ, in_production=True)

# isort: split
from .base import *  # noqa: E402, F403
from .base import API_SECURITY_SCHEMES, env  # noqa: E402
from .field_keys import keys_of_production  # noqa: E402

SECRET_KEY = os.environ["SECRET_KEY"]  # not by `env`, which takes a leading dollar sign for another variable's name
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
DAJI_TRUSTED_PROXIES = env.list("DAJI_TRUSTED_PROXIES", default=["127.0.0.1", "::1"])

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked over plain HTTP by whoever watches the process
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
# A browser takes these names over TLS alone, and from this very host.
SESSION_COOKIE_NAME = "__Host-sessionid"
API_SECURITY_SCHEMES["session"]["name"] = SESSION_COOKIE_NAME
CSRF_COOKIE_NAME = "__Host-csrftoken"
LANGUAGE_COOKIE_NAME = "__Host-language"
DAJI_THEME_COOKIE_NAME = "__Host-theme"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # the other one has a cookie of its own
DAJI_FIELD_KEYS = keys_of_production(env.list("DAJI_FIELD_KEYS", default=[]))
DAJI_STAFF_NEED_SECOND_FACTOR = True
