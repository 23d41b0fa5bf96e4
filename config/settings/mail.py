"""E-mail: files in the data folder, or the server that EMAIL_URL names (smtp+tls://user:password@host:587)."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_SSL_SCHEME, _TLS_SCHEME = "smtps", "smtp+tls"
_TIMEOUT_SECONDS = 20


def mailers(*, data_dir: Path) -> dict[str, dict[str, Any]]:
    address = urlsplit(os.environ.get("EMAIL_URL", ""))
    if not address.scheme:
        folder = {"folder": str(data_dir / "mail")}
        return {"default": {"BACKEND": "notifications.gateways.folder.FolderEmailBackend", "OPTIONS": folder}}
    options = {
        "host": address.hostname,
        "port": address.port,
        "username": unquote(address.username or ""),
        "password": unquote(address.password or ""),
        "use_tls": address.scheme == _TLS_SCHEME,
        "use_ssl": address.scheme == _SSL_SCHEME,
        "timeout": _TIMEOUT_SECONDS,
    }
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
