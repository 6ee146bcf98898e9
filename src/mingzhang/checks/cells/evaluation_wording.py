"""Numbers as evaluation findings say them: millionths and fractions as plain decimals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from mingzhang.facts.arrow import MICRO
from mingzhang.facts.model import Source
from mingzhang.kit.amounts import Interval, round_half_away
from mingzhang.kit.language import Text


def exact(millionths: int) -> Fraction:
    """Millionths as the exact number that was printed."""
    return Fraction(int(millionths), MICRO)


def around(millionths: int, half: int) -> Interval:
    """What a printed number stands for: half a unit of its last place to either side (millionths)."""
    return Interval(exact(millionths - half), exact(millionths + half))


def said(number: Fraction | int, digits: int = 6) -> str:
    """A number as a decimal without trailing zeros, rounded half away from zero to `digits`."""
    rounded = round_half_away(Fraction(number), digits)
    return format(rounded.normalize() if rounded else Decimal(0), "f")


def digits_of(half: int) -> int:
    """The decimal places whose half unit is `half` millionths."""
    digits = 0
    while digits < 6 and MICRO // (2 * 10**digits) > half:
        digits += 1
    return digits


def place_of(source: Source) -> Text:
    """Where something stands, as a message says it."""
    if source.line:
        return Text(f"第 {source.line} 行", f"line {source.line}")
    if source.page:
        return Text(f"第 {source.page} 页", f"page {source.page}")
    return Text("另一处", "elsewhere")
