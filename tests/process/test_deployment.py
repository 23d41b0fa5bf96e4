"""The large size as docs/operations.md installs it, on one machine: a clean copy of the code that its user cannot write to,
PostgreSQL, Redis with a password, two processes for pages, a worker and beat, as the units start them, behind nginx.

The units' own walls are systemd's and not tried here; `test_units.py` lets systemd judge them.
"""

import base64
import http.client
import http.cookiejar
import io
import json
import os
import re
import secrets
import shlex
import shutil
import signal
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from contextlib import ExitStack
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from tests.process.services import copy_project, free_port, open_folder, running_postgresql, running_redis, wait_until

pytestmark = pytest.mark.process

DEPLOY = Path("deploy")
SITE, DATA, SETTINGS_FILE = "/srv/daji/site", "/srv/daji/data", "/etc/daji.env"
NAME = "daji.example"
SOMEBODY = 64321  # a user without a name, a home or any right
READY_WITHIN_SECONDS = 300
INSTALLING_TAKES_AT_MOST_SECONDS = 400
KEPT_VARIABLES = re.compile(r"(SSL_CERT|PIP_|UV_|https?_proxy|no_proxy|LANG)", re.IGNORECASE)


class Letters(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it is given (RFC 5321, as much of it as Python's client says)."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Postman)
        self.letters: list[EmailMessage] = []

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"] == address]


class Postman(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            said = line.strip().upper()
            if said == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = iter(self.rfile.readline, b".\r\n")
                letter = message_from_bytes(b"".join(line.removeprefix(b".") for line in lines), policy=policy.default)
                self.server.letters.append(letter)
            self.wfile.write(b"221 bye\r\n" if said == b"QUIT" else b"250 good\r\n")


class Installation:
    def __init__(self, folder: Path) -> None:
        self.folder, self.site, self.data = folder, folder / "site", folder / "data"
        self.running: dict[str, subprocess.Popen] = {}
        self.environment = {name: value for name, value in os.environ.items() if KEPT_VARIABLES.match(name)}
        self.environment |= {"PATH": "/usr/sbin:/usr/bin:/bin", "HOME": str(folder / "home")}

    def as_user(self, command: list[str], **options) -> subprocess.Popen:
        dropped = ["setpriv", f"--reuid={SOMEBODY}", f"--regid={SOMEBODY}", "--clear-groups", "--no-new-privs"]
        return subprocess.Popen(
            [*dropped, *command], cwd=self.site, env=self.environment, stdin=subprocess.DEVNULL, **options
        )

    def run(self, *command: str, seconds: float = 300) -> str:
        done = self.as_user(list(command), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        said, errors = done.communicate(timeout=seconds)
        assert done.returncode == 0, errors
        return said

    def manage(self, *arguments: str) -> str:
        """As root, who alone may read the settings."""
        done = subprocess.run(
            [str(self.site / "bin/manage"), *arguments],
            env={**self.environment, "DAJI_ENV_FILE": str(self.folder / "daji.env")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, unit: str, instance: str = "") -> None:
        """What the unit starts, with what it is given."""
        (command,) = re.findall(r"^ExecStart=(.+)$", (DEPLOY / "systemd" / unit).read_text(), re.MULTILINE)
        command = command.replace(SITE, str(self.site)).replace("%i", instance)
        with self.log.open("ab") as log:
            self.running[unit + instance] = self.as_user(shlex.split(command), stdout=log, stderr=log)

    def stop(self, unit: str, instance: str = "") -> int:
        process = self.running.pop(unit + instance)
        process.send_signal(signal.SIGTERM)
        return process.wait(30)

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def parts(self, port: str) -> dict[str, str]:
        """/readyz of one process, as whoever watches asks it; nothing while it does not answer."""
        assert all(process.poll() is None for process in self.running.values()), self.log.read_text()[-3000:]
        connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=10)
        try:
            connection.request("GET", "/readyz", headers={"Host": NAME, "X-Forwarded-Proto": "https"})
            return json.loads(connection.getresponse().read())["parts"]
        except OSError:
            return {}
        finally:
            connection.close()

    def is_ready(self, port: str) -> bool:
        return set(self.parts(port).values()) == {"ok"}


class Visitor:
    """A browser at https://daji.example, which is a port of this machine."""

    def __init__(self, port: int, certificate: Path, language: str = "en") -> None:
        self.port, self.language = port, language
        self.trusted = ssl.create_default_context(cafile=str(certificate))
        self.trusted.check_hostname = False
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=self.trusted),
            urllib.request.HTTPCookieProcessor(self.cookies),
            NoRedirect(),
        )

    def ask(
        self, path: str, *, body: bytes | None = None, **headers: str
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        sent = {"Host": NAME, "Referer": f"https://{NAME}/", "Accept-Language": self.language, **headers}
        asked = urllib.request.Request(f"https://127.0.0.1:{self.port}{path}", data=body, headers=sent)
        try:
            with self.opener.open(asked, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers, answer.read()

    def page(self, path: str) -> str:
        status, _headers, body = self.ask(path)
        assert status == 200, body.decode()[:2000]
        return body.decode()

    def send(self, path: str, *, page: str, **fields: str) -> http.client.HTTPMessage:
        """The form of that page, as it came and with these fields filled in."""
        fields["csrfmiddlewaretoken"] = self.token(page)
        status, headers, body = self.ask(path, body=urllib.parse.urlencode(fields).encode())
        assert status in (302, 303), body.decode()[:3000]
        return headers

    @staticmethod
    def token(page: str) -> str:
        return re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]

    def socket(self, path: str) -> socket.socket:
        """A WebSocket after its handshake."""
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        secure = self.trusted.wrap_socket(raw, server_hostname=NAME)
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        lines = [
            f"GET {path} HTTP/1.1", f"Host: {NAME}", f"Origin: https://{NAME}", f"Cookie: {cookies}", "Upgrade: websocket",
            "Connection: Upgrade", "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", "", "",
        ]  # fmt: skip
        secure.sendall("\r\n".join(lines).encode())
        assert secure.recv(4096).startswith(b"HTTP/1.1 101 ")
        return secure


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


def reachable_python(folder: Path) -> dict[str, str]:
    """This Python, where anybody may run it: one that a version manager keeps in root's home is copied out of it."""
    home = Path(sys.base_prefix)
    can_run = ["setpriv", f"--reuid={SOMEBODY}", f"--regid={SOMEBODY}", "--clear-groups"]
    python = home / "bin" / f"python3.{sys.version_info.minor}"
    if subprocess.run([*can_run, "test", "-x", str(python)]).returncode == 0:
        return {"PYTHON": str(python)}
    without = shutil.ignore_patterns("test", "site-packages", "__pycache__", "*.a", "share", "include")
    shutil.copytree(home, folder / "python", symlinks=True, ignore=without)
    (folder / "python").chmod(0o755)
    return {
        "PYTHON": str(folder / "python" / python.relative_to(home)),
        "LD_LIBRARY_PATH": str(folder / "python" / "lib"),
    }


def owned_by(user: int, *folders: Path) -> None:
    for folder in folders:
        folder.mkdir(exist_ok=True)
        subprocess.run(["chown", "-R", f"{user}:{user}", str(folder)], check=True)


def fill_in(text: str, **values: str) -> str:
    """The example with its empty and commented lines filled in."""
    for name, value in values.items():
        text, count = re.subn(
            rf"^(# )?{name}=.*$", lambda _match, line=f"{name}={value}": line, text, flags=re.MULTILINE
        )
        assert count == 1, f"{name} is not in the example"
    return text


def read_settings_file(text: str) -> dict[str, str]:
    """As systemd reads an EnvironmentFile whose values need no quotes."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def nginx_files(folder: Path, *, ports: list[str], secure: int, plain: int) -> Path:
    """deploy/nginx/daji.conf at ports and in folders that the test may have, for two processes."""
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    paths = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*made, *paths, "-addext", f"subjectAltName=DNS:{NAME}"], check=True, capture_output=True)
    conf = (DEPLOY / "nginx" / "daji.conf").read_text().replace("/etc/ssl/daji", str(folder))
    conf = conf.replace("/var/cache/nginx/daji", str(folder / "cache"))
    conf = re.sub(r"listen (\[::\]:)?(80|443)\b( ssl)?;", "", conf, count=0)
    conf = conf.replace("server {", f"server {{ listen 127.0.0.1:{plain};", 1)
    first, _, second = conf.rpartition("\nserver {")
    conf = f"{first}\nserver {{ listen 127.0.0.1:{secure} ssl;{second}"
    (line,) = re.findall(r"^    server 127\.0\.0\.1:8000.*;$", conf, re.MULTILINE)
    conf = conf.replace(line, "\n".join(line.replace("8000", port) for port in ports))
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "nginx.conf"
    main.write_text(
        f"pid {folder}/pid;\nerror_log {folder}/nginx.log;\ndaemon off;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}{conf}\n}}\n"
    )
    return main


@pytest.fixture(scope="module")
def installed():
    for name, package in (("nginx", "nginx-light"), ("setpriv", "util-linux"), ("openssl", "openssl")):
        if shutil.which(name) is None:
            pytest.skip(f"DEPLOYMENT NOT TESTED: there is no {name} on this machine (apt-get install {package})")
    if os.geteuid() != 0:
        pytest.skip("DEPLOYMENT NOT TESTED: becoming the site's own user takes root")
    with ExitStack() as stack:
        folder = stack.enter_context(open_folder())
        cluster = stack.enter_context(running_postgresql(folder))
        with cluster.connect() as admin:
            admin.execute("CREATE ROLE daji LOGIN")
            admin.execute("CREATE DATABASE daji OWNER daji")
        redis = stack.enter_context(running_redis(folder, password=secrets.token_hex(24)))
        post = stack.enter_context(Letters())
        threading.Thread(target=post.serve_forever, daemon=True).start()
        stack.callback(post.shutdown)
        place = Installation(folder)
        copy_project(place.site)
        owned_by(SOMEBODY, place.site, place.data, folder / "home")

        # 3. The code, and what it stands on.
        place.environment |= reachable_python(folder)
        place.run("bin/bootstrap", "base", seconds=INSTALLING_TAKES_AT_MOST_SECONDS)
        place.as_user([".venv/bin/python", "-m", "compileall", "-q", "-j", "0", "."], stdout=subprocess.DEVNULL).wait(
            300
        )
        owned_by(0, place.site)
        owned_by(SOMEBODY, place.site / "locale")  # ReadWritePaths of the units; systemd shuts the rest
        # 4. Settings.
        text = fill_in(
            (DEPLOY / "daji.env.example").read_text(),
            SECRET_KEY=base64.b64encode(secrets.token_bytes(60)).decode(),
            DAJI_FIELD_KEYS=base64.b64encode(secrets.token_bytes(32)).decode(),
            EMAIL_URL=f"smtp://127.0.0.1:{post.server_address[1]}",
            DAJI_DATA_DIR=str(place.data),
            DATABASE_URL=cluster.url(user="daji", database="daji"),
            REDIS_URL=redis,
        )
        (folder / "daji.env").touch(mode=0o600)
        (folder / "daji.env").write_text(text)
        # 5. Once for all processes, then each.
        place.manage("prepare")
        place.environment |= {"DJANGO_SETTINGS_MODULE": "config.settings.production", **read_settings_file(text)}
        ports = [str(free_port()), str(free_port())]
        for process in ports:
            place.start("daji-web@.service", process)
        place.start("daji-worker.service")
        place.start("daji-beat.service")
        # 6. nginx.
        front = folder / "front"
        owned_by(SOMEBODY, front)
        secure, plain = free_port(), free_port()
        main = nginx_files(front, ports=ports, secure=secure, plain=plain)
        owned_by(SOMEBODY, front)
        place.running["nginx"] = place.as_user(
            ["nginx", "-c", str(main), "-p", str(front), "-e", str(front / "nginx.log")]
        )
        try:
            for process in ports:
                wait_until(lambda port=process: place.is_ready(port), seconds=READY_WITHIN_SECONDS, what=process)
            place.ports, place.secure, place.plain, place.post = ports, secure, plain, post
            place.certificate = front / "fullchain.pem"
            yield place
        finally:
            for process in place.running.values():
                process.terminate()  # nginx's own processes end with it only when it is asked
            for process in place.running.values():
                process.wait(60)


def visitor(installed, language: str = "en") -> Visitor:
    return Visitor(installed.secure, installed.certificate, language)


def test_the_first_page_and_its_style(installed):
    guest = visitor(installed, "zh-Hans")
    status, headers, body = guest.ask("/")
    page = body.decode()
    assert status == 200
    assert 'lang="zh-Hans"' in page
    assert "大集" in page
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert 'lang="en"' in visitor(installed).page("/")
    (style,) = re.findall(r'href="(/static/css/daji\.[0-9a-f]{12}\.css)"', page)
    status, headers, body = guest.ask(style, **{"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in headers["Cache-Control"]
    for path in ("/metrics", "/readyz"):  # for whoever watches, and nobody else
        assert guest.ask(path)[0] == 404
    plain = http.client.HTTPConnection("127.0.0.1", installed.plain, timeout=30)
    plain.request("GET", "/farms/?q=tea", headers={"Host": NAME})
    answer = plain.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/farms/?q=tea")
    plain.close()


def test_somebody_joins_in_chinese_and_is_told_by_the_worker(installed):
    """The code in a letter, a socket through nginx, a picture, and what the worker writes: all in their language."""
    mei = visitor(installed, "zh-Hans")
    typed = {
        "name": "小梅",
        "email": "mei@example.com",
        "password1": "a-long-pass-word-1",
        "password2": "a-long-pass-word-1",
    }
    to = mei.send("/accounts/signup/?by=email", page=mei.page("/accounts/signup/?by=email"), **typed)["Location"]
    wait_until(lambda: installed.post.to("mei@example.com"), what="for the code")
    (letter,) = installed.post.to("mei@example.com")
    text = letter.get_body(("plain",)).get_content()
    assert re.search(r"[\u4e00-\u9fff]{3}", letter["Subject"])
    (code,) = re.findall(r"\b\d{6}\b", text)
    mei.send(to, page=mei.page(to), code=code)
    assert "小梅" in mei.page("/me/")

    with mei.socket("/ws/me/") as bell:
        installed.manage("shell", "--verbosity", "0", "--command", A_FARM_GOES_LIVE)
        assert bell.recv(65536)[0] & 0x0F == 1  # a text frame: the bell has rung
    wait_until(lambda: len(installed.post.to("mei@example.com")) == 2, what="for the worker's letter")
    told = installed.post.to("mei@example.com")[1]
    assert "云上梯田" in str(told["Subject"]) + told.get_body(("plain",)).get_content()
    assert re.search(r"[\u4e00-\u9fff]{3}", str(told["Subject"]).replace("云上梯田", ""))

    photograph = io.BytesIO()
    Image.effect_noise((900, 600), 60).convert("RGB").save(photograph, "JPEG")
    token = mei.token(mei.page("/me/security/"))
    head = b'--part\r\nContent-Disposition: form-data; name="file"; filename="crate.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    status, _headers, body = mei.ask(
        "/api/v1/uploads/pictures/",
        body=head + photograph.getvalue() + b"\r\n--part--\r\n",
        **{"Content-Type": "multipart/form-data; boundary=part", "X-CSRFToken": token},
    )
    assert status == 201, body
    address = re.findall(rb'/media/[^"]+\.(?:webp|avif|jpg)', body)[0].decode()
    status, headers, picture = mei.ask(address)
    assert (status, headers.get_content_maintype()) == (200, "image")
    assert Image.open(io.BytesIO(picture)).width <= 900


A_FARM_GOES_LIVE = """
from django.utils import timezone
from accounts.models import Follow, Organization, User
from core.events import publish
from django.db import transaction
from live.rooms.events import RoomOpened
from live.rooms.models import Room
host = User.objects.create_user(email="host@example.com", name="Host")
farm = Organization.objects.create(kind="farm", slug="cloud", name={"en": "Cloud Terrace", "zh-hans": "云上梯田"})
now = timezone.now()
room = Room.objects.create(organization=farm, host=host, kind="sale", title={"en": "Harvest"}, starts_at=now)
Follow.objects.create(user=User.objects.get(email="mei@example.com"), organization=farm)
with transaction.atomic():
    publish(RoomOpened(room_id=room.pk, organization_id=farm.pk))
"""


def test_restarting_one_process_after_the_other_refuses_nobody(installed):
    answers: Counter[int] = Counter()
    ends = threading.Event()

    def walk() -> None:
        guest = visitor(installed)
        while not ends.is_set():
            for path in ("/", "/farms/", "/jobs/", "/live/"):
                answers[guest.ask(path)[0]] += 1

    walkers = [threading.Thread(target=walk) for _number in range(2)]
    for walker in walkers:
        walker.start()
    try:
        for port in installed.ports:  # the second at once after the first
            seen = answers.total()
            assert installed.stop("daji-web@.service", port) == 0
            wait_until(lambda seen=seen: answers.total() > seen + 4, what="for answers while one is away")
            installed.start("daji-web@.service", port)
            wait_until(lambda port=port: installed.is_ready(port), what=f"for {port}")
    finally:
        ends.set()
        for walker in walkers:
            walker.join()
    assert set(answers) == {200}
    # The negative control: with both away a request is refused, in words.
    for port in installed.ports:
        installed.stop("daji-web@.service", port)
    status, headers, body = visitor(installed).ask("/")
    assert (status, headers["Retry-After"]) == (503, "60")
    assert "过一分钟再试" in body.decode()
    for port in installed.ports:
        installed.start("daji-web@.service", port)
    for port in installed.ports:
        wait_until(lambda port=port: installed.is_ready(port), what=f"for {port}")


def test_nothing_was_written_beside_the_code_and_nothing_went_wrong(installed):
    wrote = subprocess.run(
        ["find", str(installed.site), "-user", str(SOMEBODY), "-not", "-path", "*/locale*"],
        capture_output=True,
        text=True,
    )
    assert wrote.stdout == ""
    assert sorted(path.parent.parent.name for path in installed.site.glob("locale/*/LC_MESSAGES/django.mo"))
    assert "Traceback" not in installed.log.read_text()
    assert "CRITICAL" not in installed.log.read_text().upper()
