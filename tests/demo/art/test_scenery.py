"""A small landscape is the same picture every time, and another one for another seed."""

import numpy as np
import pytest
from PIL import Image

from demo.art.canvas import Canvas
from demo.art.covers import COVERS, MAX_BYTES, SCENES, save_light
from demo.art.landscape.air import sky
from demo.art.landscape.fields import rows
from demo.art.landscape.hills import hills
from demo.art.light import SEASONS, TIMES
from demo.art.things.tree import tree


def landscape(seed: str, time: str = "dawn") -> np.ndarray:
    canvas = Canvas(seed, time, "autumn", width=320, height=180)
    sky(canvas, 90)
    hills(canvas, 90)
    rows(canvas, 90, canvas.season.crop, canvas.season.soil, spacing=60)
    with canvas.brush() as brush:
        tree(brush, 200, 150, 30, canvas.season.accent)
    return np.asarray(canvas.finish())


def test_same_seed_same_pixels():
    assert np.array_equal(landscape("li-oranges"), landscape("li-oranges"))


def test_another_seed_another_picture():
    assert not np.array_equal(landscape("li-oranges"), landscape("li-oranges-2"))


@pytest.mark.parametrize("time", sorted(TIMES))
def test_every_time_of_day_has_its_own_light(time):
    picture = landscape("light", time)
    assert picture.shape == (180, 320, 3)
    assert all(not np.array_equal(picture, landscape("light", other)) for other in {"dawn", "dusk"} - {time})


def test_covers_name_known_scenes_times_and_seasons():
    assert {cover.scene for cover in COVERS} <= set(SCENES)
    assert {cover.time for cover in COVERS} <= set(TIMES)
    assert {cover.season for cover in COVERS} <= set(SEASONS)


def test_a_heavy_picture_is_saved_lighter_until_it_fits(tmp_path):
    noise = np.random.default_rng(1).integers(90, 150, (900, 900, 3)).astype(np.uint8)
    picture, free = Image.fromarray(noise), tmp_path / "free.webp"
    picture.save(free, quality=77, method=5)
    assert free.stat().st_size > MAX_BYTES
    save_light(picture, tmp_path / "kept.webp")
    assert (tmp_path / "kept.webp").stat().st_size <= MAX_BYTES
