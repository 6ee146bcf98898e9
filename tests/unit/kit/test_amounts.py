"""Amounts, intervals and the one rounding policy."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.kit.amounts import (
    FEN_PER_UNIT,
    Interval,
    from_fen,
    half_unit_fen,
    parse_number,
    places,
    round_half_away,
    to_fen,
)
from mingzhang.kit.places import effective_places

WAN = "万元"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5,296.11", "5296.11"),
        ("５２９６．１１", "5296.11"),
        (" 17.63 ", "17.63"),
        ("-3.50", "-3.50"),
        ("−3.50", "-3.50"),
        (".5", "0.5"),
        ("0", "0"),
        ("1,23", None),
        ("12.", None),
        ("——", None),
        ("", None),
        ("1e5", None),
        ("(1.00)", None),
        ("9" * 50, None),
    ],
)
def test_parse_number(text: str, value: str | None) -> None:
    assert parse_number(text) == value


@given(st.integers(-(10**14), 10**14), st.sampled_from(sorted(FEN_PER_UNIT)))
def test_fen_survive_printing_with_enough_places(fen: int, unit: str) -> None:
    assert to_fen(from_fen(fen, unit, 10), unit) == fen


@given(st.integers(-(10**14), 10**14))
def test_a_printed_amount_is_within_half_a_unit(fen: int) -> None:
    printed = from_fen(fen, WAN, 2)
    assert places(printed) == 2
    assert abs(to_fen(printed, WAN) - fen) <= half_unit_fen(2, WAN) == 5000


def test_half_units() -> None:
    assert half_unit_fen(2, "元") == 0, "printed to the 分 is exact"
    assert half_unit_fen(6, WAN) == 0
    assert half_unit_fen(0, "元") == 50
    assert half_unit_fen(4, "亿元") == 500_000


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("2.5", 0, "3"), ("99.995", 2, "100.00")],
)
def test_half_away_from_zero(value: str, digits: int, rounded: str) -> None:
    assert round_half_away(Fraction(value), digits) == Decimal(rounded)


def test_interval_of_a_printed_value_is_closed() -> None:
    interval = Interval.printed("80.33")
    assert Fraction("80.325") in interval
    assert Fraction("80.335") in interval
    assert Fraction("80.3351") not in interval


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 100), st.integers(0, 100))
def test_quotient_of_intervals_holds_every_quotient(a: int, b: int, da: int, db: int) -> None:
    numerator = Interval(Fraction(a), Fraction(a + da))
    denominator = Interval(Fraction(b), Fraction(b + db))
    quotient = numerator.over(denominator)
    assert quotient is not None
    assert Fraction(a + da, b) in quotient
    assert Fraction(a, b + db) in quotient


def test_no_quotient_where_the_divisor_can_be_zero() -> None:
    assert Interval.exact(1).over(Interval.printed("0.00")) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["28.727", "100", "71.273"], [3, 3, 3]),
        (["62.00", "5", "3.50"], [2, 2, 2]),
        (["100", "20"], [0, 0]),
        (["5296.1134", "80.30", "3.50"], [4, 2, 2]),
        ([], []),
    ],
)
def test_effective_places(values: list[str], expected: list[int]) -> None:
    assert effective_places(values) == expected
