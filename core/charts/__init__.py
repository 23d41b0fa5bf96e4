"""Charts drawn by the server: SVG without a script or a style attribute, and the same numbers as a table below it.

    bar_chart(title=_("Orders"), points=[("14 Nov", 231), ("15 Nov", 66)], unit=_("orders"))

Colours come from `static/css/desk/chart.css`; where that is not loaded (the admin), from attributes. A number that is
missing (None, NaN) is a gap and "–" in the table. Labels are the caller's words in the reader's language; numbers are
written as that language writes them.
"""

from core.charts.bars import bar_chart, ranked_chart, stacked_chart
from core.charts.figures import Number, Point
from core.charts.lines import line_chart, sparkline

__all__ = ["Number", "Point", "bar_chart", "line_chart", "ranked_chart", "sparkline", "stacked_chart"]
