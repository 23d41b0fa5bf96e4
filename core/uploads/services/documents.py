"""Evidence that people photograph: sealed, and kept apart from everything that has an address."""

import io
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.uploads.models import Document
from core.uploads.services.decoding import decode_picture

# Small print on a licence must stay legible: more pixels than a picture on a page.
DOCUMENT_LONGEST_EDGE = 2560
JPEG_QUALITY = 85
# Readers of PDF look for this in the first kilobyte, not only at the very beginning.
PDF_MARK_WITHIN_BYTES = 1024


@dataclass(frozen=True, kw_only=True)
class DrawnDocument:
    jpeg: bytes
    width: int
    height: int


def draw_document(*, file: File) -> DrawnDocument:
    """Check, strip and re-encode; nothing is written anywhere.

    Raises `Refused` with a sentence when the file is no picture, is damaged or too big. A PDF may carry scripts and
    cannot be re-encoded safely here: its sender is asked for a photo.
    """
    file.seek(0)
    if b"%PDF-" in file.read(PDF_MARK_WITHIN_BYTES):
        raise Refused(_("We cannot take a PDF. Take a photo of the paper, or a screenshot of the file, and send that."))
    image = decode_picture(file=file, longest_edge=DOCUMENT_LONGEST_EDGE)
    buffer = io.BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=JPEG_QUALITY)
    return DrawnDocument(jpeg=buffer.getvalue(), width=image.width, height=image.height)


def store_document(*, uploaded_by: Any, file: File | DrawnDocument) -> Document:
    """Keep a document privately; a file is drawn first (`draw_document`, with its refusals)."""
    drawn = file if isinstance(file, DrawnDocument) else draw_document(file=file)
    name = uuid.uuid4().hex
    document = Document(width=drawn.width, height=drawn.height, uploaded_by=uploaded_by)
    document.file.save(f"{name[:2]}/{name}.jpg", ContentFile(drawn.jpeg), save=False)
    with transaction.atomic():
        document.save()
    return document


def delete_document(*, document: Document) -> None:
    """The row, and the file once the row's deletion is certain."""
    with transaction.atomic():
        # A rotation of keys may have moved the file since the caller read its row.
        stored = Document.objects.select_for_update().get(pk=document.pk).file
        document.delete()
        transaction.on_commit(lambda: stored.storage.delete(str(stored.name)))
