"""Requests that two servers could end at different places: the running site refuses each and answers nothing behind it."""

import socket

import pytest

pytestmark = pytest.mark.process

INNER = b"GET /smuggled/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
LENGTH = b"Content-Length: %d\r\n" % len(INNER)
CHUNKED = b"Transfer-Encoding: chunked\r\n"
NOTHING = b"0\r\n\r\n"


def post(*headers: bytes, body: bytes = NOTHING + INNER, version: bytes = b"1.1") -> bytes:
    return b"POST /theme/ HTTP/%b\r\nHost: 127.0.0.1\r\n%b\r\n%b" % (version, b"".join(headers), body)


REFUSED = {
    "CL.TE": post(LENGTH, CHUNKED),
    "TE.CL": post(CHUNKED, b"Content-Length: 4\r\n"),
    "CL.CL": post(b"Content-Length: 0\r\n", LENGTH, body=INNER),
    "a list of lengths": post(b"Content-Length: 0, %d\r\n" % len(INNER), body=INNER),
    "a length with a sign": post(b"Content-Length: +%d\r\n" % len(INNER), body=INNER),
    "a hexadecimal length": post(b"Content-Length: 0x21\r\n", body=INNER),
    "TE.TE": post(CHUNKED, b"Transfer-Encoding: identity\r\n"),
    "TE.TE in one line": post(b"Transfer-Encoding: chunked, identity\r\n"),
    "an unknown coding": post(b"Transfer-Encoding: xchunked\r\n"),
    "a control character before the coding": post(LENGTH, b"Transfer-Encoding:\x0bchunked\r\n"),
    "a space before the colon": post(LENGTH, b"Transfer-Encoding : chunked\r\n"),
    "a folded coding": post(LENGTH, b"Transfer-Encoding:\r\n chunked\r\n"),
    "a folded header": post(b"X-Long: one\r\n two\r\n", LENGTH, body=INNER),
    "bare LF": post(LENGTH, body=INNER).replace(b"\r\n", b"\n"),
    "bare LF in the head": post(b"X-Short: one\n", LENGTH, body=INNER),
    "bare CR in the head": post(b"X-Short: one\r", LENGTH, body=INNER),
    "NUL in the head": post(b"X-Short: o\0ne\r\n", LENGTH, body=INNER),
    "two hosts": post(b"Host: evil.example\r\n", b"Content-Length: 0\r\n", b"Connection: close\r\n", body=b""),
    "a chunk of hexadecimal size": post(CHUNKED, body=b"0x5\r\nhello\r\n" + NOTHING + INNER),
    "a chunk that ends early": post(CHUNKED, body=b"5\r\nhello!!" + NOTHING + INNER),
    "LF behind a chunk's size": post(CHUNKED, body=b"5\nhello\r\n" + NOTHING + INNER),
    "LF in a chunk's extension": post(CHUNKED, body=b"5;a\nb\r\nhello\r\n" + NOTHING + INNER),
    "chunks in HTTP/1.0": post(LENGTH, CHUNKED, version=b"1.0"),
}


def statuses(port: int, request: bytes) -> list[int]:
    """Of all answers until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request)
        heard = b""
        while part := connection.recv(65536):
            heard += part
    return [int(answer[:3]) for answer in heard.split(b"HTTP/1.1 ")[1:]]


def test_each_is_refused_and_nothing_behind_it_is_answered(server, environment):
    server.start()
    port = int(environment["PORT"])
    assert {name: statuses(port, request) for name, request in REFUSED.items()} == dict.fromkeys(REFUSED, [400])
    last = INNER.replace(b"smuggled", b"seen").replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    # The control: what is framed as it should be is answered, and what stands behind it too.
    assert statuses(port, post(b"Content-Length: 0\r\n", body=last)) == [403, 404]
    assert statuses(port, post(CHUNKED, body=NOTHING + last)) == [403, 404]
    server.stop()
    assert "/seen/" in server.log.read_text()
    assert "/smuggled/" not in server.log.read_text()
