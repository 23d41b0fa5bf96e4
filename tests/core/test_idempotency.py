import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.http import HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from accounts.models import Organization, User
from accounts.states import OrganizationKind
from config.urls import urlpatterns as site_urls
from core.http import see_other
from core.idempotency import idempotent
from core.models import IdempotencyRecord
from core.tasks import forget_idempotency_keys

made = []


@idempotent
def make(request):
    """Has one effect each time it runs, in the database and outside."""
    made.append(request.POST.get("what", ""))
    User.objects.create_user(email=f"{uuid.uuid4()}@example.com")
    match request.POST.get("answer"):
        case "redirect":
            return see_other("/there/")
        case "invalid":
            return HttpResponse("no", status=422)
        case "template":
            return TemplateResponse(request, engines["django"].from_string("hello"))
        case "stream":
            return StreamingHttpResponse(["a", "b"])
        case "clash":
            for _twice in range(2):
                Organization.objects.create(kind=OrganizationKind.FARM, slug="same", name={"en": "Same"})
    return HttpResponse(f"made {len(made)}", status=201, headers={"HX-Trigger": "made", "X-Other": "1"})


urlpatterns = [path("make/", make), path("other/", make), *site_urls]


@pytest.fixture(autouse=True)
def _urls(settings):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "csrf" not in name.lower()]
    made.clear()


@pytest.fixture
def client(shopper):
    client = Client()
    client.force_login(shopper)
    return client


def post(client, key="k1", url="/make/", **fields):
    return client.post(url, {"idempotency_key": key, **fields})


def test_without_a_key_every_request_counts(client):
    client.post("/make/")
    client.post("/make/")
    assert len(made) == 2


def test_the_same_key_gets_the_same_answer(client):
    first, second = post(client), post(client)
    assert len(made) == 1
    assert (second.status_code, second.content) == (first.status_code, first.content) == (201, b"made 1")
    assert second["HX-Trigger"] == "made"
    assert second["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first


def test_the_key_may_come_in_the_header(client):
    for _twice in range(2):
        answer = client.post("/make/", b'{"a": 1}', content_type="application/json", headers={"Idempotency-Key": "k1"})
    assert answer.content == b"made 1"
    changed = client.post("/make/", b'{"a": 2}', content_type="application/json", headers={"Idempotency-Key": "k1"})
    assert changed.status_code == 409
    assert len(made) == 1


def test_a_redirect_is_repeated(client):
    post(client, answer="redirect")
    again = post(client, answer="redirect")
    assert (again.status_code, again["Location"]) == (303, "/there/")


def test_a_template_response_is_repeated(client):
    assert post(client, answer="template").content == b"hello"
    assert post(client, answer="template").content == b"hello"
    assert len(made) == 1


@pytest.mark.parametrize("changed", [{"what": "honey"}, {"url": "/other/"}])
def test_the_same_key_with_something_else_is_refused(client, changed):
    post(client, what="tea")
    answer = post(client, **{"what": "tea", **changed})
    assert answer.status_code == 409
    assert b"already sent with other details" in answer.content
    assert made == ["tea"]


def test_a_file_is_part_of_what_is_asked(client):
    def send(content):
        return post(client, picture=SimpleUploadedFile("a.jpg", content))

    assert send(b"one").content == b"made 1"
    assert send(b"one").content == b"made 1"
    assert send(b"two").status_code == 409


def test_the_csrf_token_is_not_part_of_what_is_asked(client):
    post(client, csrfmiddlewaretoken="a")
    assert post(client, csrfmiddlewaretoken="b").content == b"made 1"


def test_a_refused_form_leaves_the_key_free_and_nothing_behind(client):
    assert post(client, answer="invalid").status_code == 422
    assert User.objects.count() == 1
    assert not IdempotencyRecord.objects.exists()
    assert post(client, answer="").status_code == 201


def test_keys_are_personal(client, shopper, stranger):
    other = Client()
    other.force_login(stranger)
    assert post(client).content == b"made 1"
    assert post(other).content == b"made 2"
    scopes = IdempotencyRecord.objects.values_list("scope", flat=True)
    assert sorted(scopes) == sorted([f"user:{shopper.pk}", f"user:{stranger.pk}"])


def test_an_anonymous_visitor_has_keys_too(db):
    visitor = Client()
    assert post(visitor).content == b"made 1"
    assert post(visitor).content == b"made 1"
    assert post(Client()).content == b"made 2"


def test_a_clash_of_the_view_itself_stays_an_error(client):
    with pytest.raises(IntegrityError):
        post(client, answer="clash")
    assert not IdempotencyRecord.objects.exists()


def test_a_stream_cannot_be_repeated_and_says_so(client):
    with pytest.raises(TypeError, match="stream"):
        post(client, answer="stream")


def test_a_monstrous_key_is_refused(client):
    assert post(client, key="x" * 101).status_code == 409
    assert made == []


def test_ten_at_once_have_one_effect(transactional_db, shopper):
    def send(number):
        client = Client()
        client.force_login(shopper)
        try:
            return post(client).content
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(send, range(10)))
    assert set(answers) == {answers[0]}
    assert User.objects.count() == 2


def test_ten_at_once_without_a_key_have_ten(transactional_db, shopper):
    """The control of the test above: without a key nothing holds them back."""

    def send(number):
        try:
            return Client().post("/make/", {"what": str(number)}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(send, range(10))) == [201] * 10
    assert User.objects.count() == 11


def test_old_keys_are_forgotten(db):
    now = timezone.now()
    IdempotencyRecord.objects.create(scope="a", key="old", fingerprint="", created_at=now - timedelta(days=8))
    IdempotencyRecord.objects.create(scope="a", key="new", fingerprint="", created_at=now - timedelta(days=6))
    assert forget_idempotency_keys() == 1
    assert IdempotencyRecord.objects.get().key == "new"
