"""The site on PostgreSQL with few connections: a pool in the process, and PgBouncer with transaction pooling before it."""

import re
import shutil
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import psycopg
import pytest

from config.backups.postgresql_programs import as_postgres, owned_by_postgres
from config.settings.processes import postgresql_of
from tests.process.conftest import ServerProcess
from tests.process.services import free_port, open_folder, running_postgresql, wait_until

pytestmark = pytest.mark.process

STOCK, GUESTS = 3, 5
A_STALL = f"""
from tests.factories.orders import variant_of
print(variant_of(stock={STOCK}, price=3290).pk)
"""
TYPED = {
    "contact_name": "Mei",
    "phone": "138 0000 2046",
    "province": "Zhejiang",
    "city": "Hangzhou",
    "district": "Xiacheng",
    "street": "Fengqi Road 88, Building 4, Room 602",
    "gateway": "sandbox",
}


@pytest.fixture
def folder():
    with open_folder() as folder:
        yield folder


@pytest.fixture
def cluster(folder):
    with running_postgresql(folder) as cluster:
        yield cluster


@pytest.fixture
def site(environment, cluster):
    """On a database of its own in a cluster of its own: its connections are counted."""
    with cluster.connect() as admin:
        admin.execute("CREATE DATABASE daji")
    environment |= {
        "DATABASE_URL": cluster.url(database="daji"),
        "DAJI_SANDBOX_PAYMENTS": "1",
        "DAJI_PAGE_THREADS": "8",
    }
    site = ServerProcess(environment)
    site.run("from django.core.management import call_command; call_command('migrate', verbosity=0)")
    yield site
    if site.process is not None and site.process.poll() is None:
        site.kill()


@contextmanager
def pgbouncer(folder: Path, cluster):
    """Two connections to the server, however many come."""
    if shutil.which("pgbouncer") is None:
        pytest.skip("PGBOUNCER NOT TESTED: it is not on this machine (apt-get install pgbouncer)")
    port, home = free_port(), folder / "pgbouncer"
    home.mkdir()
    (home / "users").write_text(f'"{cluster.user}" ""\n')
    (home / "ini").write_text(
        f"[databases]\ndaji = host=127.0.0.1 port={cluster.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
        f"listen_port = {port}\nauth_type = trust\nauth_file = {home}/users\npool_mode = transaction\n"
        f"default_pool_size = 2\nmax_client_conn = 200\nunix_socket_dir =\nlogfile = {home}/log\n"
    )
    owned_by_postgres(home)
    process = subprocess.Popen(as_postgres(["pgbouncer", str(home / "ini")]), stdin=subprocess.DEVNULL, cwd=home)
    try:
        url = f"postgres://{cluster.user}@127.0.0.1:{port}/daji"
        wait_until(lambda: answers(url), what="for PgBouncer")
        yield url
    finally:
        process.terminate()
        process.wait(30)


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def connections(cluster) -> int:
    with cluster.connect() as admin:
        (found,) = admin.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = 'daji'").fetchone()
    return found


def all_at_once(work, times: int) -> list:
    """Each begins when all are there."""
    found, together = [], threading.Barrier(times)

    def run(number: int) -> None:
        together.wait(60)
        found.append(work(number))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_a_pool_keeps_a_process_to_its_connections(site, cluster):
    site.environment["DAJI_DATABASE_POOL"] = "2"
    site.start()
    assert set(all_at_once(lambda _number: site.get("/farms/")[0], 24)) == {200}
    assert 1 <= connections(cluster) <= 2
    site.stop()
    del site.environment["DAJI_DATABASE_POOL"]  # the negative control: a connection for each thread
    site.start()
    assert set(all_at_once(lambda _number: site.get("/farms/")[0], 24)) == {200}
    assert connections(cluster) > 2


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


class Guest:
    def __init__(self, url: str) -> None:
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), NoRedirect())

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, body, where to."""
        body = None if fields is None else urllib.parse.urlencode(fields).encode()
        asked = urllib.request.Request(self.url + path, data=body, headers={"Referer": self.url})
        try:
            with self.opener.open(asked, timeout=60) as answer:
                return answer.status, answer.read().decode(), ""
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode(), answer.headers.get("Location", "")

    def buy(self, variant: str) -> bool:
        """From the basket to the bank; False where there was none left."""
        token = self.hidden(self.ask("/accounts/login/")[1])
        self.ask("/cart/lines/", {**token, "variant": variant, "quantity": "1"})
        self.ask("/cart/hold/", token)
        status, page, _to = self.ask("/checkout/")
        if status != 200:
            return False
        status, page, bank = self.ask("/checkout/", {**self.hidden(page), **TYPED})
        if not bank.startswith("/pay/sandbox/"):
            assert status in (303, 409, 422), page
            return False
        status, page, _to = self.ask(bank, {**self.hidden(self.ask(bank)[1]), "decision": "approve"})
        assert status == 303, page
        return True

    @staticmethod
    def hidden(page: str) -> dict[str, str]:
        names = "csrfmiddlewaretoken|idempotency_key|total"
        return dict(re.findall(rf'<input type="hidden" name="({names})" value="([^"]*)"', page))


def test_orders_behind_pgbouncer(site, cluster, folder):
    """More guests than crates, at once, over two connections: as many orders as crates, each paid."""
    with pgbouncer(folder, cluster) as bounced:
        site.environment |= {"DATABASE_URL": bounced, "DAJI_DATABASE_IS_BOUNCED": "true"}
        variant = site.run(A_STALL).strip()
        site.start()
        bought = all_at_once(lambda _number: Guest(site.url).buy(variant), GUESTS)
        assert sorted(bought) == [False] * (GUESTS - STOCK) + [True] * STOCK
        assert 1 <= connections(cluster) <= 2

        def paid() -> int:
            with cluster.connect(database="daji") as admin:
                return admin.execute("SELECT count(*) FROM orders_order WHERE state = 'paid'").fetchone()[0]

        wait_until(lambda: paid() == STOCK, what="for the payments")
        site.run("from django.core.management import call_command; call_command('check_invariants')")
        assert site.stop()[0] == 0
        assert "Traceback" not in site.log.read_text()


# Somebody else takes the connection between two rows.
TWO_ROWS = """
import psycopg
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import connection
rows = Permission.objects.order_by("pk").iterator(chunk_size=1)
first = next(rows)
database = settings.DATABASES["default"]
with psycopg.connect(host=database["HOST"], port=database["PORT"], user=database["USER"], dbname=database["NAME"]) as other:
    other.execute("SELECT 1")
    print(len([first, *rows]) == Permission.objects.count())
"""


def test_rows_one_after_the_other_behind_pgbouncer(site, cluster, folder):
    with pgbouncer(folder, cluster) as bounced:
        site.environment |= {"DATABASE_URL": bounced, "DAJI_DATABASE_IS_BOUNCED": "true"}
        assert site.run(TWO_ROWS) == "True\n"
        site.environment["DAJI_DATABASE_IS_BOUNCED"] = "false"  # the negative control
        with pytest.raises(AssertionError, match='cursor "_django_curs_[^"]+" does not exist'):
            site.run(TWO_ROWS)


def test_what_django_is_told(monkeypatch):
    told = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": None}
    assert postgresql_of(told) == {**told, "OPTIONS": {}}
    monkeypatch.setattr("config.settings.processes.DAJI_DATABASE_POOL", 4)
    pool = {"min_size": 1, "max_size": 4, "timeout": 10}
    assert postgresql_of(told) == {**told, "OPTIONS": {"pool": pool}, "CONN_MAX_AGE": 0}
    monkeypatch.setattr("config.settings.processes.DAJI_DATABASE_POOL", 0)
    monkeypatch.setattr("config.settings.processes.DAJI_DATABASE_IS_BOUNCED", True)
    bounced = {**told, "OPTIONS": {"prepare_threshold": None}, "DISABLE_SERVER_SIDE_CURSORS": True}
    assert postgresql_of(told) == bounced
