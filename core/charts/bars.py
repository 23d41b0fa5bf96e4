"""Bars: standing (days), lying (names, longest first), and stacked (parts of a whole)."""

from collections.abc import Mapping, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.charts.figures import (
    BOTTOM,
    LABELS_AT,
    RIGHT,
    TOP,
    WIDTH,
    Number,
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
from core.charts.scales import PHONE_FONT, Scale, round_ticks, width_of

TONES = ("", " bar--live", " bar--good", " bar--warm")
FALLBACK_OPACITY = ("1", "0.45", "0.7", "0.25")  # where the stylesheet's colours are not loaded
WIDEST_BAR = 48.0
ROW_HEIGHT = 42


def bar_chart(
    *, title: str, points: Sequence[Point], unit: str = "", notes: Mapping[str, str] | None = None
) -> SafeString:
    """One standing bar for each point, in the order given. `notes` names the cause of a peak: {label: words}."""
    labels = [label for label, _value in points]
    if not any(known(value) is not None for _label, value in points):
        return empty(title)
    return _standing(
        title=title, labels=labels, series=[(unit or title, [v for _l, v in points])], unit=unit, notes=notes
    )


def stacked_chart(
    *,
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[Number]]],
    unit: str = "",
    notes: Mapping[str, str] | None = None,
) -> SafeString:
    """At most four series, stacked from the bottom in the order given; none may be below zero."""
    if not 0 < len(series) <= len(TONES):
        raise ValueError(f"between one and {len(TONES)} series, not {len(series)}")
    if any((known(value) or 0) < 0 for _name, values in series for value in values):
        raise ValueError("parts of a whole cannot be below zero")
    if not any(known(value) is not None for _name, values in series for value in values):
        return empty(title)
    return _standing(title=title, labels=labels, series=series, unit=unit, notes=notes)


def _standing(
    *,
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[Number]]],
    unit: str,
    notes: Mapping[str, str] | None,
) -> SafeString:
    totals = [_total([values[index] for _name, values in series]) for index in range(len(labels))]
    there = [total for total in totals if total is not None]
    ticks = round_ticks(there, from_zero=True)
    scale, left = Scale(ticks, BOTTOM, TOP), left_edge(ticks)
    slot = (RIGHT - left) / len(labels)
    centres = [left + slot * (index + 0.5) for index in range(len(labels))]
    bars = []
    for index, label in enumerate(labels):
        base = 0.0
        for order, (name, values) in enumerate(series):
            value = known(values[index])
            if value:
                bars.append(
                    _bar(scale, centres[index], min(slot * 0.64, WIDEST_BAR), base, value, order, f"{label} · {name}")
                )
                base += value
        if words := note_at(notes, label):
            bars.append(note(words, centres[index], scale.at(max(totals[index] or 0.0, 0.0)) - 8))
    says = summary(list(zip(labels, totals, strict=True)))
    return figure(
        title=title,
        drawing=format_html("{}{}", axes(scale, labels, centres, left=left, unit=unit), SafeString("".join(bars))),
        says=says,
        height=LABELS_AT + 14,
        heads=["", *(name for name, _values in series), *([_("Note")] if notes else [])],
        rows=[
            [label, *(written(values[index]) for _name, values in series), *([note_at(notes, label)] if notes else [])]
            for index, label in enumerate(labels)
        ],
        legend=_legend([name for name, _values in series]) if len(series) > 1 else "",
    )


def _total(parts: Sequence[Number]) -> float | None:
    """None only where every part is missing: no number is something else than nought."""
    there = [number for part in parts if (number := known(part)) is not None]
    return sum(there) if there else None


def _bar(scale: Scale, centre: float, width: float, base: float, value: float, order: int, says: str) -> SafeString:
    top, bottom = sorted((scale.at(base), scale.at(base + value)))
    return format_html(
        '<rect class="bar{}" x="{}" y="{}" width="{}" height="{}" rx="3" fill-opacity="{}"><title>{}: {}</title></rect>',
        TONES[order],
        f"{centre - width / 2:.1f}",
        f"{top:.1f}",
        f"{width:.1f}",
        f"{max(bottom - top - (2 if base else 0), 1):.1f}",
        FALLBACK_OPACITY[order],
        says,
        written(value),
    )


def _legend(names: Sequence[str]) -> SafeString:
    marks = ("", "legend--live", "legend--good", "legend--warm")
    rows = format_html_join("", '<span class="{}">{}</span>', zip(marks, names, strict=False))
    return format_html('<div class="legend" aria-hidden="true">{}</div>', rows)


def ranked_chart(*, title: str, points: Sequence[Point], unit: str = "") -> SafeString:
    """One lying bar for each point, its number at the end: for long names. The first bar is the one that stands out."""
    there = [(label, number) for label, value in points if (number := known(value)) is not None]
    if not there:
        return empty(title)
    if any(number < 0 for _label, number in there):
        raise ValueError("a rank cannot be below zero")
    most = max(number for _label, number in there) or 1.0
    number_room = max(width_of(written(number), PHONE_FONT) for _label, number in there) + 14
    start = min(max(width_of(label, PHONE_FONT) for label, _number in there) + 16, WIDTH * 0.55)
    rows = SafeString("")
    for index, (label, number) in enumerate(there):
        long = max((WIDTH - start - number_room) * number / most, 2)
        rows += format_html(
            '<text class="note" x="0" y="{y_text}">{label}</text>'
            '<rect class="bar{tone}" x="{start}" y="{y}" width="{long}" height="26" rx="4"></rect>'
            '<text x="{end}" y="{y_text}">{number}</text>',
            tone=TONES[1] if index == 0 else "",
            label=label,
            number=written(number),
            start=f"{start:.1f}",
            end=f"{start + long + 10:.1f}",
            long=f"{long:.1f}",
            y=index * ROW_HEIGHT + 4,
            y_text=index * ROW_HEIGHT + 24,
        )
    return figure(
        title=title,
        drawing=rows,
        says="; ".join(f"{label}: {written(number)}" for label, number in there),
        height=len(there) * ROW_HEIGHT + 8,
        heads=["", unit or title],
        rows=[[label, written(value)] for label, value in points],
    )
