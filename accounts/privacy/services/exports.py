"""Asking for an archive, packing it part by part, and deleting it.

Each part is written to the private storage as it is done, so that whoever takes up a run that died begins where it ended.
Two runs never pack one archive: a run holds it by `attempts`, and loses it when it gives no sign of life for a minute.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.privacy.events import ExportReady, ExportRequested
from accounts.privacy.gateways.archive import build_archive, is_whole, pack_part, part_name
from accounts.privacy.models import Export
from accounts.privacy.states import EXPORT_TRANSITIONS, UNDER_WAY, ExportState
from core.errors import Refused
from core.events import publish
from core.personal_data import registry
from core.transitions import check_transition

logger = logging.getLogger(__name__)
SILENT_FOR = timedelta(seconds=60)
MOST_ATTEMPTS = 5
MOST_A_DAY = 3


class TakenOver(Exception):
    """Another run holds this archive now."""


@transaction.atomic
def request_export(*, user: User, now: datetime | None = None) -> Export:
    """The archive that is on its way already, or a new one. Raises Refused after the third of a day."""
    now = now or timezone.now()
    if under_way := user.exports.filter(state__in=UNDER_WAY).first():
        return under_way
    if user.exports.filter(requested_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused(_("That was three times today. The last archive is still good; ask again tomorrow."))
    try:
        with transaction.atomic():
            export = Export.objects.create(user=user, parts_total=len(registry) + 1, requested_at=now)
    except IntegrityError:  # the other tap was quicker
        return user.exports.get(state__in=UNDER_WAY)
    publish(ExportRequested(export_id=export.pk), actor=user)
    return export


def pack(*, export_id: int, now: datetime | None = None) -> bool:
    """Pack it, or what is left of it; False when there is nothing to do here. May run any number of times."""
    attempt = _claim(export_id, now or timezone.now())
    if attempt is None:
        return False
    export = Export.objects.select_related("user").get(pk=export_id)
    try:
        with translation.override(export.user.language or settings.LANGUAGE_CODE):
            _pack_parts(export, attempt)
    except TakenOver:
        return False
    return True


def _claim(export_id: int, now: datetime) -> int | None:
    silent = Q(state=ExportState.RUNNING, heartbeat_at__lt=now - SILENT_FOR)
    held = Export.objects.filter(Q(state=ExportState.WAITING) | silent, pk=export_id)
    if held.filter(attempts__gte=MOST_ATTEMPTS).update(state=ExportState.FAILED):
        logger.error("export %s failed %s times", export_id, MOST_ATTEMPTS)
        return None
    if not held.update(state=ExportState.RUNNING, heartbeat_at=now, attempts=F("attempts") + 1):
        return None
    return Export.objects.values_list("attempts", flat=True).get(pk=export_id)


def _mine(export: Export, attempt: int) -> dict[str, object]:
    return {"pk": export.pk, "state": ExportState.RUNNING, "attempts": attempt}


def _pack_parts(export: Export, attempt: int) -> None:
    storage = export.file.storage
    for number, kind in enumerate(registry, 1):
        name = part_name(export, kind)
        if not is_whole(storage, name):
            storage.delete(name)
            storage.save(name, ContentFile(pack_part(kind=kind, user=export.user)))
        held = Export.objects.filter(**_mine(export, attempt))
        if not held.update(parts_done=number, parts_total=len(registry) + 1, heartbeat_at=timezone.now()):
            raise TakenOver
    name, size = build_archive(export=export)
    _finish(export, attempt, name, size)
    for kind in registry:
        storage.delete(part_name(export, kind))


@transaction.atomic
def _finish(export: Export, attempt: int, name: str, size: int) -> None:
    now = timezone.now()
    done = Export.objects.filter(**_mine(export, attempt)).update(
        state=ExportState.READY,
        file=name,
        size_bytes=size,
        parts_done=F("parts_total"),
        ready_at=now,
        expires_at=now + timedelta(days=settings.DAJI_KEEP_DAYS["exports"]),
    )
    if not done:
        export.file.storage.delete(name)
        raise TakenOver
    publish(ExportReady(export_id=export.pk, user_id=export.user_id))


@transaction.atomic
def delete_export(*, export: Export) -> None:
    """The row says that it was there; file and parts go once that is certain."""
    export = Export.objects.select_for_update().get(pk=export.pk)
    check_transition(EXPORT_TRANSITIONS, export.state, ExportState.GONE)
    storage, names = export.file.storage, [str(export.file)] if export.file else []
    names += [part_name(export, kind) for kind in registry]
    export.state, export.file = ExportState.GONE, ""
    export.save(update_fields=["state", "file"])
    transaction.on_commit(lambda: _delete_files(storage, names))


def _delete_files(storage: Storage, names: list[str]) -> None:
    for name in names:
        storage.delete(name)


def waiting_exports(*, now: datetime) -> list[int]:
    """Asked for and not begun for half a minute, or begun and silent: some worker died."""
    late = Q(state=ExportState.WAITING, requested_at__lt=now - SILENT_FOR / 2)
    silent = Q(state=ExportState.RUNNING, heartbeat_at__lt=now - SILENT_FOR)
    return list(Export.objects.filter(late | silent).order_by("pk").values_list("pk", flat=True))
