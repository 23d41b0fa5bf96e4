import base64

import pytest
from django.conf import settings as current
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session

from core.encryption import new_key
from core.sessions import MARK, SessionStore

pytestmark = pytest.mark.django_db
NUMBER = "+8613900007788"


def saved(store_class: type[DatabaseStore]) -> str:
    store = store_class()
    store["phone"] = NUMBER
    store.save()
    return store.session_key


def test_the_site_uses_them():
    assert current.SESSION_ENGINE == "core.sessions"


def test_a_session_is_read_again_and_says_nothing_in_the_database():
    key = saved(SessionStore)
    assert SessionStore(key)["phone"] == NUMBER
    data = Session.objects.get(pk=key).session_data
    assert data.startswith(MARK) and b"139" not in base64.b64decode(data.removeprefix(MARK))
    # Negative control: Django's own is readable by whoever reads the row.
    assert DatabaseStore().decode(Session.objects.get(pk=saved(DatabaseStore)).session_data)["phone"] == NUMBER


def test_one_from_before_is_still_read():
    assert SessionStore(saved(DatabaseStore))["phone"] == NUMBER


@pytest.mark.parametrize("change", ["cut", "turned"])
def test_one_that_was_changed_is_empty(change):
    key = saved(SessionStore)
    row = Session.objects.get(pk=key)
    row.session_data = row.session_data[:-8] if change == "cut" else row.session_data[:-8] + "AAAAAAA="
    row.save()
    assert SessionStore(key).load() == {}


def test_without_its_key_it_is_empty(settings):
    key = saved(SessionStore)
    settings.DAJI_FIELD_KEYS = [new_key()]
    assert SessionStore(key).load() == {}
