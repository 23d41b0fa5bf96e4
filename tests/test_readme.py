"""README names figures that tests keep; here they are counted."""

from pathlib import Path

from django.conf import settings

from tests.authorisation.operations import API_ROLES, OPERATIONS
from tests.authorisation.pages import PAGES
from tests.authorisation.roles import ROLES
from tests.core.uploads.corpus import pictures
from tests.core.uploads.corpus_names import NAMES
from tests.core.uploads.corpus_strings import STRINGS
from tests.core.uploads.corpus_videos import videos
from tests.look.pages import ADMIN_PAGES
from tests.look.pages import PAGES as LOOKED_AT

README = Path(settings.BASE_DIR, "README.md").read_text()


def asked_in(what: str) -> str:
    """The second column of the row that begins so."""
    (row,) = [line for line in README.splitlines() if line.startswith(f"| {what}")]
    return row.split("|")[2].strip()


def test_what_readme_counts_is_counted():
    assert asked_in("authorisation:") == f"{sum(len(route.rules) for route in PAGES)} × {len(ROLES)}"
    assert asked_in("the same for operations") == f"{len(OPERATIONS)} × {len(API_ROLES)}"
    assert asked_in("pages in a browser").split(",")[0] == str(len(LOOKED_AT) + len(ADMIN_PAGES))
    assert asked_in("hostile files and strings") == str(len(pictures()) + len(videos()) + len(NAMES) + len(STRINGS))
