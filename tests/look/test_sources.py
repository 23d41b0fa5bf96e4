"""Rules that templates and scripts keep, so that the strict Content-Security-Policy and the hashing hold."""

import re
from collections.abc import Iterator
from pathlib import Path

IMPORT_STATEMENT = re.compile(
    r"""^\s*(?:import|export)\b[^;]*?\bfrom\s*["'][^"']+["'].?|^\s*import\s*["'][^"']+["'].?""", re.M
)
CJK = re.compile(r"[\u4e00-\u9fff]")
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", re.DOTALL)
INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "style element": re.compile(r"<style\b"),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>"),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "javascript address": re.compile(r"""["']javascript:"""),
    "link to nowhere": re.compile(r"""href=["']#["']"""),
}


def _templates(folder: Path) -> Iterator[Path]:
    # The admin's own pages come from django-unfold, whose markup is not ours.
    # The archive of somebody's data is a file that is read far from this site and its policy.
    return (
        path
        for path in folder.rglob("*.html")
        if not {"admin", "unfold"} & set(path.parts) and path.name != "archive.html"
    )


def _scripts(static_folder: Path) -> list[Path]:
    return sorted((static_folder / "js").rglob("*.js"))


def test_templates_have_no_inline_style_or_script(templates_folder: Path):
    found = [
        f"{path.relative_to(templates_folder)}: {what}"
        for path in _templates(templates_folder)
        for what, pattern in INLINE.items()
        if pattern.search(COMMENT.sub("", path.read_text()))
    ]
    assert found == []


def test_the_scan_would_see_them():
    bad = [
        '<p style="x">',
        "<style>",
        "<script>x</script>",
        '<a onclick="x">',
        '<a href="javascript:x">',
        '<a href="#">',
    ]
    assert [any(pattern.search(text) for pattern in INLINE.values()) for text in bad] == [True] * len(bad)
    good = [
        '<script src="x"></script>',
        '<script type="application/ld+json">',
        '<a href="#main">',
        '<p data-style="x">',
    ]
    assert [any(pattern.search(text) for pattern in INLINE.values()) for text in good] == [False] * len(good)


def test_every_import_ends_with_a_semicolon(static_folder: Path):
    """Django's hashing passes over a statement without one and leaves the unhashed name in it, in silence."""
    for script in _scripts(static_folder):
        for statement in IMPORT_STATEMENT.findall(script.read_text()):
            assert statement.endswith(";"), f"{script.name}: {statement.strip()}"


def test_scripts_carry_no_human_text(static_folder: Path):
    assert [path.name for path in _scripts(static_folder) if CJK.search(path.read_text())] == []


def test_elements_undo_what_they_do(static_folder: Path):
    for path in sorted((static_folder / "js" / "elements").glob("*.js")):
        source = path.read_text()
        assert f'customElements.define("{path.stem}"' in source, path.name
        if "addEventListener" in source or "setInterval" in source:
            assert "disconnectedCallback" in source, path.name
