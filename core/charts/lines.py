"""Lines over time, with the area below them; and the small one that stands beside a number."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.charts.figures import (
    BOTTOM,
    LABELS_AT,
    RIGHT,
    TOP,
    WIDTH,
    Point,
    axes,
    empty,
    figure,
    known,
    left_edge,
    note,
    note_at,
    summary,
    written,
)
from core.charts.scales import Scale, round_ticks

type Spot = tuple[float, float]
SPARK_TOP = 6
SPARK_BOTTOM = 84
SPARK_HEIGHT = 90


def line_chart(
    *, title: str, points: Sequence[Point], unit: str = "", notes: Mapping[str, str] | None = None
) -> SafeString:
    """A line through the points at even distances, the last one marked with its number; a missing number breaks it."""
    values = [number for _label, value in points if (number := known(value)) is not None]
    if not values:
        return empty(title)
    ticks = round_ticks(values, from_zero=True)
    scale, left = Scale(ticks, BOTTOM, TOP), left_edge(ticks)
    first, last = left + 12, RIGHT - 12
    centres = _spread(len(points), first, last)
    labels = [label for label, _value in points]
    marks = SafeString("")
    for index, (label, value) in enumerate(points):
        number = known(value)
        words = note_at(notes, label)
        if number is not None and (words or index == len(points) - 1):
            marks += _mark(centres[index], scale.at(number), words or written(number), f"{label}: {written(number)}")
    spots = [
        (x, None if (n := known(value)) is None else scale.at(n))
        for x, (_l, value) in zip(centres, points, strict=True)
    ]
    drawing = format_html(
        "{}{}{}",
        axes(scale, labels, centres, left=left, unit=unit),
        _strokes(spots, scale.at(0)),
        marks,
    )
    return figure(
        title=title,
        drawing=drawing,
        says=summary(points),
        height=LABELS_AT + 14,
        heads=["", unit or title, *([_("Note")] if notes else [])],
        rows=[[label, written(value), *([note_at(notes, label)] if notes else [])] for label, value in points],
    )


def sparkline(*, title: str, points: Sequence[Point], unit: str = "") -> SafeString:
    """A line without axes, as wide as its place and 4.5 rem high: the shape beside a number."""
    values = [number for _label, value in points if (number := known(value)) is not None]
    if not values:
        return empty(title)
    scale = Scale(round_ticks(values, from_zero=True), SPARK_BOTTOM, SPARK_TOP)
    spots = [
        (x, None if (n := known(value)) is None else scale.at(n))
        for x, (_label, value) in zip(_spread(len(points), 0, WIDTH), points, strict=True)
    ]
    return figure(
        title=title,
        drawing=_strokes(spots, SPARK_HEIGHT),
        says=summary(points),
        height=SPARK_HEIGHT,
        heads=["", unit or title],
        rows=[[label, written(value)] for label, value in points],
        css_class="plot spark",
    )


def _spread(count: int, first: float, last: float) -> list[float]:
    if count == 1:
        return [(first + last) / 2]
    return [first + (last - first) * index / (count - 1) for index in range(count)]


def _strokes(spots: Sequence[tuple[float, float | None]], floor: float) -> SafeString:
    """Line and area for each unbroken run; a run of one spot is a dot, which a path would not show."""
    return format_html_join(
        "",
        '<path class="area" d="{}" fill-opacity="0.13"></path>'
        '<path class="line" d="{}" fill="none" stroke="currentColor" stroke-width="3" vector-effect="non-scaling-stroke">'
        "</path>",
        (
            (f"M{run[0][0]:.1f} {floor:.1f}L{way}L{run[-1][0]:.1f} {floor:.1f}z", f"M{way}")
            for run in _runs(spots)
            for way in [" ".join(f"{x:.1f} {y:.1f}" for x, y in run)]
        ),
    )


def _runs(spots: Sequence[tuple[float, float | None]]) -> Iterator[list[Spot]]:
    run: list[Spot] = []
    for x, y in spots:
        if y is not None:
            run.append((x, y))
        elif run:
            yield _drawable(run)
            run = []
    if run:
        yield _drawable(run)


def _drawable(run: list[Spot]) -> list[Spot]:
    (x, y) = run[0]
    return run if len(run) > 1 else [(x - 4, y), (x + 4, y)]


def _mark(x: float, y: float, words: str, says: str) -> SafeString:
    spot = format_html(
        '<circle class="mark" cx="{}" cy="{}" r="6"><title>{}</title></circle>', f"{x:.1f}", f"{y:.1f}", says
    )
    return spot + note(words, x, y - 14)
