"""Where a stranger's file lies bare while a child looks at it: a folder for the site's own user, and not for long."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

LOOK, WORK = "look-", "video-"
# A child is shot after half an hour: what is older belongs to nobody who lives.
SCRATCH_KEPT = timedelta(hours=1)


def parts_root() -> Path:
    root = Path(settings.DAJI_PARTS_ROOT)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    return root


def sweep_scratch(*, now: datetime) -> int:
    """What a process that was killed could not take away. How many there were."""
    oldest, swept = (now - SCRATCH_KEPT).timestamp(), 0
    for path in parts_root().iterdir():
        if path.name.startswith((LOOK, WORK)) and path.stat().st_mtime < oldest:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
            swept += 1
    return swept
