"""Log lines: structlog over the standard library, so that Django's, Celery's and our own read the same.

One JSON object a line in production, coloured text at home. Every line bears the id of the request, task or socket it
belongs to, and passes `redact` before anybody sees it.
"""

import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer

from core.request_ids import current_request_id

REMOVED = "[removed]"
_SECRET_KEY = re.compile(
    r"pass(word|wd)?$|passw|secret|token|cookie|authori[sz]ation|csrf|session_?(id|key)|api_?key|credential|otp"
    r"|(^|_)(login|verification|recovery)_codes?$",
    re.IGNORECASE,
)
# Names of what only looks like one: figures and ids that help whoever reads the log.
_HARMLESS_KEYS = {"token_id", "token_count"}
_IN_TEXT = (
    # user:password@host in an address
    (re.compile(r"(://[^/\s:@]*:)[^@\s/]+@"), rf"\1{REMOVED}@"),
    (re.compile(r"(?i)\b(bearer|token|basic)\s+[A-Za-z0-9._~+/=-]{8,}"), rf"\1 {REMOVED}"),
    (
        re.compile(
            r"(?i)((?:sessionid|csrftoken|csrfmiddlewaretoken|password|passwd|secret|[a-z_]*token|api_?key|access_?key)"
            r"['\"]?\s*[=:]\s*['\"]?)[^\s&;,'\"}]+"
        ),
        rf"\1{REMOVED}",
    ),
    # Links that open something for whoever holds them: what is signed, and where else a secret stands in the path.
    (re.compile(r"(?<=/)[\w-]*:[\w-]{20,}"), REMOVED),
    (re.compile(r"(/applications/link/|/pay/sandbox/)[\w-]{20,}"), rf"\1{REMOVED}"),
    # Resident identity numbers, then telephone numbers: international, then mainland mobile.
    (re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])"), "[identity number]"),
    (re.compile(r"\+\d[\d ()-]{6,17}\d"), "[phone]"),
    (re.compile(r"(?<![\dA-Za-z.])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\dA-Za-z])"), "[phone]"),
    (re.compile(r"[\w.%+-]+@(?=[\w-]+\.[\w.-]+)"), "[somebody]@"),
)
# Kept as they are: a timestamp with an offset is no telephone number.
_AS_THEY_ARE = {"timestamp", "request_id", "level", "logger"}


def add_request_id(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if "request_id" not in event and (request_id := current_request_id()):
        event["request_id"] = request_id
    return event


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Secrets by the name they stand under; secrets, numbers and addresses by their looks inside of text."""
    for key, value in event.items():
        if key not in _AS_THEY_ARE and not key.startswith("_"):
            event[key] = _redacted(value, key)
    return event


def redacted_text(text: str) -> str:
    for pattern, replacement in _IN_TEXT:
        text = pattern.sub(replacement, text)
    return text


def _redacted(value: Any, key: str = "") -> Any:
    if key and key not in _HARMLESS_KEYS and _SECRET_KEY.search(key) and value not in (None, ""):
        return REMOVED
    if isinstance(value, str):
        return redacted_text(value)
    if isinstance(value, bytes):
        return redacted_text(value.decode("utf-8", "replace"))
    if isinstance(value, Mapping):
        return {name: _redacted(inner, str(name)) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_redacted(inner) for inner in value]
    return value if value is None or isinstance(value, bool | int | float) else redacted_text(str(value))


def _as_dictionary(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A traceback as data, without the values of variables: those are what people typed."""
    exc_info = event.pop("exc_info", None)
    if exc_info:
        event["exception"] = _TRACEBACKS(_exc_info_of(exc_info))
    return event


def _exc_info_of(given: Any) -> Any:
    if isinstance(given, BaseException):
        return (type(given), given, given.__traceback__)
    if isinstance(given, tuple):
        return given
    return sys.exc_info()


_TRACEBACKS = ExceptionDictTransformer(show_locals=False, max_frames=30)
_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    add_request_id,
]


def _without_what_others_formatted(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Another handler that saw the record first leaves its own rendering on it, which would pass for an extra."""
    event.pop("message", None)
    event.pop("asctime", None)
    return event


_FOREIGN = [*_SHARED, structlog.stdlib.ExtraAdder(), _without_what_others_formatted]


def _formatter(rendering: list[Any]) -> dict[str, Any]:
    return {
        "()": "structlog.stdlib.ProcessorFormatter",
        "foreign_pre_chain": _FOREIGN,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
    }


def logging_of(*, style: str, level: str, access_level: str) -> dict[str, Any]:
    """Django's LOGGING. `style` is "json" or "console"."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": _formatter([_as_dictionary, redact, structlog.processors.JSONRenderer(ensure_ascii=False)]),
            "console": _formatter([structlog.processors.format_exc_info, redact, structlog.dev.ConsoleRenderer()]),
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": style}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "daji.access": {"level": access_level},
            "daji.security": {"level": "INFO"},
            # Django's own handlers would say everything twice, and mail what they know to administrators.
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
        },
    }


def configure_structlog() -> None:
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
