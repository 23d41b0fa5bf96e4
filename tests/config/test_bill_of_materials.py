"""requirements/base.cdx.json: everything that is locked, nothing else, in the form that readers of such bills expect."""

import json
import re
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from django.core.management import CommandError, call_command

from config.bill_of_materials import BILL, LOCK, bill_of_materials, read_lock

LOCKED = """\
celery==5.6.2 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via -r requirements/base.in
cffi==2.1.1 ; platform_python_implementation != 'PyPy' \\
    --hash=sha256:{a}
    # via
    #   celery
    #   cryptography
""".format(a="a" * 64, b="b" * 64)


def schema_says(text: str) -> str | None:
    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    return None if found is None else str(found.data.message)


def test_what_is_read_from_a_lock():
    celery, cffi = read_lock(LOCKED)
    assert (celery.purl, celery.marker, celery.hashes) == ("pkg:pypi/celery@5.6.2", "", ["a" * 64, "b" * 64])
    assert celery.wanted_by == ["-r requirements/base.in"]
    assert (cffi.marker, cffi.wanted_by) == ("platform_python_implementation != 'PyPy'", ["celery", "cryptography"])


def test_a_line_that_cannot_be_read_is_not_passed_over():
    with pytest.raises(ValueError, match="a line that nobody expected: celery @ file:///celery"):
        read_lock(LOCKED + "celery @ file:///celery\n")


def test_it_is_what_the_schema_asks_for():
    bill = Path(BILL).read_text()
    assert schema_says(bill) is None
    assert schema_says(bill.replace('"type": "library"', '"type": "biscuit"')) is not None  # the negative control


def test_all_that_is_locked_is_in_it_and_all_that_scripts_were_copied_from():
    bill = json.loads(Path(BILL).read_text())
    pins = re.findall(r"^([a-z0-9.-]+)(?:\[.*\])?==([^ ]+)", Path(LOCK).read_text(), re.MULTILINE)
    listed = [(component["name"], component["version"]) for component in bill["components"]]
    assert listed[: len(pins)] == pins
    assert len(listed) - len(pins) == len(list(Path("static/vendor").glob("*/VERSION")))
    assert ("htmx", Path("static/vendor/htmx/VERSION").read_text().strip()) in listed
    places = [place for component in bill["components"] for place in component.get("externalReferences", [])]
    assert sum(len(place["hashes"]) for place in places) == Path(LOCK).read_text().count("--hash=sha256:")
    needs = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}
    assert [ref for ref in needs[bill["metadata"]["component"]["bom-ref"]] if ref.startswith("pkg:pypi/django@")]
    reachable, waiting = set(), [bill["metadata"]["component"]["bom-ref"]]
    while waiting:
        if (ref := waiting.pop()) not in reachable:
            reachable.add(ref)
            waiting += needs[ref]
    assert reachable == set(needs)


def test_it_is_fresh_and_the_check_would_see_it_if_it_were_not(tmp_path, settings):
    assert Path(BILL).read_text() == bill_of_materials(Path())
    settings.BASE_DIR = tmp_path
    for name in (str(LOCK), "pyproject.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(Path(name).read_text())
    call_command("bill_of_materials")
    call_command("bill_of_materials", check=True)
    (tmp_path / LOCK).write_text(Path(LOCK).read_text().replace("django==", "django==1"))
    with pytest.raises(CommandError, match=r"^requirements/base\.cdx\.json is stale\. `make lock` writes it anew\.$"):
        call_command("bill_of_materials", check=True)
