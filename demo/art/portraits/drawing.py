"""The whole bust, put together from back to front."""

from collections.abc import Iterator
from dataclasses import replace

from demo.art.portraits import clothes, face, hair, hats
from demo.art.portraits.person import Person, imagine

SIZE = 400  # the drawing's own units


def portrait(
    seed: str,
    kind: str,
    *,
    size: int = SIZE,
    background: bool = True,
    holds_something: bool = False,
    mouth: str = "",
    blinks: bool = False,
) -> str:
    """An SVG; same seed and kind, same face. `mouth` and `blinks` change the look for moving pictures."""
    person = imagine(seed, kind)
    if mouth:
        person = replace(person, mouth=mouth)
    if blinks:
        person = replace(person, has_dot_eyes=False)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{size}" height="{size}"><defs>'
    )
    return opening + "".join(_parts(person, background, holds_something)) + "</svg>"


def _parts(person: Person, background: bool, holds_something: bool) -> Iterator[str]:
    yield clothes.patterns(person)
    yield _sky(person)
    if background:
        yield _hills(person)
    yield hair.behind(person)
    yield clothes.body(person)
    yield face.head(person)
    yield face.features(person)
    yield hair.in_front(person)
    yield hats.hat(person)
    if holds_something:
        yield clothes.raised_arm(person)


def _sky(person: Person) -> str:
    light, dark = person.background
    return (
        f'<linearGradient id="{person.id}b" x1="0" y1="0" x2=".3" y2="1">'
        f'<stop offset="0" stop-color="{light}"/><stop offset="1" stop-color="{dark}"/></linearGradient></defs>'
    )


def _hills(person: Person) -> str:
    (sun_x, sun_y), (far_y, near_y) = person.sun, person.hills
    return (
        f'<rect width="400" height="400" fill="url(#{person.id}b)"/>'
        f'<circle cx="{sun_x}" cy="{sun_y}" r="44" fill="#fff3cf" opacity=".75"/>'
        f'<path d="M0 {far_y}q90-70 190-20t210-30v200H0z" fill="#5f8a72" opacity=".28"/>'
        f'<path d="M0 {near_y}q120-50 220-10t180-20v120H0z" fill="#3f6f5a" opacity=".28"/>'
    )
