import errno

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from core.metrics import REGISTRY
from core.middleware import is_disk_full

FULL = OSError(errno.ENOSPC, "No space left on device")


def write(request):
    raise OSError(errno.ENOSPC, "No space left on device")


def write_row(request):
    raise OperationalError("database or disk is full")


def broken(request):
    raise OSError(errno.EPERM, "Operation not permitted")


def sign_in(request):
    request.session["name"] = "Mei"
    return HttpResponse("hello")


urlpatterns = [path("write/", write), path("row/", write_row), path("broken/", broken), path("session/", sign_in)]
handler500 = "core.views.server_error"


@pytest.fixture
def client(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("address", ["/write/", "/row/"])
def test_a_friendly_503_with_a_time_to_come_back(client, address):
    before = REGISTRY.get_sample_value("daji_disk_full_refusals_total")
    answer = client.post(address)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert answer["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in answer
    assert b"<h1" in answer.content
    assert REGISTRY.get_sample_value("daji_disk_full_refusals_total") == before + 1


def test_other_faults_stay_what_they_are(client):
    assert client.post("/broken/").status_code == 500


@pytest.mark.django_db
def test_a_session_that_cannot_be_written(client, monkeypatch):
    assert client.get("/session/").status_code == 200  # the control

    def save(self, must_create=False):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(SessionStore, "save", save)
    answer = client.get("/session/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_causes_are_looked_through():
    wrapped = RuntimeError("upload failed")
    wrapped.__cause__ = FULL
    assert is_disk_full(wrapped)
    assert is_disk_full(OperationalError('could not extend file "base/1": No space left on device'))
    assert not is_disk_full(OperationalError("database is locked"))
    assert not is_disk_full(RuntimeError("no space left on device"))
