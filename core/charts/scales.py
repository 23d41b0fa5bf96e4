"""From numbers to places: round ticks, and how much room words take."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

MOST_GAPS = 5
STEPS = (1, 2, 5, 10)
PHONE_FONT = 25  # of the 720 units a chart is wide, which is 13 px on a phone: see desk/chart.css
DESK_FONT = 13


@dataclass(frozen=True, slots=True)
class Scale:
    """Values low..high on the line from `start` to `end` (whichever is the greater)."""

    ticks: tuple[float, ...]
    start: float
    end: float

    def at(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.start + (self.end - self.start) * (value - low) / (high - low)


def round_ticks(values: Sequence[float], *, from_zero: bool) -> tuple[float, ...]:
    """Between three and seven round numbers that hold every value; whole numbers if all values are whole."""
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (0.0, 1.0) if low == 0 else (min(low, 0.0), max(high, 0.0))
    power = 10.0 ** math.floor(math.log10((high - low) / MOST_GAPS))
    step = next(power * factor for factor in STEPS if (high - low) / (power * factor) <= MOST_GAPS)
    if all(float(value).is_integer() for value in values):
        step = max(step, 1.0)
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(round(index * step, 12) for index in range(first, last + 1))


def width_of(text: str, font: int) -> float:
    """About how wide a text is: an ideograph takes the whole square, a letter a bit more than half."""
    return sum(font if ord(sign) > 0x2E7F else font * 0.58 for sign in text)


def every(labels: Sequence[str], *, room: float, font: int) -> int:
    """Show every n-th label, so that none touches the next."""
    widest = max(width_of(label, font) for label in labels) + font
    return max(1, math.ceil(widest * len(labels) / room))
