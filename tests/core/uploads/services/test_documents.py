import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage, storages
from PIL import Image

from core.errors import Refused
from core.uploads.models import Document
from core.uploads.services.documents import delete_document, store_document
from core.uploads.views.documents import document_response
from tests.core.uploads.services.test_pictures import exif
from tests.factories.uploads import image_bytes, uploaded

pytestmark = pytest.mark.django_db


def content_of(document: Document) -> bytes:
    with document.file.open("rb") as file:
        return file.read()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_photographed_paper_is_kept_as_a_bare_jpeg(kind, shopper):
    original = image_bytes((400, 300), kind, exif=exif())
    document = store_document(uploaded_by=shopper, file=uploaded(original))
    assert (document.width, document.height, document.uploaded_by) == (400, 300, shopper)
    with Image.open(io.BytesIO(content_of(document))) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (400, 300), {})
    assert b"Secret" in original
    assert b"Secret" not in content_of(document)


def test_small_print_stays_legible():
    assert store_document(uploaded_by=None, file=uploaded(image_bytes((3000, 1500)))).width == 2560


def test_no_address_leads_to_it(client):
    document = store_document(uploaded_by=None, file=uploaded())
    assert not default_storage.exists(document.file.name)
    assert not Path(document.file.path).is_relative_to(settings.MEDIA_ROOT)
    assert not Path(document.file.path).is_relative_to(settings.STATIC_ROOT)
    with pytest.raises(ValueError, match="not accessible via a URL"):
        _ = document.file.url


def test_two_of_the_same_do_not_share_a_file():
    first, second = (store_document(uploaded_by=None, file=uploaded()) for _ in range(2))
    assert first.file.name != second.file.name
    assert content_of(first) == content_of(second)


def test_the_answer_runs_nothing_and_is_not_kept_on_the_way():
    document = store_document(uploaded_by=None, file=uploaded())
    response = document_response(document)
    assert b"".join(response) == content_of(document)
    assert {name: response[name] for name in response.headers if name != "Content-Length"} == {
        "Content-Type": "image/jpeg",
        "Content-Disposition": f'inline; filename="document-{document.pk}.jpg"',
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


@pytest.mark.parametrize("before", [b"", b"\n" * 1000, b"\xff\xd8\xff\xe0 a picture's beginning "])
def test_a_pdf_is_asked_for_as_a_photo(before):
    with pytest.raises(Refused, match="Take a photo of the paper"):
        store_document(uploaded_by=None, file=uploaded(before + image_bytes(kind="PDF"), "licence.jpg"))
    assert Document.objects.count() == 0


def test_what_is_no_picture_is_refused():
    with pytest.raises(Refused, match="no picture that we can read"):
        store_document(uploaded_by=None, file=uploaded(b"<svg onload='alert(1)'>", "licence.svg"))
    assert Document.objects.count() == 0


def test_deleting_it_takes_the_file_along(django_capture_on_commit_callbacks):
    document = store_document(uploaded_by=None, file=uploaded())
    name = document.file.name
    assert storages["private"].exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        delete_document(document=document)
    assert not storages["private"].exists(name)
    assert Document.objects.count() == 0
