"""One table of the report: all of it as CSV, its beginning on the page, perhaps a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from mingzhang.kit.amounts import round_half_away
from mingzhang.kit.language import Language, Text
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
    titles: Mapping[str, str] = field(default_factory=dict)
    """What the statements are called on the page, by their names in the data."""


_WORDS: dict[str, Text] = {
    "consistent": Text("前后一致", "consistent"),
    "inconsistent": Text("前后不一致", "inconsistent"),
    "unreadable": Text("读不了", "unreadable"),
    "final_accounts": Text("决算", "final accounts"),
    "budget": Text("预算", "budget"),
    "department": Text("部门", "department"),
    "unit": Text("单位", "unit"),
    "error": Text("错误", "error"),
    "warning": Text("提醒", "warning"),
    "info": Text("提示", "remark"),
    "project": Text("项目", "project"),
    "all_projects": Text("全部项目", "all projects"),
    "three_public_expenses": Text("“三公”经费", "three public expenses"),
}
"""Words of the data as people say them."""
_SAID = ("kind", "scope", "verdict", "severity")


def as_said(sheet: Sheet, header: Header, cell: Cell, language: Language) -> str:
    """A cell as the page and the terminal show it: words of the data said, numbers with separators."""
    if header.key in _SAID and cell in _WORDS:
        return _WORDS[str(cell)].said(language)
    if header.key == "statement" and cell in sheet.titles:
        return sheet.titles[str(cell)]
    if header.key.endswith("year"):
        return as_text(cell)
    if isinstance(cell, Decimal):
        return f"{cell:,f}"
    return f"{cell:,}" if isinstance(cell, int) else cell or ""


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
