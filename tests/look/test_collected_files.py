"""What collectstatic puts out: hashed names that all lead to files, one stylesheet without imports."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

# `import x from "./y.js";`, `import "./y.js";`, `import("./y.js")`, `export { x } from "./y.js";`
JS_REFERENCE = re.compile(r"""(?:^|[;}\s])(?:import|export)\b[^;"'`]*?["'](\.{1,2}/[^"']+)["']""")
UNHASHED = re.compile(r"/[^/.]+\.(?:js|css)$")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("static")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "config.storage.HashedStaticFilesStorage"},
    }
    with override_settings(STATIC_ROOT=root, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield root


def _hashed(folder: Path, suffix: str) -> list[Path]:
    return [path for path in folder.rglob(f"*.{suffix}") if re.search(r"\.[0-9a-f]{12}\.", path.name)]


def test_the_stylesheet_goes_out_in_one_piece(collected: Path):
    (stylesheet,) = collected.glob("css/daji.????????????.css")
    css = stylesheet.read_text()
    assert "@import" not in css
    assert css.index("@layer reset, tokens") < css.index("@layer reset {")
    assert css.count("{") == css.count("}")
    assert ".btn {" in css


def test_modules_import_hashed_files_that_exist(collected: Path):
    modules = _hashed(collected / "js", "js")
    assert modules
    for module in modules:
        for reference in JS_REFERENCE.findall(module.read_text()):
            assert not UNHASHED.search(reference), f"{module.name} asks for {reference}, which is not hashed"
            assert (module.parent / reference).resolve().is_file(), f"{module.name} asks for {reference}"


def test_the_icons_and_the_seal_are_hashed(collected: Path):
    assert list(collected.glob("img/icons.????????????.svg"))
    assert list(collected.glob("img/seal.????????????.svg"))
