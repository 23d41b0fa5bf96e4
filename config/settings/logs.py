"""What the site writes about itself: one JSON object a line, with the request it belongs to."""

import os

import environ

from config.logs import configure_structlog, logging_of

env = environ.Env()

_is_production = os.environ.get("DJANGO_SETTINGS_MODULE") == "config.settings.production"
DAJI_LOG_STYLE = env("DAJI_LOG_STYLE", default="json" if _is_production else "console")
LOGGING = logging_of(
    style=DAJI_LOG_STYLE,
    level=env("LOG_LEVEL", default="WARNING"),
    access_level=env("DAJI_ACCESS_LOG_LEVEL", default="INFO" if _is_production else "WARNING"),
)
configure_structlog()
