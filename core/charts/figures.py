"""What every chart has round its drawing: a name, a sentence that tells its shape, axes, and the table."""

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from babel.numbers import format_compact_decimal, format_decimal
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from core.charts.scales import DESK_FONT, PHONE_FONT, Scale, every, width_of

type Number = int | float | Decimal | None
type Point = tuple[str, Number]

WIDTH = 720
TOP = 46  # leaves a line above the drawing for the unit, also in the letters of a phone
BOTTOM = 215
LABELS_AT = 242
RIGHT = 712
COMPACT_FROM = 10_000


def locale() -> str:
    return to_locale(get_language() or "en")


def known(value: Number) -> float | None:
    number = math.nan if value is None else float(value)
    return number if math.isfinite(number) else None


def written(value: Number) -> str:
    """In the table and in sentences: all of the number, at most two decimals."""
    number = known(value)
    return "–" if number is None else format_decimal(round(number, 2), locale=locale())


def short(value: float) -> str:
    """On an axis: 15K, 1.5万."""
    if abs(value) >= COMPACT_FROM:
        return format_compact_decimal(value, locale=locale(), fraction_digits=1)
    return format_decimal(value, locale=locale())


def left_edge(ticks: Iterable[float]) -> float:
    """Where the drawing begins, so that the widest number of the axis fits before it on a phone too."""
    return max(40.0, 12 + max(width_of(short(tick), PHONE_FONT) for tick in ticks))


def axes(scale: Scale, labels: Sequence[str], centres: Sequence[float], *, left: float, unit: str) -> SafeString:
    """Grid lines with their numbers, the labels below, and the unit in words above."""
    grid = format_html_join(
        "",
        '<line class="grid-l" x1="{}" x2="{}" y1="{}" y2="{}" stroke="currentColor" stroke-opacity="0.2"></line>'
        '<text x="{}" y="{}" text-anchor="end">{}</text>',
        (
            (f"{left:.1f}", RIGHT, f"{y:.1f}", f"{y:.1f}", f"{left - 8:.1f}", f"{y + 4:.1f}", short(tick))
            for tick in scale.ticks
            for y in [scale.at(tick)]
        ),
    )
    room = RIGHT - left
    wide, phone = (every(labels, room=room, font=font) for font in (DESK_FONT, PHONE_FONT))
    phone = math.ceil(phone / wide) * wide  # what a phone shows, a desk shows too
    below = format_html_join(
        "",
        '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>',
        (
            ("x" if index % phone == 0 else "x x--wide", f"{centre:.1f}", LABELS_AT, anchor(label, centre), label)
            for index, (label, centre) in enumerate(zip(labels, centres, strict=True))
            if index % wide == 0
        ),
    )
    above = format_html('<text class="unit" x="0" y="16">{}</text>', unit) if unit else ""
    return format_html("{}{}{}", above, grid, below)


def anchor(words: str, x: float) -> str:
    """Words keep inside the picture: at its edges they lean inwards."""
    half = width_of(words, PHONE_FONT) / 2
    if x + half > WIDTH:
        return "end"
    return "start" if x < half else "middle"


def note(words: str, x: float, y: float) -> SafeString:
    return format_html(
        '<text class="note" x="{}" y="{}" text-anchor="{}">{}</text>',
        f"{x:.1f}",
        f"{max(y, 26):.1f}",
        anchor(words, x),
        words,
    )


def summary(points: Sequence[Point]) -> str:
    """The shape of one series in a sentence, for who does not see it."""
    there = [(label, number) for label, value in points if (number := known(value)) is not None]
    if not there:
        return ""
    (high_at, high), (low_at, low) = max(there, key=lambda pair: pair[1]), min(there, key=lambda pair: pair[1])
    return _("Highest: %(high)s (%(high_at)s). Lowest: %(low)s (%(low_at)s). Last: %(last)s (%(last_at)s).") % {
        "high": written(high),
        "high_at": high_at,
        "low": written(low),
        "low_at": low_at,
        "last": written(there[-1][1]),
        "last_at": there[-1][0],
    }


def figure(
    *,
    title: str,
    drawing: SafeString,
    says: str,
    height: int,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    css_class: str = "plot",
    legend: SafeString | str = "",
) -> SafeString:
    """The whole: picture with name and description, legend, and the numbers as a table that opens by a tap."""
    table = format_html(
        '<details class="chartbox__numbers"><summary>{}</summary><div class="tablewrap" tabindex="0" role="region" '
        'aria-label="{}"><table class="table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div></details>',
        _("The numbers"),
        title,
        format_html_join("", '<th scope="col">{}</th>', ((head,) for head in heads)),
        format_html_join(
            "",
            '<tr><th scope="row">{}</th>{}</tr>',
            ((row[0], format_html_join("", "<td>{}</td>", ((cell,) for cell in row[1:]))) for row in rows),
        ),
    )
    return format_html(
        '<figure class="chartbox"><svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}"{}>'
        '<desc>{}</desc><g fill="currentColor" font-size="13">{}</g></svg>{}{}</figure>',
        css_class,
        WIDTH,
        height,
        f"{title}. {says}" if says else title,
        format_html(' preserveAspectRatio="{}"', "none") if "spark" in css_class else "",
        says,
        drawing,
        legend,
        table,
    )


def empty(title: str) -> SafeString:
    return format_html(
        '<figure class="chartbox chartbox--empty" role="group" aria-label="{}"><p class="muted">{}</p></figure>',
        title,
        _("No numbers yet. They appear here by themselves."),
    )


def note_at(notes: Mapping[str, str] | None, label: str) -> str:
    return (notes or {}).get(label, "")
