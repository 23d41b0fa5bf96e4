"""The real server over real sockets: what a stranger claims about himself counts for nothing, what our proxy says does."""

import http.client
import json
import threading

import pytest
from starlette.responses import JSONResponse

from config.proxies import TrustedProxies
from config.server import Server, listen, port_of
from core.client_address import parse_networks, scope_address
from tests.fixtures.asgi import scope_of

CLAIMS = {
    "X-Forwarded-For": "1.2.3.4, 203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "daji.example",
    "X-Request-ID": "from-the-proxy-1",
    "X-Real-IP": "1.2.3.4",
    "Forwarded": "for=1.2.3.4",
}


async def told(scope, receive, send):
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    await JSONResponse({"client": scope_address(scope), "scheme": scope["scheme"], "headers": headers})(
        scope, receive, send
    )


@pytest.fixture
def ask_server():
    running = []

    def ask(*, trusted: list[str]) -> dict:
        ready = threading.Event()
        sockets = listen(host="127.0.0.1", port=0)
        server = Server(TrustedProxies(told, trusted=parse_networks(trusted)), on_ready=ready.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": sockets}, daemon=True)
        thread.start()
        running.append((server, thread))
        assert ready.wait(30)
        connection = http.client.HTTPConnection("127.0.0.1", port_of(sockets), timeout=30)
        connection.request("GET", "/", headers={"Host": "the-peers-own.example", **CLAIMS})
        answer = json.loads(connection.getresponse().read())
        connection.close()
        return answer

    yield ask
    for server, thread in running:
        server.should_exit = True
        thread.join(30)


def test_a_strangers_claims_are_erased(ask_server):
    answer = ask_server(trusted=["10.0.0.0/8"])
    assert answer["client"] == "127.0.0.1"
    assert answer["scheme"] == "http"
    assert answer["headers"]["host"] == "the-peers-own.example"
    assert {name for name in answer["headers"] if name.startswith("x-") or name == "forwarded"} == set()


def test_a_trusted_proxy_is_believed(ask_server):
    answer = ask_server(trusted=["127.0.0.1"])
    assert answer["client"] == "203.0.113.9"
    assert answer["scheme"] == "https"
    assert answer["headers"]["host"] == "daji.example"
    assert answer["headers"]["x-request-id"] == "from-the-proxy-1"
    assert "x-forwarded-for" not in answer["headers"]
    assert "x-real-ip" not in answer["headers"]


def test_sockets_become_secure_too():
    proxies = TrustedProxies(told, trusted=parse_networks(["127.0.0.1"]))
    scope = {**scope_of("/ws/me/", headers={"X-Forwarded-Proto": "http, https"}), "type": "websocket", "scheme": "ws"}
    assert proxies.resolved(scope)["scheme"] == "wss"
    plain = {**scope_of("/ws/me/", headers={"X-Forwarded-Proto": "https, http"}), "type": "websocket", "scheme": "ws"}
    assert proxies.resolved(plain)["scheme"] == "ws"
