"""Evidence that people photograph: kept apart from everything that has an address."""

import io
import uuid
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


def store_document(*, uploaded_by: Any, file: File) -> Document:
    """Check, strip, re-encode and keep a document privately.

    Raises `Refused` with a sentence when the file is no picture, is damaged or too big. A PDF may carry scripts and
    cannot be re-encoded safely here: its sender is asked for a photo.
    """
    file.seek(0)
    if b"%PDF-" in file.read(PDF_MARK_WITHIN_BYTES):
        raise Refused(_("We cannot take a PDF. Take a photo of the paper, or a screenshot of the file, and send that."))
    image = decode_picture(file=file, longest_edge=DOCUMENT_LONGEST_EDGE)
    buffer = io.BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=JPEG_QUALITY)
    name = uuid.uuid4().hex
    document = Document(width=image.width, height=image.height, uploaded_by=uploaded_by)
    document.file.save(f"{name[:2]}/{name}.jpg", ContentFile(buffer.getvalue()), save=False)
    with transaction.atomic():
        document.save()
    return document


def delete_document(*, document: Document) -> None:
    """The row, and the file once the row's deletion is certain."""
    stored = document.file
    with transaction.atomic():
        document.delete()
        transaction.on_commit(lambda: stored.storage.delete(str(stored.name)))
