"""What a benchmark hands back, and how it is shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured value beside the baseline of the same run: machines differ, and it is the ratio that says something."""

    label: str
    value: float
    unit: str
    baseline_label: str = ""
    baseline: float | None = None

    @property
    def ratio(self) -> str:
        return f"{self.value / self.baseline:.2f}×" if self.baseline else ""

    def row(self) -> tuple[str, str, str, str]:
        beside = f"{self.baseline_label}: {show(self.baseline)} {self.unit}" if self.baseline is not None else ""
        return (self.label, f"{show(self.value)} {self.unit}", beside, self.ratio)


def show(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def table(figures: list[Figure]) -> str:
    """Markdown, also readable in a terminal."""
    rows = [("what", "figure", "beside it, same run", "ratio"), *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
