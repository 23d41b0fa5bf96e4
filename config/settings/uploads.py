"""Pictures, videos and documents that people send: limits, and where they are kept.

They are kept in the data folder, or in two S3-compatible buckets: `S3_BUCKET`, whose files browsers fetch from
`S3_PUBLIC_URL`, and `S3_PRIVATE_BUCKET`, which nobody but the site may read. What is private is sealed in both.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

DAJI_VIDEO_MOST_BYTES = env.int("DAJI_VIDEO_MOST_BYTES", default=128 * 1024 * 1024)
DAJI_VIDEO_MOST_SECONDS = env.int("DAJI_VIDEO_MOST_SECONDS", default=60)
DAJI_UPLOADS_AT_ONCE = env.int("DAJI_UPLOADS_AT_ONCE", default=3)  # begun and not finished, for one person
DAJI_UPLOADS_KEPT_HOURS = env.int("DAJI_UPLOADS_KEPT_HOURS", default=24)

_bucket = env("S3_BUCKET", default="")
_public_url = env("S3_PUBLIC_URL", default="").rstrip("/")
_public = urlsplit(_public_url)
# What the content security policy must let pages load from.
DAJI_MEDIA_ORIGINS = [f"{_public.scheme}://{_public.netloc}"] if _bucket else []


def storages(*, data_dir: Path) -> dict[str, dict[str, Any]]:
    """`default` has addresses; `private` has none, and its files are sealed."""
    return {
        "default": _public_bucket() if _bucket else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "private": {"BACKEND": "core.sealed_files.SealedStorage", "OPTIONS": _private(data_dir)},
        "staticfiles": {"BACKEND": "config.storage.HashedStaticFilesStorage"},
    }


def _public_bucket() -> dict[str, Any]:
    if not (_public.scheme and _public.netloc):
        raise ImproperlyConfigured("Set S3_PUBLIC_URL to the address from which browsers fetch the files of S3_BUCKET.")
    options = {
        "bucket_name": _bucket,
        "custom_domain": _public_url.partition("://")[2],
        "url_protocol": f"{_public.scheme}:",
        "querystring_auth": False,
        "object_parameters": {"CacheControl": "public, max-age=86400"},
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _connection() | options}


def _private(data_dir: Path) -> dict[str, Any]:
    """Where what `core.sealed_files` has sealed is laid down."""
    if _bucket:
        return {"backend": "storages.backends.s3.S3Storage", "options": _private_bucket()}
    return {"backend": "config.storage.PrivateFolder", "options": {"location": str(data_dir / "private")}}


def _private_bucket() -> dict[str, Any]:
    bucket = env("S3_PRIVATE_BUCKET", default="")
    if not bucket or bucket == _bucket:
        raise ImproperlyConfigured("Set S3_PRIVATE_BUCKET to a bucket of its own that nobody but the site may read.")
    return _connection() | {"bucket_name": bucket, "querystring_auth": True, "querystring_expire": 60}


def _connection() -> dict[str, Any]:
    return {
        "endpoint_url": env("S3_ENDPOINT_URL", default="") or None,
        "access_key": env("S3_ACCESS_KEY_ID", default=""),
        "secret_key": env("S3_SECRET_ACCESS_KEY", default=""),
        "region_name": env("S3_REGION", default="us-east-1"),
        "signature_version": "s3v4",
        "file_overwrite": True,
        "default_acl": None,
    }
