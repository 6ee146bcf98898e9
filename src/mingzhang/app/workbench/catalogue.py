"""What figures there are to compare: the statements, their sides and columns, in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mingzhang.facts.model import Disclosure, address_of
from mingzhang.kit.amounts import FEN_PER_UNIT, from_fen, to_fen
from mingzhang.kit.language import Language
from mingzhang.standard.load import load_standard
from mingzhang.standard.statements import ORDER


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """One column of one side of a statement. `key` is `statement/side/column`, the side left out where the
    statement has one only; `title` its words."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """A statement: its id, its title, its columns."""

    id: str
    title: str
    columns: tuple[ColumnEntry, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure by itself: its address, what its row is called, the value as printed and its unit
    (元, 万元, …; empty for things counted), and as an amount in 元, without its unit a count."""

    address: str
    statement: str
    side: str
    code: str
    column: str
    label: str
    value: str
    unit: str
    number: str


@lru_cache(maxsize=16)
def catalogue(fiscal_year: int | None, language: Language) -> tuple[StatementEntry, ...]:
    """The statements of a year's standard in their order, with everything that has a column."""
    standard = load_standard("cn", fiscal_year)
    entries = []
    for name in ORDER:
        form = standard.statements[name]
        columns = [
            ColumnEntry(
                "/".join(part for part in (name, side.id, column.id) if part),
                _joined(
                    (side.english, column.english) if language == "en" else (side.title, column.title),
                    several=len(form.sides) > 1,
                ),
            )
            for side in form.sides
            for column in side.columns
        ]
        entries.append(StatementEntry(name, form.english if language == "en" else form.title, tuple(columns)))
    return tuple(entries)


@lru_cache(maxsize=16)
def column_titles(fiscal_year: int | None, language: Language) -> dict[str, str]:
    """The words of every column by its key: 支出决算表 · 项目支出."""
    return {
        column.key: f"{statement.title} · {column.title}"
        for statement in catalogue(fiscal_year, language)
        for column in statement.columns
    }


def _joined(words: tuple[str | None, str], *, several: bool) -> str:
    side, column = words
    column = column.replace("/", " · ")
    return f"{side} · {column}" if several and side else column


def figures_of(disclosure: Disclosure) -> list[Figure]:
    """Every figure that a disclosure's statements print, in their order."""
    found = []
    for statement in disclosure.statements:
        unit = statement.currency_unit if statement.currency_unit in FEN_PER_UNIT else ""
        for fact in statement.facts:
            if fact.value is None:
                continue
            money = bool(unit) and fact.column != "count"
            found.append(
                Figure(
                    str(address_of(statement, fact)),
                    statement.id,
                    fact.side or "",
                    fact.code,
                    fact.column,
                    fact.label or "",
                    fact.value,
                    unit or "" if money else "",
                    from_fen(to_fen(fact.value, unit), "元") if money and unit else fact.value,
                )
            )
    return found
