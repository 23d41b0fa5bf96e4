"""Deleting the pictures of somebody who leaves, unless a stall, a job or another page still shows them."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import Storage
from django.db import transaction

from core.uploads.models import Picture


@transaction.atomic
def delete_unused_pictures(*, uploaded_by: Any) -> int:
    """Returns how many rows went. Files go once that is certain, and stay while another row has the same picture."""
    unused = [picture for picture in Picture.objects.filter(uploaded_by=uploaded_by) if not is_shown(picture=picture)]
    for picture in unused:
        delete_picture(picture=picture)
    return len(unused)


@transaction.atomic
def delete_picture(*, picture: Picture) -> None:
    """The row, and its files once that is certain, unless another row has the same picture."""
    names = [picture.name_at(width, suffix) for width in picture.widths for suffix in (".webp", ".avif")]
    names.append(picture.name_at(picture.jpeg_width, ".jpg"))
    stored = str(picture.file.name)
    picture.delete()
    if not Picture.objects.filter(file=stored).exists():
        _delete_after_commit(picture.file.storage, names)


def is_shown(*, picture: Picture) -> bool:
    """Whether any row of any app points at it. A relation without a way back is found too."""
    hidden = (
        field for field in Picture._meta.get_fields(include_hidden=True) if field.auto_created and not field.concrete
    )
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: picture}).exists()  # type: ignore[union-attr]
        for relation in hidden
    )


def _delete_after_commit(storage: Storage, names: list[str]) -> None:
    def delete() -> None:
        for name in names:
            storage.delete(name)

    transaction.on_commit(delete)
