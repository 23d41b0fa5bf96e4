"""`{% chart_bars points label=… unit=… %}` and its kin; `label` is what the picture is called."""

from collections.abc import Mapping, Sequence

from django import template
from django.utils.safestring import SafeString

from core import charts
from core.charts import Number, Point

register = template.Library()


@register.simple_tag
def chart_bars(
    series: Sequence[Point], label: str = "", unit: str = "", notes: Mapping[str, str] | None = None
) -> SafeString:
    return charts.bar_chart(title=label, points=series, unit=unit, notes=notes)


@register.simple_tag
def chart_line(
    series: Sequence[Point], label: str = "", unit: str = "", notes: Mapping[str, str] | None = None
) -> SafeString:
    return charts.line_chart(title=label, points=series, unit=unit, notes=notes)


@register.simple_tag
def chart_ranked(series: Sequence[Point], label: str = "", unit: str = "") -> SafeString:
    return charts.ranked_chart(title=label, points=series, unit=unit)


@register.simple_tag
def chart_spark(series: Sequence[Point], label: str = "", unit: str = "") -> SafeString:
    return charts.sparkline(title=label, points=series, unit=unit)


@register.simple_tag
def chart_stacked(
    series: Sequence[tuple[str, Sequence[Number]]],
    labels: Sequence[str],
    label: str = "",
    unit: str = "",
    notes: Mapping[str, str] | None = None,
) -> SafeString:
    return charts.stacked_chart(title=label, labels=labels, series=series, unit=unit, notes=notes)
