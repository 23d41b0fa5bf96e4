import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.process.conftest import ROOT, free_port

pytestmark = pytest.mark.process

ENDS_WITHIN_SECONDS = 5
HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nConnection: Upgrade\r\n"
    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


def serve(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "serve", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_and_ends_when_told(server, number):
    server.start()
    assert server.get("/healthz") == (200, b"ok\n")
    assert server.get("/no-such-page/")[0] == 404
    code, seconds = server.stop(number)
    assert code == 0
    assert seconds < ENDS_WITHIN_SECONDS
    assert "Stopped." in server.log.read_text()
    assert "Traceback" not in server.log.read_text()


def test_it_ends_in_time_with_open_sockets_and_requests_under_way(server, environment):
    server.start()
    port = int(environment["PORT"])
    held = [socket.create_connection(("127.0.0.1", port)) for _number in range(30)]
    for number, connection in enumerate(held):
        connection.sendall(HANDSHAKE.format(path="/ws/me/", port=port).encode() if number % 3 == 0 else b"")
        if number % 3 == 1:  # a body that never comes whole
            connection.sendall(b"POST /theme/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nthe")
    for connection in held[::3]:  # an answer to each handshake: the server is busy with all of them
        assert connection.recv(1000).startswith(b"HTTP/1.1 ")
    code, seconds = server.stop()
    for connection in held:
        connection.close()
    assert code == 0
    assert seconds < ENDS_WITHIN_SECONDS


def test_an_unknown_socket_is_refused_without_a_traceback(server, environment):
    server.start()
    with socket.create_connection(("127.0.0.1", int(environment["PORT"]))) as connection:
        connection.sendall(HANDSHAKE.format(path="/ws/nothing/", port=environment["PORT"]).encode())
        assert connection.recv(1000).startswith(b"HTTP/1.1 403")
    server.stop()
    assert "Traceback" not in server.log.read_text()


def test_a_socket_from_a_foreign_origin_is_refused(server, environment):
    server.start()
    with socket.create_connection(("127.0.0.1", int(environment["PORT"]))) as connection:
        hello = HANDSHAKE.format(path="/ws/me/", port=environment["PORT"])
        connection.sendall(hello.replace("Origin: http://127.0.0.1", "Origin: http://evil.example").encode())
        head = connection.recv(2000).decode().lower()
    assert head.startswith("http/1.1 403")
    for header in ("x-content-type-options: nosniff", "content-security-policy: default-src 'none'"):
        assert f"\r\n{header}" in head, header


def test_a_second_start_collects_and_migrates_nothing(server):
    server.start()
    server.stop()
    static = Path(server.environment["DAJI_DATA_DIR"], "static")
    before = {path: path.stat().st_mtime_ns for path in static.rglob("*.*")}
    server.log.unlink()
    server.start()
    assert "Static files collected" not in server.log.read_text()
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_taken_port(environment):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        sentence = one_sentence(serve({**environment, "PORT": port}))
    assert sentence == f"CommandError: Port {port} is taken. Stop what uses it, or set PORT to another one."


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PORT": "http"}, "PORT=http is no whole number."),
        ({"PORT": "70000"}, "PORT=70000 is no port number."),
        ({"HOST": "no-such-host.invalid"}, "HOST=no-such-host.invalid is no address of this machine."),
        ({"HOST": "192.0.2.1"}, "Cannot listen at 192.0.2.1:"),
    ],
)
def test_an_impossible_address(environment, variables, sentence):
    assert sentence in one_sentence(serve({**environment, **variables}))


def test_a_folder_that_cannot_be_written_to(environment, tmp_path):
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"
    sentence = one_sentence(serve({**environment, "DAJI_DATA_DIR": str(folder)}))
    assert sentence == f"daji: {folder} cannot be written to (Not a directory). Set DAJI_DATA_DIR to a folder that can."


def test_a_database_that_is_away(environment):
    away = f"postgres://nobody@127.0.0.1:{free_port()}/nothing"
    done = serve({**environment, "DATABASE_URL": away})
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The database cannot be made ready")
    assert "Traceback" not in done.stderr


def test_without_a_worker_there_must_be_a_broker(environment):
    done = serve({**environment, "REDIS_URL": ""}, "--no-worker")
    assert "--no-worker needs REDIS_URL" in one_sentence(done)


def test_production_refuses_demo_logins_and_missing_secrets(environment):
    production = {**environment, "DJANGO_SETTINGS_MODULE": "config.settings.production"}
    refused = serve({**production, "DAJI_DEMO": "1"})
    assert refused.returncode == 1
    assert "DAJI_DEMO has no place in production" in refused.stderr
    assert "Set SECRET_KEY." in refused.stderr
    assert "Set ALLOWED_HOSTS." in refused.stderr
    assert "Traceback" not in refused.stderr
