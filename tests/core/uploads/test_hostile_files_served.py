"""Hostile files as people's browsers get them: at their own address, opened as a page of their own."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import path

from core.uploads.models import Document
from core.uploads.services.documents import store_document
from core.uploads.services.pictures import store_picture
from core.uploads.views.documents import document_response
from tests.core.uploads import corpus

MARK = "<script>document.title='ran'</script>"
PAGE = f"<!doctype html><title>page</title>{MARK}".encode()
TAKEN = (
    "JPEG and html behind it",
    "PNG and js behind it",
    "WEBP and zip behind it",
    "jpeg comment",
    "png text Comment",
)
RAN = "() => document.title === 'ran'"


def document(request, pk):
    return document_response(Document.objects.get(pk=pk))


def page_of_html(request):
    return HttpResponse(
        PAGE, content_type="text/html", headers={"Content-Security-Policy": "script-src 'unsafe-inline'"}
    )


urlpatterns = [path("document/<int:pk>/", document), path("html/", page_of_html)]


@pytest.fixture
def scripts(monkeypatch):
    monkeypatch.setattr(corpus, "PAYLOAD", MARK.encode())
    return {hostile.name: hostile.content for hostile in corpus.polyglots()}


@pytest.fixture
def only_these_addresses(live_site, settings):
    """The running site's pages are those of this module; its files are what they always are."""
    settings.ROOT_URLCONF = __name__


def opened(page, address):
    """What came, and whether a script ran in it."""
    response = page.goto(address)
    return response.headers, page.evaluate(RAN), page.evaluate("document.contentType")


def test_html_that_is_served_as_html_does_run(new_page, only_these_addresses):
    """The negative control: this is what the payload would do."""
    page = new_page(may_fail=True)
    assert opened(page, "/html/")[1:] == (True, "text/html")
    assert page.title() == "ran"


@pytest.mark.parametrize("name", TAKEN)
def test_a_picture_with_something_else_in_it_is_shown_as_a_picture_and_runs_nothing(new_page, live_site, scripts, name):
    assert MARK.encode() in scripts[name]
    picture = store_picture(uploaded_by=None, file=SimpleUploadedFile("a.jpg", scripts[name]))
    headers, ran, shown_as = opened(new_page(may_fail=True), picture.file.url)
    assert (ran, shown_as) == (False, "image/webp")
    assert headers["content-type"] == "image/webp"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"


@pytest.mark.parametrize("ending", ["jpg", "webp"])
def test_html_under_a_picture_s_name_is_no_page(new_page, live_site, ending):
    """Past every check, as if a decoder had let it through."""
    name = f"pictures/zz/hostile.{ending}"
    default_storage.save(name, SimpleUploadedFile("a", PAGE))
    try:
        headers, ran, shown_as = opened(new_page(may_fail=True), f"{settings.MEDIA_URL}{name}")
    finally:
        default_storage.delete(name)
    assert (ran, shown_as.partition("/")[0]) == (False, "image")
    assert headers["x-content-type-options"] == "nosniff"


def test_html_in_a_document_s_file_is_no_page(new_page, live_site, only_these_addresses, scripts):
    """Once as it is kept, and once as if the file had been put there past every check."""
    honest = store_document(uploaded_by=None, file=SimpleUploadedFile("a.jpg", scripts["JPEG and html behind it"]))
    planted = store_document(uploaded_by=None, file=SimpleUploadedFile("a.jpg", corpus.picture()))
    planted.file.storage.save(planted.file.name, ContentFile(PAGE))
    for kept in (honest, planted):
        headers, ran, shown_as = opened(new_page(may_fail=True), f"/document/{kept.pk}/")
        assert (ran, shown_as, headers["content-type"]) == (False, "image/jpeg", "image/jpeg")
        assert headers["x-content-type-options"] == "nosniff"
