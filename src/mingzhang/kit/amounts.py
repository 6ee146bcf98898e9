"""Numbers as documents print them: the decimal string, its last place, its unit.

Money is kept as an integer number of 分 (1 元 = 100 分); no float ever holds an amount.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

FEN_PER_UNIT: dict[str, int] = {"元": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
"""分 in one unit of money as printed above a table."""

MAX_DIGITS = 40
"""Longer digit strings are no amount of this world and would only cost time."""

_NUMBER = re.compile(r"[-−–]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-−–]?\.\d+")
_MINUS = str.maketrans({"−": "-", "–": "-"})


def normalise_digits(text: str) -> str:
    """Full-width digits, signs and points as half-width ones (NFKC keeps Chinese characters)."""
    return unicodedata.normalize("NFKC", text)


def parse_number(text: str) -> str | None:
    """The decimal string in a cell that holds one number and nothing else, or None.

    Thousands separators go, full-width digits become half-width, `(1.00)` stays no number:
    parentheses are not used for negatives in the official forms.
    """
    plain = normalise_digits(text).strip().replace(" ", "")
    if not plain or len(plain) > MAX_DIGITS or not _NUMBER.fullmatch(plain):
        return None
    plain = plain.translate(_MINUS).replace(",", "")
    return plain if not plain.startswith(".") else "0" + plain


def places(value: str) -> int:
    """Digits printed after the decimal point."""
    return len(value) - value.index(".") - 1 if "." in value else 0


def to_fen(value: str | Decimal, unit: str) -> int:
    """`value` in `unit` as whole 分, half away from zero where it is finer than a 分."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(value) * FEN_PER_UNIT[unit]
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def from_fen(fen: int | Fraction, unit: str, digits: int = 2) -> str:
    """Whole (or fractional) 分 as a decimal string in `unit` with `digits` places, half away from zero."""
    divisor = fen.denominator * FEN_PER_UNIT[unit]
    whole = (2 * abs(fen.numerator) * 10**digits + divisor) // (2 * divisor)
    text = str(whole).zfill(digits + 1)
    sign = "-" if fen < 0 and whole else ""
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else sign + text


def half_unit_fen(digits: int, unit: str) -> int:
    """Half a unit of the last printed place in 分: what rounding may have taken or given.

    An amount printed to the 分 (or finer) is exact, because every amount is a whole number of 分.
    """
    span, rest = divmod(FEN_PER_UNIT[unit], 10**digits)
    return 0 if span <= 1 or rest else span // 2


def _half_away(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    sign = -1 if value < 0 else 1
    return sign * int((abs(value) * 2 + 1) // 2)


def round_half_away(value: Fraction, digits: int) -> Decimal:
    """`value` rounded half away from zero to `digits` places: the one rounding policy."""
    with localcontext() as context:
        context.prec = 60
        return Decimal(_half_away(value * 10**digits)).scaleb(-digits)


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of exact numbers: what a printed value can stand for."""

    low: Fraction
    high: Fraction

    @classmethod
    def exact(cls, value: str | int | Decimal | Fraction) -> Interval:
        """The single value."""
        number = Fraction(value)
        return cls(number, number)

    @classmethod
    def printed(cls, value: str, digits: int | None = None) -> Interval:
        """Everything that rounds to `value` at `digits` places (its own last place if not given)."""
        number = Fraction(value)
        half = Fraction(1, 2 * 10 ** (places(value) if digits is None else digits))
        return cls(number - half, number + half)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = [self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high]
        return Interval(min(ends), max(ends))

    def over(self, other: Interval) -> Interval | None:
        """The quotient, or None where `other` can be zero."""
        if other.low <= 0 <= other.high:
            return None
        ends = [self.low / other.low, self.low / other.high, self.high / other.low, self.high / other.high]
        return Interval(min(ends), max(ends))

    def scaled(self, factor: int | Fraction) -> Interval:
        """Every value times a constant."""
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int | Fraction | Decimal) and self.low <= Fraction(value) <= self.high
