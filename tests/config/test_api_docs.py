"""docs/api.md tells the truth: its tables are those of the code, and every curl on it runs."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from accounts.access_tokens.kinds import SCOPES
from accounts.models import Follow
from core.api.problems import PROBLEMS
from tests.factories.access_tokens import token_of
from tests.factories.accounts import UserFactory
from tests.factories.recruiting import employer_of
from tests.factories.uploads import image_bytes
from tests.fixtures.browsers import PHONE

TEXT = Path("docs/api.md").read_text()
CURLS = [
    line.strip() for block in re.findall(r"```sh\n(.*?)```", TEXT, re.S) for line in block.splitlines() if line.strip()
]
# What each of them answers, in the order of the page.
STATUSES = [200, 200, 204, 201, 200, 200, 404]


def test_the_table_of_rights_is_that_of_the_code():
    rows = re.findall(r"^\| `([a-z]+:[a-z]+)` \| (.+) \|$", TEXT, re.M)
    assert rows == [(scope, str(sentence)) for scope, sentence in SCOPES.items()]


def test_the_table_of_errors_is_that_of_the_code():
    rows = re.findall(r"^\| (\d{3}) \| `([a-z-]+)` \| (.+) \|$", TEXT, re.M)
    assert rows == [(str(kind.status), kind.slug, f"{kind.title}. {kind.advice}") for kind in PROBLEMS.values()]


def test_the_rates_are_those_of_the_settings():
    said = [int(number) for number in re.findall(r"\| (\d+) a minute \|", TEXT)]
    rates = settings.DAJI_API_RATES
    assert said == [rates[name][0] for name in ("anonymous", "person", "token", "failed")]
    assert {window for _quota, window in rates.values()} == {60}


def test_every_curl_has_its_status():
    assert len(CURLS) == len(STATUSES)


@pytest.mark.parametrize("number", range(len(STATUSES)))
def test_a_curl_of_the_page_runs(live_site, tmp_path, number):
    person = UserFactory()
    employer_of(person, slug="hengyuan")
    (tmp_path / "photo.png").write_bytes(image_bytes())
    _token, secret = token_of(person)
    command = CURLS[number].replace("http://localhost:8000", live_site.url).replace("$DAJI_TOKEN", secret)
    said = subprocess.run(
        [*shlex.split(command), "--silent", "--show-error", "--noproxy", "*", "-w", "\n%{http_code}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    body, _, status = said.stdout.rpartition("\n")
    assert (int(status), body[:200]) == (STATUSES[number], body[:200])
    assert bool(body) == (STATUSES[number] != 204)
    if "/follows/" in command:
        assert Follow.objects.filter(user=person, organization__slug="hengyuan").exists()


@pytest.mark.browser
@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, True), ({"width": 1440, "height": 900}, False)])
def test_the_docs_page_loads_without_a_network(new_page, live_site, viewport, javascript):
    page = new_page(viewport=viewport, javascript=javascript)
    asked, complaints = [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    def only_the_site(route):
        asked.append(route.request.url)
        return route.continue_() if route.request.url.startswith(live_site.url) else route.abort()

    page.route("**/*", only_the_site)
    page.goto("/api/v1/docs/")
    expect(page.get_by_role("heading", level=1)).to_have_text("For programs")
    page.locator("#placeOrder > summary").click()
    expect(page.locator("#placeOrder")).to_contain_text("expected_total")
    assert [url for url in asked if not url.startswith(live_site.url)] == []
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.django_db
def test_every_problem_leads_to_its_place_on_the_docs_page(client):
    page = client.get("/api/v1/docs/").content.decode()
    for kind in PROBLEMS.values():
        assert f'id="{kind.uri.partition("#")[2]}"' in page
    assert "default-src 'self'" in client.get("/api/v1/docs/")["Content-Security-Policy"]
