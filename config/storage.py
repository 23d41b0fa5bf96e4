import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from uuid import uuid4

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, InMemoryStorage, Storage

IMPORT = re.compile(r'^@import url\("(?P<path>[^":]+\.css)"\)(?: layer\((?P<layer>[\w.-]+)\))?;$', re.MULTILINE)
# Inside the folder, so that a draft becomes the file by a mere renaming; backups pass over names that begin with a dot.
DRAFTS = ".drafts"
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def fold_imports(name: str, sources: dict[str, tuple[Storage, str]]) -> str:
    """The stylesheet `name` with each `@import url("…") layer(…);` replaced by what it names, in the same layer.

    A file imported from another folder may not use relative `url()`: they would point elsewhere from here.
    """
    storage, path = sources[name]
    with storage.open(path) as file:
        css = file.read().decode()

    def folded(match: re.Match[str]) -> str:
        imported = COMMENT.sub("", fold_imports(normpath(join(dirname(name), match["path"])), sources)).strip()
        return f"@layer {match['layer']} {{\n{imported}\n}}" if match["layer"] else imported

    return IMPORT.sub(folded, css)


class HashedStaticFilesStorage(ManifestStaticFilesStorage):
    """Hashed names for styles, pictures and the modules that scripts import, so that all may be cached for ever.

    A stylesheet made of imports goes out as one file: a phone on a hill pays for every request.
    """

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool] | tuple[str, None, RuntimeError]]:
        whole = InMemoryStorage()
        folded = {}
        for name in paths:
            if name.startswith("css/") and name.endswith(".css"):
                whole.save(name, ContentFile(fold_imports(name, paths).encode()))
                folded[name] = (whole, name)
        yield from super().post_process({**paths, **folded}, dry_run, **options)


class PrivateFolder(FileSystemStorage):
    """A folder for the site's own user that no address leads to. A file is there whole or not at all, and the last of one
    name stays, as in a bucket.

    Django's own class, left without an address, would take `MEDIA_URL`.
    """

    def __init__(self, *, location: str) -> None:
        super().__init__(location, file_permissions_mode=0o600, directory_permissions_mode=0o700)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        draft = Path(self.path(super()._save(f"{DRAFTS}/{uuid4().hex}", content)))  # type: ignore[misc]
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.replace(target)
        return name

    def url(self, name: str | None) -> str:
        raise ValueError("This file is not accessible via a URL.")
