"""A whitewashed village house with a grey tile roof, red couplets at the door and lit windows."""

from demo.art.brush import Brush
from demo.art.color import mix

LAMPLIT = ("predawn", "dusk", "dawn")


def house(brush: Brush, x: float, y: float, width: float, distance: float = 0.0, gables: bool = True) -> None:
    """`gables` adds the stepped horse-head walls (马头墙) of Huizhou."""
    height, side = width * 0.46, width * 0.42
    wall = brush.shade("#f6f1e6", distance)
    brush.polygon([(x, y), (x, y - height), (x + width, y - height), (x + width, y)], wall)
    side_wall = [
        (x + width, y),
        (x + width, y - height),
        (x + width + side * 0.5, y - height * 1.42),
        (x + width + side, y - height),
        (x + width + side, y),
    ]
    brush.polygon(side_wall, brush.shade("#cfc8c4", distance))
    _roof(brush, x, y, width, height, side, distance)
    if gables:
        roof = brush.shade("#474b57", distance)
        for gable_x, top, foot in ((x - width * 0.02, 1.52, 0.98), (x + width * 0.06, 1.66, 1.3)):
            half, top_y = width * 0.035, y - height * top
            brush.rectangle(gable_x - half, top_y, gable_x + half, y - height * foot, wall)
            brush.rectangle(gable_x - width * 0.055, top_y - width * 0.022, gable_x + width * 0.055, top_y, roof)
    _front(brush, x, y, width, height, distance)


def _roof(brush: Brush, x: float, y: float, width: float, height: float, side: float, distance: float) -> None:
    eave, top = width * 0.06, y - height
    peak_x = x + width + side * 0.5
    slope = [
        (x - eave, top + eave * 0.5),
        (x + width * 0.08, y - height * 1.44),
        (peak_x, y - height * 1.46),
        (x + width + eave, top + eave * 0.7),
    ]
    brush.polygon(slope, brush.shade("#474b57", distance))
    edge_x = x + width + side + eave
    gable_edge = [(peak_x, y - height * 1.46), (edge_x, top + eave * 0.6), (edge_x, top - eave * 0.1)]
    brush.polygon([*gable_edge, (peak_x, y - height * 1.54)], brush.shade("#34373f", distance))
    for k in range(1, 15):
        t = k / 15
        low = (x - eave + (width + 2 * eave) * t, top + eave * 0.55)
        high = (x + width * 0.08 + (width * 0.92 + side * 0.5) * t, y - height * 1.44)
        brush.line([low, high], brush.shade("#5c616e", distance), width * 0.007)
    crest = [(x + width * 0.05, y - height * 1.46), (peak_x, y - height * 1.48)]
    brush.line(crest, brush.shade("#2d3038", distance), width * 0.02)


def _front(brush: Brush, x: float, y: float, width: float, height: float, distance: float) -> None:
    door_width, door_x = width * 0.15, x + width * 0.44
    red, wood = brush.shade("#c9301f", distance), brush.shade("#5b4636", distance)
    after = door_x + door_width
    brush.rectangle(door_x - width * 0.035, y - height * 0.70, door_x - width * 0.008, y - height * 0.12, red)
    brush.rectangle(after + width * 0.008, y - height * 0.70, after + width * 0.035, y - height * 0.12, red)
    brush.rectangle(door_x, y - height * 0.68, after, y, brush.shade("#6a4630", distance))
    brush.rectangle(door_x - width * 0.03, y - height * 0.80, after + width * 0.03, y - height * 0.72, red)
    time = brush.canvas.time
    pane = mix("#ffd68a" if time.name in LAMPLIT else "#54677a", time.haze, distance)
    for left in (x + width * 0.12, x + width * 0.76):
        brush.rectangle(left, y - height * 0.62, left + width * 0.13, y - height * 0.32, wood)
        brush.rectangle(left + width * 0.012, y - height * 0.60, left + width * 0.118, y - height * 0.34, pane)
        middle = left + width * 0.065
        brush.line([(middle, y - height * 0.6), (middle, y - height * 0.34)], wood, width * 0.008)
    for lantern_x in (door_x - width * 0.09, after + width * 0.09):
        lantern = brush.shade("#e2442a", distance * 0.6)
        brush.ellipse(lantern_x, y - height * 0.80, width * 0.026, width * 0.032, lantern)
