import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils import translation

from core.charts import bar_chart, line_chart, ranked_chart, sparkline, stacked_chart
from core.charts.scales import Scale, every, round_ticks, width_of

DAYS = [("14 Nov", 231), ("15 Nov", 66), ("16 Nov", 48)]


def parsed(html: str) -> ElementTree.Element:
    """Fails for anything that is not well-formed."""
    return ElementTree.fromstring(html)


def table_of(html: str) -> list[list[str]]:
    return [["".join(cell.itertext()) for cell in row] for row in parsed(html).iter("tr")]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([231, 66], (0, 50, 100, 150, 200, 250)),
        ([0], (0, 1)),
        ([3], (0, 1, 2, 3)),
        ([1, 1], (0, 1)),
        ([0.4, 0.1], (0, 0.1, 0.2, 0.3, 0.4)),
        ([-10, 231.5], (-50, 0, 50, 100, 150, 200, 250)),
        ([-4], (-4, -3, -2, -1, 0)),
        ([8_412_000], (0, 2_000_000, 4_000_000, 6_000_000, 8_000_000, 10_000_000)),
    ],
)
def test_ticks_are_round_and_hold_every_value(values: list[float], ticks: tuple[float, ...]):
    assert round_ticks(values, from_zero=True) == ticks


def test_a_scale_may_begin_above_zero():
    assert round_ticks([5900, 8412], from_zero=False) == (5000, 6000, 7000, 8000, 9000)


def test_a_scale_turns_round():
    scale = Scale((0, 50, 100), start=200, end=100)
    assert [scale.at(value) for value in (0, 50, 100)] == [200, 150, 100]


def test_labels_never_touch():
    assert every(["1", "2", "3"], room=700, font=13) == 1
    assert every(["14 November"] * 30, room=660, font=25) == 9
    assert width_of("大集", 10) == 20


def test_bars_stand_in_proportion():
    bars = list(parsed(bar_chart(title="Orders", points=DAYS)).iter("rect"))
    assert [float(bar.attrib["height"]) for bar in bars] == [156.2, 44.6, 32.4]
    assert [bar.find("title").text for bar in bars] == [
        "14 Nov · Orders: 231",
        "15 Nov · Orders: 66",
        "16 Nov · Orders: 48",
    ]


def test_a_chart_has_a_name_a_description_and_its_numbers_as_a_table():
    chart = bar_chart(title="Orders", points=DAYS, unit="boxes")
    svg = parsed(chart).find("svg")
    assert svg.attrib["role"] == "img"
    says = "Highest: 231 (14 Nov). Lowest: 48 (16 Nov). Last: 48 (16 Nov)."
    assert (svg.attrib["aria-label"], svg.find("desc").text) == (f"Orders. {says}", says)
    assert table_of(chart) == [["", "boxes"], ["14 Nov", "231"], ["15 Nov", "66"], ["16 Nov", "48"]]
    assert [text.text for text in svg.iter("text") if text.get("class") == "unit"] == ["boxes"]


def test_the_cause_of_a_peak_stands_at_the_peak_and_in_the_table():
    chart = bar_chart(title="Orders", points=DAYS, notes={"14 Nov": "First picking, live"})
    assert [text.text for text in parsed(chart).iter("text") if text.get("class") == "note"] == ["First picking, live"]
    assert table_of(chart)[:2] == [["", "Orders", "Note"], ["14 Nov", "231", "First picking, live"]]


@pytest.mark.parametrize("draw", [bar_chart, line_chart, ranked_chart, sparkline])
@pytest.mark.parametrize("points", [[], [("a", None)], [("a", float("nan")), ("b", float("inf"))]])
def test_without_numbers_it_says_so(draw, points):
    chart = draw(title="Orders", points=points)
    assert "No numbers yet." in chart
    assert "<svg" not in chart


def test_a_missing_number_breaks_the_line_and_is_a_dash():
    chart = line_chart(title="Likes", points=[("a", 1), ("b", None), ("c", 3), ("d", 2)])
    lines = [path.attrib["d"] for path in parsed(chart).iter("path") if path.get("class") == "line"]
    assert [len(line.split()) // 2 for line in lines] == [2, 2]  # a dot, drawn as a short stroke; and a line
    assert table_of(chart)[2] == ["b", "–"]


def test_the_last_point_of_a_line_is_marked_with_its_number():
    marks = [
        text.text for text in parsed(line_chart(title="Likes", points=DAYS)).iter("text") if text.get("class") == "note"
    ]
    assert marks == ["48"]


def test_parts_are_stacked_upon_each_other():
    chart = stacked_chart(title="Orders", labels=["14", "15"], series=[("Stall", [30, 20]), ("Live", [70, None])])
    bars = {bar.find("title").text: bar.attrib for bar in parsed(chart).iter("rect")}
    assert set(bars) == {"14 · Stall: 30", "14 · Live: 70", "15 · Stall: 20"}
    top_of_stall = float(bars["14 · Stall: 30"]["y"])
    live = bars["14 · Live: 70"]
    assert float(live["y"]) + float(live["height"]) + 2 == pytest.approx(top_of_stall)
    assert table_of(chart)[1:] == [["14", "30", "70"], ["15", "20", "–"]]


@pytest.mark.parametrize("series", [[], [("s", [1])] * 5, [("s", [-1])]])
def test_a_stack_of_nonsense_is_refused(series):
    with pytest.raises(ValueError):
        stacked_chart(title="x", labels=["a"], series=series)


def test_a_rank_has_names_and_numbers():
    chart = ranked_chart(title="Where people came from", points=[("The live at 9:00", 52), ("QR at the gate", 13)])
    bars = [float(bar.attrib["width"]) for bar in parsed(chart).iter("rect")]
    assert bars[1] == pytest.approx(bars[0] / 4, abs=0.1)
    with pytest.raises(ValueError):
        ranked_chart(title="x", points=[("a", -1)])


def test_numbers_are_written_as_the_reader_writes_them():
    points = [("a", 1_234_567), ("b", Decimal("0.5"))]
    english = line_chart(title="x", points=points)
    assert table_of(english)[1:] == [["a", "1,234,567"], ["b", "0.5"]]
    assert "1.5M" in english
    with translation.override("zh-hans"):
        assert "150万" in line_chart(title="x", points=points)


@pytest.mark.parametrize("draw", [bar_chart, line_chart, ranked_chart, sparkline])
def test_what_people_wrote_is_escaped_and_nothing_is_inline(draw):
    chart = draw(title="<b>", points=[("<script>alert(1)</script>", 3), ("&", 1)], unit='"x" onload=1')
    parsed(chart)
    assert "<script" not in chart
    assert not re.search(r"<[^>]*\s(?:style|onload)\s*=", chart)


def test_one_point_is_enough_and_many_keep_their_labels_apart():
    parsed(line_chart(title="x", points=[("a", 5)]))
    year = bar_chart(title="x", points=[(f"day {day}", day) for day in range(365)])
    labels = [text for text in parsed(year).iter("text") if "x" in (text.get("class") or "").split()]
    wide = [text for text in labels if "x--wide" in text.get("class")]
    assert (len(labels), len(wide)) == (10, 5)


@pytest.mark.parametrize(
    "tag",
    [
        "{% chart_bars series label='Orders' unit='boxes' %}",
        "{% chart_line series label='Orders' %}",
        "{% chart_ranked series label='Orders' %}",
        "{% chart_spark series label='Orders' %}",
        "{% chart_stacked stack labels label='Orders' %}",
    ],
)
def test_tags(tag: str):
    context = {"series": DAYS, "labels": ["14"], "stack": [("Stall", [1])]}
    html = Template("{% load charts %}" + tag).render(Context(context))
    assert parsed(html).find("svg").attrib["aria-label"].startswith("Orders.")
