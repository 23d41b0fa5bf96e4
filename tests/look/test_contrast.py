"""Text can be read in both themes: every pair of tokens that meets on a page, by WCAG 2.2 (1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

TEXT, GRAPHIC = 4.5, 3.0
PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "ink-2", "ink-3") for ground in ("bg", "surface", "sunken")],
    *[("accent-text", ground, TEXT) for ground in ("bg", "surface", "sunken", "accent-wash")],
    *[("brand-text", ground, TEXT) for ground in ("bg", "surface", "brand-wash")],
    *[("good-text", ground, TEXT) for ground in ("bg", "surface", "good-wash")],
    *[("warm-text", ground, TEXT) for ground in ("bg", "surface", "warm-wash")],
    *[("ink", wash, TEXT) for wash in ("brand-wash", "good-wash", "warm-wash", "accent-wash")],
    ("on-accent", "accent", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-warm", "warm", TEXT),
    ("on-board-red", "card-board", TEXT),
    ("on-board-red", "card-board-2", TEXT),
    ("on-board", "card-board-2", TEXT),
    ("ink-2", "line", TEXT),  # a button that is not to be pressed
    ("bg", "ink", TEXT),  # a toast
    *[("line-2", ground, GRAPHIC) for ground in ("bg", "surface")],
    *[("rim", ground, GRAPHIC) for ground in ("bg", "surface")],
    *[("focus", ground, GRAPHIC) for ground in ("bg", "surface", "sunken")],
    *[("star", ground, GRAPHIC) for ground in ("bg", "surface")],
    ("lamp", "ink", GRAPHIC),
]
TOKENS = (Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css").read_text()


def _block(selector: str) -> dict[str, str]:
    found = re.search(rf"(?:^|\n)\s*{re.escape(selector)}\s*{{(.*?)\n\s*}}", TOKENS, re.DOTALL)
    assert found is not None, selector
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", found[1]))


RAW = _block(":root")
LIGHT = RAW | _block(':root,\n[data-theme="light"]')
DARK = LIGHT | _block('[data-theme="dark"]')


def _channels(theme: dict[str, str], token: str) -> list[float]:
    value = theme[token]
    while reference := re.fullmatch(r"var\(--([\w-]+)\)", value):
        value = theme[reference[1]]
    digits = value.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    assert re.fullmatch(r"[0-9a-f]{6}", digits), (token, value)
    return [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]


def _luminance(theme: dict[str, str], token: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(theme, token)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(theme: dict[str, str], one: str, other: str) -> float:
    dim, bright = sorted((_luminance(theme, one), _luminance(theme, other)))
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize(("front", "ground", "least"), PAIRS, ids=lambda value: str(value))
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_pair_can_be_read(theme: dict[str, str], front: str, ground: str, least: float):
    assert _contrast(theme, front, ground) >= least


def test_the_formula_knows_black_from_white():
    theme = {"black": "#000", "white": "#ffffff"}
    assert _contrast(theme, "black", "white") == pytest.approx(21)
    assert _contrast(theme, "white", "white") == pytest.approx(1)


def test_the_devices_night_is_the_chosen_night():
    assert _block(":root:not([data-theme])") == _block('[data-theme="dark"]')
