"""Short ways to write the lines of a wage, in yuan."""

from decimal import Decimal
from typing import Any

from core.localized import LocalizedText
from core.money import Money
from demo.content.shapes import text
from recruiting.jobs.states import PayKind, PayUnit

type PayLine = dict[str, Any]

FULL_MONTH = text("if you miss no shift", "一天不缺")


def base(unit: PayUnit, low: int, high: int = 0) -> PayLine:
    return {"kind": PayKind.BASE, "unit": unit, **_span(low, high)}


def piece(low: int, high: int) -> PayLine:
    """What the pieces of a month come to, slow hands to quick ones."""
    return {"kind": PayKind.BONUS, "unit": PayUnit.MONTH, "label": text("Piece pay", "计件"), **_span(low, high)}


def overtime(hours: int, multiple: str = "1.5") -> PayLine:
    return {"kind": PayKind.OVERTIME, "unit": PayUnit.HOUR, "multiple": Decimal(multiple), "monthly_count": hours}


def full_month(amount: int) -> PayLine:
    label = text("Full month", "全勤奖")
    return {"kind": PayKind.BONUS, "unit": PayUnit.MONTH, "label": label, "condition": FULL_MONTH, **_span(amount, 0)}


def allowance(label: LocalizedText, amount: int, unit: PayUnit = PayUnit.MONTH) -> PayLine:
    return {"kind": PayKind.ALLOWANCE, "unit": unit, "label": label, **_span(amount, 0)}


def insurance(low: int, high: int = 0) -> PayLine:
    label = text("Social insurance", "社保个人部分")
    return {"kind": PayKind.DEDUCTION, "unit": PayUnit.MONTH, "label": label, **_span(low, high)}


def _span(low: int, high: int) -> dict[str, Money]:
    return {"amount": Money(low * 100), **({"amount_to": Money(high * 100)} if high else {})}
