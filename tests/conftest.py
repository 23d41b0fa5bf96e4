"""What all tests share.

People: `shopper` and `stranger` are users without any role; factories for the rest are in `tests/factories/`.

Site: `live_site` is the whole site running on the test database (`live_site.url`): pages, sockets, video, files, and
Celery's worker. Tests see what it wrote and it sees what they wrote. `live_site.wait_for_tasks()` returns when what a
commit set off has happened.

Browser: `page` is a Chromium page on that site; `new_page(user=…, viewport=PHONE, language="zh-hans", javascript=False)`
opens more, each in a context with its own cookies, signed in as the user, with a fake camera and microphone. A page that
throws, or is stopped by the content security policy, fails its test. Failed tests leave screenshots in
`var/browser-failures/`. Without Chromium these tests are skipped. Wait for what a person would see
(`expect(page.get_by_role(…)).to_be_visible()`), never for time.

    from playwright.sync_api import expect
    from tests.fixtures.browsers import PHONE

    def test_a_shopper_finds_the_farm(new_page, shopper, farm):
        page = new_page(user=shopper, viewport=PHONE)
        page.goto("/farms/")
        page.get_by_role("link", name="Cloud Terrace").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Cloud Terrace")
"""

import contextlib

import pytest
import redis
from django.conf import settings
from django.core.cache import cache

from accounts.models import User

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.fair",
    "tests.fixtures.site",
    "tests.fixtures.browsers",
    "tests.fixtures.ledger",
]


@pytest.fixture
def shopper(db: None) -> User:
    return User.objects.create_user(email="shopper@example.com", password="pass-word-1", name="Mei")


@pytest.fixture
def stranger(db: None) -> User:
    return User.objects.create_user(email="stranger@example.com", password="pass-word-1", name="Stranger")


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits count in the cache; one test's tries are not another's."""
    if not settings.REDIS_URL:
        return cache.clear()
    # Not clear(): that would empty the whole Redis, tasks and frames of the tests beside this one included.
    with contextlib.closing(redis.Redis.from_url(settings.REDIS_URL)) as client:
        for key in client.scan_iter(f"{settings.REDIS_PREFIX}:cache*"):
            client.delete(key)
