from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from live.hub.backends.base import Backend


@lru_cache(maxsize=1)
def get_backend() -> Backend:
    """The process's one backend, as `DAJI_HUB_BACKEND` names it."""
    backend: Backend = import_string(settings.DAJI_HUB_BACKEND)()
    return backend
