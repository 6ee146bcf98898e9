"""One table of the report: all of it as CSV, its beginning on the page, perhaps a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mingzhang.kit.amounts import round_half_away
from mingzhang.kit.language import Text
from mingzhang.writers.charts.bars import BarChart

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Header:
    """A column: its key in the CSV, its words on the page, and whether it holds numbers."""

    key: str
    words: Text
    number: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`id` names the CSV file and the place on the page; `note` says what is counted and what is not."""

    id: str
    title: Text
    note: Text
    headers: tuple[Header, ...]
    rows: Sequence[Sequence[Cell]]
    chart: BarChart | None = None


def words(key: str, zh: str, en: str) -> Header:
    """A column of words."""
    return Header(key, Text(zh, en))


def number(key: str, zh: str, en: str) -> Header:
    """A column of numbers."""
    return Header(key, Text(zh, en), number=True)


def percent(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    """`part` of `whole` in %, two places; None where there is no whole."""
    if part is None or not whole:
        return None
    return round_half_away(Fraction(part) * 100 / Fraction(whole), 2)


def as_text(cell: Cell) -> str:
    """A cell as the CSV has it: decimals as they are, nothing for nothing."""
    return "" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else str(cell)
