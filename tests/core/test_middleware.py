import pytest
from django.urls import path

from core.errors import NotAllowed, Refused


def refuse(request):
    raise Refused("The last box has just gone.")


def forbid(request):
    raise NotAllowed("Only the host may pin.")


def crash(request):
    raise ZeroDivisionError


urlpatterns = [path("refuse/", refuse), path("forbid/", forbid), path("crash/", crash)]


@pytest.fixture(autouse=True)
def _urls(settings):
    settings.MIDDLEWARE = ["core.middleware.RefusedMiddleware"]
    settings.ROOT_URLCONF = __name__


@pytest.mark.parametrize(("url", "status"), [("/refuse/", 409), ("/forbid/", 403)])
def test_a_program_gets_the_sentence_as_json(client, url, status):
    answer = client.get(url, headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert list(answer.json()) == ["detail"]


def test_other_errors_go_their_way(client):
    with pytest.raises(ZeroDivisionError):
        client.get("/crash/")
