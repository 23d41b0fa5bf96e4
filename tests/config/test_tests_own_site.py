"""The tests know no database and no folder but their own, whatever stands in the environment of who runs them."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

PRECIOUS = {
    "DATABASE_URL": "postgres://postgres@127.0.0.1:1/precious",
    "S3_BUCKET": "precious",
    "S3_PRIVATE_BUCKET": "precious-too",
    "S3_PUBLIC_URL": "https://precious.example",
    "EMAIL_URL": "smtp://precious.example",
}
SHOWN = """
import json
from django.conf import settings
places = {
    name: str(getattr(settings, name))
    for name in ("DATA_DIR", "MEDIA_ROOT", "STATIC_ROOT", "DAJI_PARTS_ROOT", "DAJI_SMS_FOLDER", "STORAGES", "MAILERS")
}
print(json.dumps({"database": settings.DATABASES["default"]["NAME"], **places}))
"""


def places(module: str, data: Path, *, runs_tests: bool, **environment: str) -> dict[str, str]:
    """Where a process with these settings, started by somebody with a site of their own, would write."""
    done = subprocess.run(
        [sys.executable, "-c", ("import pytest\n" if runs_tests else "") + SHOWN],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": module,
            "DAJI_DATA_DIR": str(data),
            **PRECIOUS,
            **environment,
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("database", [PRECIOUS["DATABASE_URL"], "sqlite:////srv/precious.sqlite3", ""])
def test_nothing_of_the_callers_site_is_known_to_its_tests(tmp_path: Path, database: str):
    found = places("config.settings.test", tmp_path, runs_tests=True, DATABASE_URL=database)
    assert "precious" not in str(found)
    assert str(tmp_path) not in str(found)
    assert Path(found["DATA_DIR"]).parent == Path(tempfile.gettempdir())
    assert not Path(found["DATA_DIR"]).exists()  # gone with its process
    assert list(tmp_path.iterdir()) == []


def test_the_site_itself_would_write_there(tmp_path: Path):
    """The control."""
    found = places("config.settings.local", tmp_path, runs_tests=False)
    assert found["database"] == "precious"
    assert found["DATA_DIR"] == str(tmp_path)
    assert "precious.example" in found["STORAGES"]
    assert "precious.example" in found["MAILERS"]
    assert list(tmp_path.iterdir()) != []


@pytest.mark.django_db
def test_this_test_is_in_a_database_of_its_own():
    name = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite":
        assert name.parent == settings.DATA_DIR
        assert settings.DATA_DIR.parent == Path(tempfile.gettempdir())
    else:
        assert name.name.startswith(f"daji_test_{os.getpid()}")


def test_pytest_refuses_the_settings_of_a_site(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "--ds", "config.settings.local", "tests/core/test_money.py"],
        env={"PATH": os.environ["PATH"], "DAJI_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "Tests write and delete: not with config.settings.local" in done.stderr
