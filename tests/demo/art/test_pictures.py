"""The kept pictures are light, credited and complete."""

from demo.art.__main__ import PICTURES, SPRITE
from demo.art.covers import COVERS, MAX_BYTES
from demo.art.gifts import GIFTS
from demo.art.loops import LOOPS
from demo.art.papers import PAPERS
from demo.art.produce import GOODS
from demo.art.sprite import ICONS
from demo.art.stills import STILLS

MAX_FOLDER_BYTES = 8_000_000
MAX_LOOP_BYTES = 600_000


def test_all_pictures_together_stay_light():
    assert sum(path.stat().st_size for path in PICTURES.rglob("*") if path.is_file()) <= MAX_FOLDER_BYTES


def test_no_cover_and_no_loop_is_heavy():
    assert all(path.stat().st_size <= MAX_BYTES for path in (PICTURES / "covers").iterdir())
    assert all(path.stat().st_size <= MAX_LOOP_BYTES for path in (PICTURES / "loops").iterdir())


def test_every_folder_is_credited():
    credits = (PICTURES / "CREDITS.md").read_text()
    folders = {path.name for path in PICTURES.iterdir() if path.is_dir()}
    assert folders == {"covers", "gifts", "goods", "live", "loops", "papers", "people"}
    assert all(f"| `{folder}/` |" in credits for folder in folders)
    assert "Copyright (c) Microsoft Corporation" in credits


def test_nothing_lies_outside_the_credited_folders():
    assert [path.name for path in PICTURES.iterdir() if path.is_file()] == ["CREDITS.md"]


def test_the_folders_hold_what_the_lists_name():
    def names(folder: str) -> set[str]:
        return {path.name for path in (PICTURES / folder).iterdir()}

    assert names("covers") == {f"{cover.name}{shape}.webp" for cover in COVERS for shape in ("", "-sq")}
    assert names("gifts") == {f"{name}.webp" for name in GIFTS}
    assert names("goods") == {f"{goods.name}.webp" for goods in GOODS}
    assert names("live") == {f"{still.name}.webp" for still in STILLS}
    assert names("papers") == {f"{paper.name}.webp" for paper in PAPERS}
    assert names("loops") == {f"{name}.mp4" for name in LOOPS}


def test_the_sprite_has_every_icon_and_its_notice():
    sprite = SPRITE.read_text()
    assert "Phosphor Icons" in sprite
    assert all(f'<symbol id="{name}" ' in sprite for name in ICONS)
