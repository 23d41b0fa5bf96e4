"""The one stylesheet: complete, in the order of its layers, and whole when it leaves the house."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from config.storage import fold_imports

IMPORTED = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')
LAYERS = ["reset", "tokens", "base", "layout", "components", "utilities"]


@pytest.fixture
def entry(static_folder: Path) -> str:
    return (static_folder / "css" / "daji.css").read_text()


def test_every_stylesheet_is_imported_once(entry: str, static_folder: Path):
    files = {str(path.relative_to(static_folder / "css")) for path in (static_folder / "css").rglob("*.css")}
    imported = [path for path, _layer in IMPORTED.findall(entry)]
    of_the_admin = {path for path in files if path.startswith("admin")}  # beside its library's, on its own pages alone
    assert sorted(imported) == sorted(files - {"daji.css"} - of_the_admin)


def test_layers_are_named_first_and_imported_in_their_order(entry: str):
    statement = re.search(r"@layer ([^;{]+);", entry)
    assert statement is not None
    assert statement[1].split(", ") == LAYERS
    assert statement.start() < entry.index("@import")
    order = [LAYERS.index(layer) for _path, layer in IMPORTED.findall(entry)]
    assert order == sorted(order)


def test_imported_files_leave_layers_and_addresses_to_the_entry(static_folder: Path):
    for path in (static_folder / "css").rglob("*.css"):
        if path.name != "daji.css":
            css = path.read_text()
            assert "@import" not in css, path
            assert "@layer" not in css, path
            assert "url(" not in css, f"{path}: an address would point elsewhere once it is folded into daji.css"


def test_folding_keeps_the_layer_of_each_import_and_whatever_else_is_there():
    storage = InMemoryStorage()
    for name, css in {
        "css/all.css": (
            '@layer a, b;\n@import url("one.css") layer(a);\n@import url("parts/two.css") layer(b);\np { color: red }'
        ),
        "css/one.css": "/* why */\ni { color: blue }\n",
        "css/parts/two.css": '@import url("../three.css");\nb { color: green }\n',
        "css/three.css": "u { color: grey }\n",
    }.items():
        storage.save(name, ContentFile(css.encode()))
    sources = {name: (storage, name) for name in ("css/all.css", "css/one.css", "css/parts/two.css", "css/three.css")}
    assert fold_imports("css/all.css", sources) == (
        "@layer a, b;\n@layer a {\ni { color: blue }\n}\n"
        "@layer b {\nu { color: grey }\nb { color: green }\n}\np { color: red }"
    )


def test_folding_leaves_foreign_imports_alone():
    storage = InMemoryStorage()
    storage.save("css/all.css", ContentFile(b'@import url("https://example.com/x.css");\n'))
    assert "@import" in fold_imports("css/all.css", {"css/all.css": (storage, "css/all.css")})


def test_a_missing_file_is_an_error():
    storage = InMemoryStorage()
    storage.save("css/all.css", ContentFile(b'@import url("gone.css");\n'))
    with pytest.raises(KeyError, match=r"css/gone\.css"):
        fold_imports("css/all.css", {"css/all.css": (storage, "css/all.css")})
