"""Looking up printed figures of one disclosure: cells of statements and figures of the explanation."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Disclosure, Evaluation, Fact, FundsRow, Statement
from mingzhang.kit.amounts import FEN_PER_UNIT, Interval


def find(statement: Statement | None, code: str, column: str, side: str | None = None) -> Fact | None:
    """The fact at an address of a statement, or None."""
    if statement is None:
        return None
    for fact in statement.facts:
        if fact.code == code and fact.column == column and (side is None or fact.side == side):
            return fact
    return None


def figure(disclosure: Disclosure, code: str) -> Fact | None:
    """A figure that the explanation states, readable, or None."""
    return next((fact for fact in disclosure.figures if fact.code == code and fact.value is not None), None)


def number(fact: Fact | None) -> Fraction | None:
    """The printed number, or None where there is none."""
    return Fraction(fact.value) if fact is not None and fact.value is not None else None


def in_wan(statement: Statement, fact: Fact) -> Interval | None:
    """What a printed amount can stand for, in 万元; None where it is unreadable."""
    if fact.value is None:
        return None
    unit = statement.currency_unit or "万元"
    scale = Fraction(FEN_PER_UNIT.get(unit, FEN_PER_UNIT["万元"]), FEN_PER_UNIT["万元"])
    return Interval.printed(fact.value).scaled(scale)


def quoted(statement: str, fact: Fact) -> FindingFact:
    """A fact as a finding quotes it."""
    return FindingFact(
        statement=statement,
        side=fact.side,
        code=fact.code,
        label=fact.label,
        column=fact.column,
        value=fact.value,
        source=fact.source,
    )


def plain(value: Fraction) -> str:
    """A number as a short decimal: at most four places, no trailing zeros."""
    text = f"{round(value * 10_000)}"
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    digits = digits.rjust(5, "0")
    whole, places = digits[:-4], digits[-4:].rstrip("0")
    return sign + whole + ("." + places if places else "")


def total_row(form: Evaluation) -> FundsRow | None:
    """The funds row of the total, or None."""
    return next((row for row in form.funds if row.source_kind == "total"), None)
