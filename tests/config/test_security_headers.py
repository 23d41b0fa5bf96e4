"""Every kind of answer bears the headers that keep a browser from being turned against its owner.

The site stands as in production, in a process of its own (`production_site`), and is asked one thing of each kind.
"""

import json
import os
import subprocess
import sys

import pytest

from config.headers import SecurityHeaders, missing
from tests.fixtures.asgi import ask

PAGE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'"
)
NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'"
EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
}
HSTS = {"strict-transport-security": "max-age=31536000; includeSubDomains; preload"}
KINDS = {
    "page": (200, PAGE_POLICY),
    "login": (200, PAGE_POLICY),
    "sent to the login": (302, PAGE_POLICY),
    "no page": (404, PAGE_POLICY),
    "broken page": (500, PAGE_POLICY),
    "wrong host": (400, PAGE_POLICY),
    "changed by a form": (303, PAGE_POLICY),
    "no form token": (403, PAGE_POLICY),
    "health": (200, PAGE_POLICY),
    "readiness": (503, NOTHING_RUNS),
    "figures": (200, NOTHING_RUNS),
    "no figures": (404, NOTHING_RUNS),
    "api": (200, PAGE_POLICY),
    "api without a person": (401, PAGE_POLICY),
    "no api": (404, PAGE_POLICY),
    "api docs": (200, PAGE_POLICY),
    "static": (200, NOTHING_RUNS),
    "no static": (404, NOTHING_RUNS),
    "media": (200, f"{NOTHING_RUNS}; sandbox"),
    "no media": (404, NOTHING_RUNS),
    "video": (404, NOTHING_RUNS),
    "video options": (204, NOTHING_RUNS),
    "trace": (405, NOTHING_RUNS),
    "too large": (413, NOTHING_RUNS),
    "over plain http": (301, NOTHING_RUNS),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    done = subprocess.run(
        [sys.executable, "-m", "tests.config.production_site"],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "DAJI_DATA_DIR": str(tmp_path_factory.mktemp("production")),
            "DAJI_FIELD_KEYS": "b25seS1mb3ItdGVzdHMtdGhpcnR5LXR3by1ieXRlcyE=",
            "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
            "ALLOWED_HOSTS": "daji.example",
            "DAJI_SITE_URL": "https://daji.example",
            "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def policy_of(answer):
    return {name: value for name, value in answer["headers"] if name in {*EVERYWHERE, *HSTS, "content-security-policy"}}


def test_every_kind_is_asked_for(answers):
    assert set(answers) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_headers_of_every_kind_of_answer(answers, kind):
    status, policy = KINDS[kind]
    over_tls = {} if kind == "over plain http" else HSTS
    assert answers[kind]["status"] == status
    assert policy_of(answers[kind]) == {**EVERYWHERE, **over_tls, "content-security-policy": policy}
    names = [name for name, _value in answers[kind]["headers"] if name != "set-cookie"]
    assert len(names) == len(set(names))
    assert not {"server", "x-powered-by"} & set(names)


def test_cookies_come_from_this_host_over_tls_and_no_script_reads_them(answers):
    cookies = [value for answer in answers.values() for name, value in answer["headers"] if name == "set-cookie"]
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-csrftoken", "__Host-theme"}
    for cookie in cookies:
        assert {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"} <= set(cookie.split("; "))
        assert "Domain=" not in cookie


@pytest.mark.parametrize("kind", ["sent to the login", "login", "api", "api without a person", "figures"])
def test_what_is_private_is_kept_nowhere(answers, kind):
    (kept,) = [value for name, value in answers[kind]["headers"] if name == "cache-control"]
    assert "no-store" in kept.split(", ")


@pytest.mark.parametrize(
    "kind", sorted(KINDS.keys() - {"video", "video options"}), ids=lambda kind: kind.replace(" ", "-")
)
def test_no_other_origin_reads_anything_but_video(answers, kind):
    assert not [name for name, _value in answers[kind]["headers"] if name.startswith("access-control-")]


async def test_the_video_has_no_cookies_to_read_it_with(answers):
    for kind in ("video", "video options"):
        said = dict(answers[kind]["headers"])
        assert said["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in said


# The control: without the layer the same measure finds them missing, and what an app says itself stays.


async def bare(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"Referrer-Policy", b"no-referrer")]})
    await send({"type": "http.response.body", "body": b""})


async def test_without_the_layer_they_are_missing():
    without, within = await ask(bare, "/"), await ask(SecurityHeaders(bare), "/")
    assert without.headers == {"referrer-policy": "no-referrer"}
    assert within.headers == {**EVERYWHERE, "content-security-policy": NOTHING_RUNS, "referrer-policy": "no-referrer"}


def test_hsts_is_said_over_tls_alone_and_only_where_it_is_set(settings):
    settings.SECURE_HSTS_SECONDS = 60
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = False
    assert dict(missing([], is_secure=True))[b"strict-transport-security"] == b"max-age=60"
    assert b"strict-transport-security" not in dict(missing([], is_secure=False))
    settings.SECURE_HSTS_SECONDS = 0
    assert b"strict-transport-security" not in dict(missing([], is_secure=True))


async def answered(said, **scope):
    sent = []

    async def app(scope, receive, send):
        for message in said:
            await send(message)

    async def send(message):
        sent.append(message)

    await SecurityHeaders(app)({"type": "websocket", "scheme": "wss", **scope}, None, send)
    return sent


REFUSABLE = {"extensions": {"websocket.http.response": {}}}
REFUSAL = {"type": "websocket.close", "code": 4404}


async def test_a_socket_is_left_alone():
    said = [{"type": "websocket.accept"}, {"type": "websocket.send", "text": "a"}, {"type": "websocket.close"}]
    assert await answered(said, **REFUSABLE) == said


async def test_a_handshake_that_is_refused_has_them_too(settings):
    settings.SECURE_HSTS_SECONDS = 60
    start, body = await answered([REFUSAL], **REFUSABLE)
    assert (start["type"], start["status"]) == ("websocket.http.response.start", 403)
    said = {name.decode(): value.decode() for name, value in start["headers"]}
    assert {**EVERYWHERE, "content-security-policy": NOTHING_RUNS}.items() <= said.items()
    assert said["strict-transport-security"].startswith("max-age=60")
    assert body == {"type": "websocket.http.response.body", "body": b"Forbidden\n"}
    assert said["content-length"] == str(len(body["body"]))


async def test_where_the_server_cannot_answer_it_refuses_as_it_did():
    assert await answered([REFUSAL]) == [REFUSAL]
