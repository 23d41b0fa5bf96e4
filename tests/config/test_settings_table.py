"""The table of environment variables is the truth about the settings files, and mistakes are said in one sentence."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.management.commands.show_settings import PAGE, page_with_table
from config.settings.checked import mistakes
from config.settings.table import SETTINGS

SOURCES = sorted(Path("config/settings").glob("*.py"))
TABLE = {setting.name: setting for setting in SETTINGS}
GOOD = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "daji.example",
    "DAJI_SITE_URL": "https://daji.example",
    "DAJI_FIELD_KEYS": "A" * 43 + "=",
    "EMAIL_URL": "smtp+tls://u:p@mail.example:587",
}
# Their defaults depend on where they are read.
DEPENDS = {
    "DAJI_LOG_STYLE",
    "DAJI_ACCESS_LOG_LEVEL",
    "DAJI_DEMO",
    "DAJI_TRUSTED_PROXIES",
    "ALLOWED_HOSTS",
    "DAJI_SMS_BACKEND",
}


def reads() -> list[tuple[str, ast.expr | None]]:
    """Names that `env("…")`, `env.int("…")`, `os.environ.get("…")` read, with the default they give."""
    found = []
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text())):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = ast.unparse(node.func)
                if called.partition(".")[0] == "env" or called in ("os.environ.get", "environ.get", "os.getenv"):
                    default = next((word.value for word in node.keywords if word.arg == "default"), None)
                    found.append((node.args[0].value, default))
    return found


def test_every_variable_that_is_read_is_in_the_table():
    assert {name for name, _default in reads()} - set(TABLE) - {"DJANGO_SETTINGS_MODULE"} == set()
    assert len(reads()) > 40  # the control: they are found


def test_and_every_one_in_the_table_is_read():
    assert set(TABLE) - {name for name, _default in reads()} - {"HOST", "PORT"} == set()


def test_defaults_are_the_same():
    for name, default in reads():
        if default is None or name in DEPENDS:
            continue
        try:
            value = ast.literal_eval(default)
        except ValueError:
            try:
                value = eval(compile(ast.Expression(default), "", "eval"), {"__builtins__": {}})
            except Exception:
                continue  # made of other settings
        expected = TABLE[name].default
        shown = {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
        shown = ",".join(shown) if isinstance(shown, list) else "" if shown == {} else str(shown)
        assert shown == expected, name


def test_the_page_shows_it():
    page = PAGE.read_text()
    assert page == page_with_table(page), "run `manage.py show_settings --write`"


def test_nothing_is_wrong_with_good_settings():
    assert list(mistakes(GOOD, in_production=True)) == []
    assert list(mistakes({}, in_production=False)) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"DAJI_TRUSTED_PROXY": "10.0.0.1"}, "DAJI_TRUSTED_PROXY is no setting. Did you mean DAJI_TRUSTED_PROXIES?"),
        ({"DAJI_DATADIR": "/srv"}, "DAJI_DATADIR is no setting. Did you mean DAJI_DATA_DIR?"),
        ({"DAJI_XYZZY": "1"}, "DAJI_XYZZY is no setting. `manage.py show_settings` lists all there are."),
        ({"DAJIDATA_DIR": "/srv"}, "DAJIDATA_DIR is no setting. Did you mean DAJI_DATA_DIR?"),
        ({"DAJI_PAGE_THREADS": "many"},
         "DAJI_PAGE_THREADS=many is no whole number. Put something like DAJI_PAGE_THREADS=8."),
        ({"DAJI_SANDBOX_PAYMENTS": "perhaps"}, "DAJI_SANDBOX_PAYMENTS=perhaps is neither true nor false. "
         "Put DAJI_SANDBOX_PAYMENTS=true or DAJI_SANDBOX_PAYMENTS=false."),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL=LOUD is not possible. Put one of DEBUG, INFO, WARNING, ERROR."),
        ({"DAJI_TRUSTED_PROXIES": "10.0.0.0/99"},
         "DAJI_TRUSTED_PROXIES: 10.0.0.0/99 is no address and no network. Put something like 10.0.0.0/8."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short: set it to at least 50 random characters."),
        ({"EMAIL_URL": "mail.example"}, "EMAIL_URL is no address. smtp+tls://user:password@host:587"),
        ({"ALLOWED_HOSTS": ""},
         "Set ALLOWED_HOSTS. The site's host names, separated by commas: daji.example,www.daji.example"),
        ({"DAJI_DEMO": "1"}, "DAJI_DEMO has no place in production: its logins are public. Unset it."),
        ({"TRUST_X_FORWARDED_PROTO": "1"}, "TRUST_X_FORWARDED_PROTO is no longer read. Remove it and set "
         "DAJI_TRUSTED_PROXIES=127.0.0.1 (the address of the proxy)."),
    ],
)  # fmt: skip
def test_one_sentence_for_one_mistake(changed, sentence):
    assert list(mistakes({**GOOD, **changed}, in_production=True)) == [sentence]


def test_a_secret_is_never_repeated():
    said = " ".join(mistakes({**GOOD, "DATABASE_URL": "s3cret", "SECRET_KEY": "s3cret"}, in_production=True))
    assert "DATABASE_URL is no address" in said
    assert "s3cret" not in said


def started(**variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env={**kept, "DJANGO_SETTINGS_MODULE": "config.settings.production", **variables},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_production_starts_and_passes_djangos_own_check(tmp_path):
    done = started(
        **GOOD | {"SECRET_KEY": "checked-only-never-used-" + "0123456789abcdef" * 3}, DAJI_DATA_DIR=str(tmp_path)
    )
    assert done.returncode == 0, done.stderr


def test_all_mistakes_are_said_at_once_and_nothing_starts():
    done = started(SECRET_KEY="x" * 60, ALLOWED_HOSTS="daji.example", DAJI_PAGE_TREADS="8")
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "daji: 4 settings need your hand:"
    assert "  1. DAJI_PAGE_TREADS is no setting. Did you mean DAJI_PAGE_THREADS?" in done.stderr
    assert [line.split(". ", 1)[1].split(".")[0] for line in done.stderr.splitlines()[2:]] == [
        "Set DAJI_SITE_URL",
        "Set DAJI_FIELD_KEYS",
        "Set EMAIL_URL",
    ]
    assert "Traceback" not in done.stderr
