"""What strings hide from the import linter (pyproject.toml): foreign keys, templates, URLs; and the size of things."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import resolve

ROOT = Path(__file__).resolve().parents[1]
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}
OURS = ["config", "demo", "notifications", "discovery", "marketplace", "recruiting", "live", "accounts", "core"]
LONGEST_FILE = 300
# Longer files, each with the ADR that says why.
LONGER_FOR_A_REASON: dict[str, str] = {}
VAGUE_NAMES = {"utils.py", "helpers.py", "misc.py", "common.py"}
# A user carries a portrait and an event its actor: rows below point at rows above here, and nowhere else.
UPWARD_KEYS = {
    ("audit.AuditEntry.actor", "accounts"),
    ("core.Event.actor", "accounts"),
    ("uploads.Document.uploaded_by", "accounts"),
    ("uploads.Picture.uploaded_by", "accounts"),
    ("uploads.ResumableUpload.uploaded_by", "accounts"),
    ("uploads.Video.uploaded_by", "accounts"),
}

APPS = {config.label: config.name for config in apps.get_app_configs() if config.name.split(".")[0] in OURS}
SOURCES = sorted(path for name in OURS for path in (ROOT / name).rglob("*.py") if "migrations" not in path.parts)


def rows(contract: str) -> list[list[str]]:
    return [[name.strip(" ()") for name in re.split(r"[|:]", row)] for row in CONTRACTS[contract]["layers"]]


def row_of(name: str, contract: str) -> int:
    for number, row in enumerate(reversed(rows(contract))):
        if name in row:
            return number
    raise AssertionError(f"{name} stands in no row of the contract {contract!r}")


def may_reach(source: str, target: str) -> bool:
    """Down the rows only, and never sideways: of the domains, and inside a domain of its apps."""
    source_domain, _, source_app = source.partition(".")
    target_domain, _, target_app = target.partition(".")
    if source == target or target_domain == "core":
        return True
    if source_domain != target_domain:
        return row_of(source_domain, "domains") > row_of(target_domain, "domains")
    if source_domain not in CONTRACTS:  # accounts: an app with apps inside it, which stand above or below its shelves
        return row_of(source_app or "models", "shelves") > row_of(target_app or "models", "shelves")
    return row_of(source_app, source_domain) > row_of(target_app, target_domain)


def test_the_measure_itself():
    assert may_reach("marketplace.orders", "marketplace.catalogue")
    assert may_reach("live.rooms", "accounts")
    assert not may_reach("marketplace.catalogue", "marketplace.orders")
    assert not may_reach("marketplace.orders", "recruiting.jobs")
    assert not may_reach("marketplace.catalogue", "marketplace.payments")
    assert may_reach("accounts.verification", "accounts")
    assert may_reach("accounts", "accounts.audit")
    assert not may_reach("accounts", "accounts.verification")
    assert not may_reach("accounts.verification", "accounts.privacy")
    assert not may_reach("live.rooms", "marketplace.orders")


def test_every_app_stands_in_a_contract():
    contained = set(CONTRACTS["shelves"]["containers"])
    with_an_order_of_their_own = {
        container
        for contract in CONTRACTS.values()
        for container in contract.get("containers", ())
        if container in APPS.values()
    }
    missing = set(APPS.values()) - contained - with_an_order_of_their_own - {"config", "demo"}
    assert missing == set()


def test_every_folder_that_could_be_an_app_is_installed():
    found = {".".join(path.parent.relative_to(ROOT).parts) for name in OURS for path in (ROOT / name).rglob("apps.py")}
    assert found - set(APPS.values()) == set()


@pytest.mark.parametrize("label", sorted(APPS))
def test_foreign_keys_point_downwards(label):
    wrong = [
        f"{model.__name__}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_app_config(label).get_models()
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model is not None
        and field.related_model._meta.app_label in APPS
        and (f"{label}.{model.__name__}.{field.name}", field.related_model._meta.app_label) not in UPWARD_KEYS
        and not may_reach(APPS[label], APPS[field.related_model._meta.app_label])
    ]
    assert wrong == []


# A page may show the way to a page above it: (from, to). Only links; no page is made of parts from above.
LINKS_UP = {
    ("discovery", "notifications"),  # my page shows where what I was told stands
    ("marketplace.catalogue", "marketplace.orders"),  # the button that puts a box in the basket
    ("recruiting.employers", "recruiting.jobs"),  # the desk's way to posting a job
    ("recruiting.jobs", "recruiting.applications"),  # the button that applies
}
REFERENCE = re.compile(r"""{%\s*(extends|include|url|load)\s+(?:["']([^"']+)["']|(\w+))""")
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html"))


def owner_of(path: Path) -> str | None:
    """`templates/live/rooms/room.html` belongs to live.rooms; frames and components belong to nobody."""
    parts = path.relative_to(ROOT / "templates").parts
    names = set(APPS.values())
    return next((name for name in (".".join(parts[:2]), parts[0]) if name in names), None)


def tag_libraries() -> dict[str, str]:
    return {
        path.stem: ".".join(path.relative_to(ROOT).parts[:-2])
        for name in OURS
        for path in (ROOT / name).rglob("templatetags/*.py")
        if path.stem != "__init__"
    }


def reached_by(path: Path) -> set[tuple[str, str]]:
    """(kind of tag, app): what the template links to, is made of, or takes its tags from."""
    libraries = tag_libraries()
    reached = set()
    for kind, quoted, bare in REFERENCE.findall(path.read_text()):
        if kind == "url" and ":" in quoted:
            reached.add((kind, APPS.get(quoted.split(":")[0])))
        elif kind in ("extends", "include") and quoted:
            reached.add((kind, owner_of(ROOT / "templates" / quoted)))
        elif kind == "load":
            reached.add((kind, libraries.get(bare)))
    return {(kind, target) for kind, target in reached if target is not None}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_reach_downwards(path):
    owner = owner_of(path)
    if owner is not None:
        upward = {(kind, target) for kind, target in reached_by(path) if not may_reach(owner, target)}
        assert {(kind, target) for kind, target in upward if kind != "url" or (owner, target) not in LINKS_UP} == set()


PUBLIC_PATH = re.compile(r"""(?:href|action)=["'](/[^"'{?#]*)["'?#]""")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_paths_in_templates_exist(path):
    """Links written as paths (the frame's, so that it knows no app) lead somewhere."""
    for found in PUBLIC_PATH.findall(path.read_text()):
        assert resolve(found)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_short_and_named_for_what_they_do(path):
    assert path.name not in VAGUE_NAMES
    name = str(path.relative_to(ROOT))
    if name not in LONGER_FOR_A_REASON:
        assert len(path.read_text().splitlines()) <= LONGEST_FILE
    else:
        assert (ROOT / "docs/adr" / LONGER_FOR_A_REASON[name]).is_file()


WEB_FREE = [path for path in SOURCES if {"models", "queries", "services"} & {path.stem, *path.parent.parts}]
WEB = ("django.http", "django.shortcuts", "django.views", "django.template")


@pytest.mark.parametrize("path", WEB_FREE, ids=lambda path: str(path.relative_to(ROOT)))
def test_business_logic_knows_no_http(path):
    """What the contract `web-free` cannot say, because packages of others are one module to the import linter."""
    imported = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
        elif isinstance(node, ast.Import):
            imported |= {name.name for name in node.names}
    assert [module for module in imported if module.startswith(WEB)] == []


def test_installed_apps_have_unique_last_names():
    names = [name.rsplit(".", 1)[-1] for name in settings.INSTALLED_APPS if name.split(".")[0] in OURS]
    assert len(names) == len(set(names))
