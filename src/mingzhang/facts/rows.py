"""Statements and their figures as rows of Arrow tables: plain values by column name."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from mingzhang.facts.model import Disclosure, Fact, Statement
from mingzhang.kit.amounts import FEN_PER_UNIT, MAX_DIGITS, half_unit_fen, to_fen
from mingzhang.kit.places import effective_places

Row = dict[str, Any]
COUNT_COLUMNS = frozenset(("count",))
LARGEST_FEN = 1 << 57
"""No public money comes near (1,400 万亿元); sums of many such still fit 64 bits."""


def statement_row(ordinal: int, statement: Statement) -> Row:
    """A statement that the document has: shown, empty or withheld."""
    return {
        "ordinal": ordinal,
        "statement": statement.id,
        "status": "withheld" if statement.withheld else "no_data" if statement.no_data else "present",
        "unit": statement.currency_unit,
        "line": statement.source.line,
        "page": statement.source.page,
    }


def figures_of(disclosure: Disclosure) -> Statement:
    """What the explanation states and no statement prints, as if it were one."""
    return Statement(id="figures", currency_unit="万元", facts=disclosure.figures)


def currency_of(statement: Statement) -> str:
    """The statement's unit of money; 万元 where none is printed or it is not known."""
    unit = statement.currency_unit
    return unit if unit in FEN_PER_UNIT else "万元"


def amounts_of(statement: Statement) -> Iterator[tuple[Fact, int | None, int | None]]:
    """Every fact with its 分 and half a unit of its last place in 分 (a count: itself, 0).

    None where nothing could be read, or where the number is no amount of this world.
    """
    unit = currency_of(statement)
    money = [fact.value for fact in statement.facts if fact.value is not None and not is_count(fact)]
    digits = iter(effective_places(money))
    half_of = [half_unit_fen(place, unit) for place in range(MAX_DIGITS + 1)]
    for fact in statement.facts:
        if fact.value is None:
            yield fact, None, None
        elif is_count(fact):
            yield fact, _bounded(int(Decimal(fact.value))), 0
        else:
            yield fact, _bounded(to_fen(fact.value, unit)), half_of[next(digits)]


def _bounded(amount: int) -> int | None:
    return amount if abs(amount) < LARGEST_FEN else None


def fact_rows(statement: Statement) -> Iterator[Row]:
    """The printed figures of a statement, in printed order."""
    unit = currency_of(statement)
    for ordinal, (fact, fen, half) in enumerate(amounts_of(statement)):
        yield {
            "ordinal": ordinal,
            "line": fact.source.line,
            "page": fact.source.page,
            "statement": statement.id,
            "side": fact.side,
            "code": fact.code,
            "column": fact.column,
            "label": fact.label,
            "value": fact.value,
            "unit": "count" if is_count(fact) else unit,
            "confidence": fact.confidence,
            "fen": fen,
            "half": half,
        }


def is_count(fact: Fact) -> bool:
    """Whether the figure is a number of things, not money."""
    return fact.column in COUNT_COLUMNS
