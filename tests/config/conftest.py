"""`world`: one of everything that the API shows, and the person who may do all of it."""

from collections.abc import Iterator
from typing import Any

import pytest

from accounts.models import User
from tests.factories.api import api_world
from tests.fixtures.connections import connections_kept
from tests.fixtures.rows import added, all_rows, put_back


@pytest.fixture(scope="module")
def built() -> dict[str, Any]:
    """The first test's world, for the others to copy."""
    return {}


@pytest.fixture
def world(db: None, built: dict[str, Any]) -> Iterator[tuple[User, dict[str, Any]]]:
    with connections_kept():
        if not built:
            before = all_rows()
            person, values = api_world()
            built.update(person=person.pk, values=values, rows=added(before, all_rows()))
        else:
            put_back(built["rows"])
        yield User.objects.get(pk=built["person"]), built["values"].copy()
