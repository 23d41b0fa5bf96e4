"""Uploads in pieces, as tus 1.0 has them (https://tus.io/protocols/resumable-upload)."""

import base64
import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import IO, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.uploads.models import ResumableUpload
from core.uploads.services.scratch import parts_root, sweep_scratch
from core.uploads.services.videos import too_many_bytes

PIECE_BYTES = 256 * 1024


class TooLarge(Refused):
    status = 413


class TooMany(Refused):
    status = 429


class OffsetConflict(Refused):
    status = 409


class Busy(Refused):
    status = 423


class WrongChecksum(Refused):
    status = 460


@transaction.atomic
def begin_upload(*, uploaded_by: Any, length: int, now: datetime) -> ResumableUpload:
    """Raises `TooLarge` and, for somebody with as many under way as one may have, `TooMany`."""
    if length > settings.DAJI_VIDEO_MOST_BYTES:
        raise TooLarge(too_many_bytes())
    if length < 1:
        raise Refused(_("This file is empty. Choose another one."))
    get_user_model().objects.select_for_update().get(pk=uploaded_by.pk)  # two at once must count each other
    if uploaded_by.resumable_uploads.filter(expires_at__gt=now).count() >= settings.DAJI_UPLOADS_AT_ONCE:
        raise TooMany(_("You have several uploads under way. Let them finish or cancel one, then try again."))
    expires_at = now + timedelta(hours=settings.DAJI_UPLOADS_KEPT_HOURS)
    upload = ResumableUpload.objects.create(
        uploaded_by=uploaded_by, length=length, created_at=now, expires_at=expires_at
    )
    parts_root()
    upload.part.touch(mode=0o600)
    return upload


def append(*, upload: ResumableUpload, offset: int, body: IO[bytes], checksum: str = "") -> int:
    """Write a piece that begins at `offset`; returns the new offset.

    Raises `OffsetConflict`, `Busy` while another piece of the same upload is being written, `TooLarge` for more than
    was announced and `WrongChecksum` (`checksum` as in the header: "sha1 <base64>"); then nothing of the piece counts.
    """
    with _locked(upload) as part:
        upload.refresh_from_db(fields=["offset", "length"])
        if offset != upload.offset:
            raise OffsetConflict(_("This piece does not follow the last one. Ask where to go on."))
        # A crash after the last piece was written, and before it counted, leaves bytes behind.
        part.seek(offset)
        part.truncate()
        digest, written = hashlib.sha1(usedforsecurity=False), 0
        while piece := body.read(PIECE_BYTES):
            written += len(piece)
            if offset + written > upload.length:
                raise TooLarge(_("This is more than was announced. Choose the file again."))
            digest.update(piece)
            part.write(piece)
        if checksum and checksum != f"sha1 {base64.b64encode(digest.digest()).decode()}":
            raise WrongChecksum(_("This piece was damaged on the way. Send it again."))
        part.flush()
        os.fsync(part.fileno())
        ResumableUpload.objects.filter(pk=upload.pk).update(offset=offset + written)
    upload.offset = offset + written
    return upload.offset


def cancel_upload(*, upload: ResumableUpload) -> None:
    """The row first: a part without a row is swept up, a row without its part would promise what is gone."""
    part = upload.part
    upload.delete()
    part.unlink(missing_ok=True)


def forget_expired(*, now: datetime) -> int:
    """Rows past their time with their parts, parts that lost their row, and what workers that were killed left lying."""
    expired = list(ResumableUpload.objects.filter(expires_at__lte=now))
    for upload in expired:
        cancel_upload(upload=upload)
    known = {pk.hex for pk in ResumableUpload.objects.values_list("pk", flat=True)}
    oldest = (now - timedelta(hours=settings.DAJI_UPLOADS_KEPT_HOURS)).timestamp()
    for part in parts_root().iterdir():
        if part.is_file() and part.name not in known and part.stat().st_mtime < oldest:
            part.unlink(missing_ok=True)
    sweep_scratch(now=now)
    return len(expired)


@contextmanager
def _locked(upload: ResumableUpload) -> Iterator[IO[bytes]]:
    try:
        part = upload.part.open("r+b")
    except FileNotFoundError:
        raise OffsetConflict(_("This upload is no longer here. Choose the file again.")) from None
    with part:
        try:
            fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(_("Another piece of this file is on its way. Wait a moment.")) from None
        yield part
