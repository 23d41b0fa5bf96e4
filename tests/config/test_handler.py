import asyncio
import contextvars
import threading
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.urls import path
from django.utils.translation import get_language

from accounts.models import User
from config.handler import PageHandler, PagePool
from tests.fixtures.asgi import ask

room = contextvars.ContextVar("room", default="none")


def where(request):
    count = User.objects.count()
    return HttpResponse(f"{threading.current_thread().name} {id(connection.connection)} {count}")


def echo(request):
    return HttpResponse(request.body, headers={"X-Room": room.get()})


def form(request):
    return HttpResponse(f"{request.POST['name']} {request.FILES['file'].read().decode()}")


def stream(request):
    threads = set()

    def parts():
        for number in range(3):
            threads.add(threading.current_thread())
            yield f"{number} {User.objects.count()} {len(threads)}\n"

    return StreamingHttpResponse(parts())


def stream_async(request):
    async def parts():
        for number in range(3):
            await asyncio.sleep(0)
            yield str(number)

    return StreamingHttpResponse(parts())


endless_has_ended = threading.Event()


def endless(request):
    def parts():
        try:
            while True:
                yield b"x" * 1000
        finally:
            endless_has_ended.set()

    return StreamingHttpResponse(parts())


def endless_async(request):
    async def parts():
        try:
            while True:
                await asyncio.sleep(0)
                yield b"x"
        finally:
            endless_has_ended.set()

    return StreamingHttpResponse(parts())


async def view_async(request):
    await asyncio.sleep(0)
    return HttpResponse("async")


def cookies(request):
    response = HttpResponse()
    response.set_cookie("a", "1")
    response.set_cookie("b", "2", httponly=True)
    return response


def file(request):
    return FileResponse(Path(__file__).open("rb"))


def crash(request):
    raise ZeroDivisionError


def language(request):
    return HttpResponse(get_language())


urlpatterns = [
    path(f"{view.__name__}/", view) for view in (where, echo, form, stream, stream_async, endless, endless_async)
]
urlpatterns += [path(f"{view.__name__}/", view) for view in (view_async, cookies, file, crash, language)]


@pytest.fixture
def pages(settings, transactional_db):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = ["django.middleware.locale.LocaleMiddleware", "django.middleware.common.CommonMiddleware"]
    pool = PagePool(1)
    yield PageHandler(pool)
    pool.close(wait=True)


async def test_a_thread_keeps_its_connection(pages):
    answers = {(await ask(pages, "/where/")).body for _request in range(5)}
    assert len(answers) == 1
    assert answers.pop().startswith(b"page")


async def test_pages_run_side_by_side(settings, pages):
    """Two threads, two views that wait for each other: one at a time would never end."""
    barrier = threading.Barrier(2, timeout=10)
    pages.get_response = lambda request: HttpResponse(str(barrier.wait()))
    pages.pool = PagePool(2)
    answers = await asyncio.gather(ask(pages, "/where/"), ask(pages, "/where/"))
    assert {answer.body for answer in answers} == {b"0", b"1"}
    await asyncio.to_thread(pages.pool.close, wait=True)


async def test_a_body_in_chunks(pages):
    answer = await ask(pages, "/echo/", method="POST", body=[b"one ", b"two ", b"", b"three"])
    assert (answer.status, answer.body) == (200, b"one two three")


async def test_a_form_with_a_file(pages):
    body = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nMei\r\n'
    body += b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(len(body))}
    answer = await ask(pages, "/form/", method="POST", body=[body[:70], body[70:]], headers=headers)
    assert answer.body == b"Mei hello"


async def test_more_than_the_site_takes_is_refused_before_it_is_kept(settings, pages):
    settings.DAJI_MAX_BODY_BYTES = 100
    assert (await ask(pages, "/echo/", method="POST", body=[b"x" * 60] * 2)).status == 413
    assert (await ask(pages, "/echo/", method="POST", body=[b"x" * 50] * 2)).status == 200


async def test_who_leaves_while_sending_gets_no_page(pages):
    async def receive():
        return {"type": "http.disconnect"}

    sent = []
    await pages({"type": "http"}, receive, sent.append)
    assert sent == []


async def test_signals_are_sent_once_on_the_thread_of_the_page(pages):
    seen = []

    def note(signal, **kwargs):
        seen.append((signal is request_finished, threading.current_thread().name.startswith("page")))

    request_started.connect(note)
    request_finished.connect(note)
    try:
        for url in ("/echo/", "/stream/", "/stream_async/", "/crash/"):
            await ask(pages, url)
            assert seen == [(False, True), (True, True)], url
            seen.clear()
    finally:
        request_started.disconnect(note)
        request_finished.disconnect(note)


async def test_a_stream_runs_on_one_thread_and_may_query(pages):
    answer = await ask(pages, "/stream/")
    assert answer.body == b"0 0 1\n1 0 1\n2 0 1\n"


async def test_an_asynchronous_stream_and_view(pages):
    assert (await ask(pages, "/stream_async/")).body == b"012"
    assert (await ask(pages, "/view_async/")).body == b"async"


@pytest.mark.parametrize("url", ["/endless/", "/endless_async/"])
async def test_a_stream_ends_when_its_reader_leaves(pages, url):
    endless_has_ended.clear()
    await asyncio.wait_for(ask(pages, url, stays=False), 10)
    assert await asyncio.to_thread(endless_has_ended.wait, 10)
    assert (await ask(pages, "/echo/")).status == 200, "its thread is free again"


async def test_a_file(pages):
    answer = await ask(pages, "/file/")
    assert b"test_a_file" in answer.body


async def test_cookies_and_headers(pages):
    answer = await ask(pages, "/cookies/")
    assert [value for name, value in answer.messages[0]["headers"] if name == b"Set-Cookie"] == [
        b"a=1; Path=/",
        b"b=2; HttpOnly; Path=/",
    ]


async def test_context_of_the_caller_reaches_the_page(pages):
    room.set("7")
    assert (await ask(pages, "/echo/")).headers["x-room"] == "7"


async def test_what_a_page_activates_does_not_reach_the_next(pages):
    assert (await ask(pages, "/language/", headers={"Accept-Language": "zh-CN"})).body == b"zh-hans"
    assert (await ask(pages, "/language/")).body == b"en"


async def test_a_crash_is_a_page(pages):
    pages.raise_request_exception = False
    answer = await ask(pages, "/crash/")
    assert answer.status == 500


@pytest.mark.parametrize("url", ["/echo/?q=%ff", "/echo/?" + "a=1&" * 2000])
async def test_odd_queries(pages, url):
    assert (await ask(pages, url)).status in (200, 400)
