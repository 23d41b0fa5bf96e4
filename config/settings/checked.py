"""Holds the environment against the table, and says all that is wrong at once."""

import difflib
from collections.abc import Iterable, Mapping
from ipaddress import ip_network
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.table import SETTINGS, Setting

OURS = "DAJI_"
TRUTHS = {"true", "on", "ok", "y", "yes", "1"}
FALSEHOODS = {"", "false", "off", "n", "no", "0"}
# Removed names, and what took their place.
GONE = {"TRUST_X_FORWARDED_PROTO": "DAJI_TRUSTED_PROXIES=127.0.0.1 (the address of the proxy)"}


def refuse_mistakes(environment: Mapping[str, str], *, in_production: bool) -> None:
    """Raises ImproperlyConfigured with a sentence for each variable that is missing, misspelt or unusable."""
    found = list(mistakes(environment, in_production=in_production))
    if len(found) == 1:
        raise ImproperlyConfigured(found[0])
    if found:
        numbered = "\n".join(f"  {number}. {sentence}" for number, sentence in enumerate(found, 1))
        raise ImproperlyConfigured(f"{len(found)} settings need your hand:\n{numbered}")


def mistakes(environment: Mapping[str, str], *, in_production: bool) -> Iterable[str]:
    yield from _unknown(environment)
    for setting in SETTINGS:
        value = environment.get(setting.name, "")
        if value:
            yield from _unusable(setting, value)
        elif in_production and setting.is_required:
            yield f"Set {setting.name}. {setting.help}"
    if not in_production:
        return
    for old, new in GONE.items():
        if old in environment:
            yield f"{old} is no longer read. Remove it and set {new}."
    if environment.get("DAJI_DEMO", "").lower() in TRUTHS:
        yield "DAJI_DEMO has no place in production: its logins are public. Unset it."


def _unknown(environment: Mapping[str, str]) -> Iterable[str]:
    known = [setting.name for setting in SETTINGS]
    ours = [name for name in known if name.startswith(OURS)]
    for name in sorted(environment):
        if name in known:
            continue
        close = difflib.get_close_matches(name, ours, n=1, cutoff=0.75)
        if name.startswith(OURS):
            hint = f"Did you mean {close[0]}?" if close else "`manage.py show_settings` lists all there are."
            yield f"{name} is no setting. {hint}"
        elif name.replace("_", "").replace("-", "").upper().startswith("DAJI") and close:
            yield f"{name} is no setting. Did you mean {close[0]}?"


def _unusable(setting: Setting, value: str) -> Iterable[str]:
    """Never repeats the value of a secret."""
    shown = setting.name if setting.is_secret else f"{setting.name}={value}"
    if setting.smallest_length and len(value) < setting.smallest_length:
        yield f"{shown} is too short: set it to at least {setting.smallest_length} random characters."
    elif setting.kind == "whole number" and not (value.isascii() and value.isdigit()):
        yield f"{shown} is no whole number. Put something like {setting.name}={setting.default}."
    elif setting.kind == "yes or no" and value.lower() not in TRUTHS | FALSEHOODS:
        yield f"{shown} is neither true nor false. Put {setting.name}=true or {setting.name}=false."
    elif setting.kind == "choice" and value not in setting.choices:
        yield f"{shown} is not possible. Put one of {', '.join(setting.choices)}."
    elif setting.kind == "address" and not _is_address(value):
        yield f"{shown} is no address. {setting.help}"
    elif setting.kind == "networks":
        yield from (
            f"{setting.name}: {entry.strip()} is no address and no network. Put something like 10.0.0.0/8."
            for entry in value.split(",")
            if not _is_network(entry.strip())
        )


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018  raises for a port that is none
    except ValueError:
        return False
    return bool(parts.scheme and (parts.netloc or parts.path.startswith("/")))


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True
