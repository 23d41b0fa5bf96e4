"""What people uploaded, beside the database's archive: names are hashes, so a file that is there is never copied again.

A file that the site has removed stays for as long as an older state may still be wanted, and is then removed here too.
"""

import json
import os
import shutil
import time
from pathlib import Path

from config.backups.changes import write_whole
from config.backups.errors import BackupFailed

FOLDERS = ("media", "private")


def copy_files(*, data_dir: Path, folder: Path, keep_seconds: float, now: float | None = None) -> int:
    """How many were new."""
    now = time.time() if now is None else now
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / "gone.json"
    gone: dict[str, float] = json.loads(manifest.read_text()) if manifest.exists() else {}
    present = _names(data_dir)
    new = 0
    for name in present - _names(folder):
        source, target = data_dir / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.draft")
        try:
            shutil.copy2(source, draft)
        except FileNotFoundError:
            continue  # removed meanwhile
        draft.replace(target)
        new += 1
    for name in _names(folder) - present:
        if now - gone.setdefault(name, now) > keep_seconds:
            (folder / name).unlink()
            del gone[name]
    kept = {name: since for name, since in gone.items() if name not in present and (folder / name).exists()}
    write_whole(manifest, json.dumps(kept).encode())
    return new


def restore_files(*, folder: Path, data_dir: Path) -> int:
    """Puts back what is missing; what is there stays as it is. How many were put back."""
    missing = _names(folder) - _names(data_dir)
    for name in missing:
        target = data_dir / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copy2(folder / name, target)
        except OSError as error:
            raise BackupFailed(f"{target} cannot be written to ({error.strerror}).") from None
    return len(missing)


def _names(folder: Path) -> set[str]:
    """Relative to the folder; drafts and what else begins with a dot are nobody's."""
    found = set()
    for kind in FOLDERS:
        for path, folders, files in os.walk(folder / kind):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found |= {str(Path(path, name).relative_to(folder)) for name in files if not name.startswith(".")}
    return found
