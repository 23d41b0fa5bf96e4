"""`make run`: the demo fair on this machine."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from .checked import refuse_mistakes

refuse_mistakes(os.environ, in_production=False)

# isort: split
from .base import *  # noqa: E402, F403
from .base import DAJI_FIELD_KEYS, DATA_DIR, INSTALLED_APPS, env  # noqa: E402
from .field_keys import keys_beside_the_data  # noqa: E402

DAJI_DEMO = env.bool("DAJI_DEMO", default=True)
if DAJI_DEMO:
    INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
    DAJI_SANDBOX_PAYMENTS = True

# A key that outlives a restart, so that sessions do; made on first use and readable by its owner alone.
_key_file = DATA_DIR / "secret_key"
try:
    if not _key_file.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        _key_file.touch(mode=0o600)
        _key_file.write_text(get_random_secret_key())
except OSError as error:
    raise ImproperlyConfigured(
        f"{DATA_DIR} cannot be written to ({error.strerror}). Set DAJI_DATA_DIR to a folder that can."
    ) from None
# Not as a default: django-environ takes a value that begins with a dollar sign for the name of another variable.
SECRET_KEY = env("SECRET_KEY", default="") or _key_file.read_text()
DAJI_FIELD_KEYS = DAJI_FIELD_KEYS or keys_beside_the_data(DATA_DIR)
