"""Rows of a table that slipped by one: each row's total fits the next row's parts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from mingzhang.checks.cells.places import statement_name
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Fact, Statement
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_TOTAL = "total"


@document_check("slipped_rows")
def check_slipped_rows(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """In statements with a total column: rows whose totals fit the parts one row away, not their own.

    `parts`: statement → the columns that add up to `total`; a run needs `least_rows` rows.
    """
    outcome = Outcome()
    for name, columns in rule.parameters["parts"].items():
        statement = case.disclosure.statement(name)
        if statement is None or statement.no_data:
            continue
        rows = _rows(statement)
        runs = [run for step in (1, -1) for run in _runs(rows, columns, step)]
        runs = [run for run in runs if len(run) >= int(rule.parameters["least_rows"])]
        for run in runs:
            outcome.breach(_breach(statement, run, standard))
        if not runs:
            outcome.hold()
    return outcome


def _rows(statement: Statement) -> list[dict[str, Fact]]:
    """Rows in printed order, each column's fact."""
    rows: dict[str, dict[str, Fact]] = {}
    for fact in statement.facts:
        if fact.value is not None:
            rows.setdefault(fact.code, {})[fact.column] = fact
    return list(rows.values())


def _amount(row: dict[str, Fact], columns: Sequence[str]) -> Fraction:
    return sum((Fraction(row[column].value or 0) for column in columns if column in row), Fraction(0))


def _runs(rows: list[dict[str, Fact]], columns: Sequence[str], step: int) -> list[list[dict[str, Fact]]]:
    """Stretches of rows whose total is wrong in its own row and right `step` rows away."""
    runs: list[list[dict[str, Fact]]] = [[]]
    for index, row in enumerate(rows):
        other = index + step
        total = _amount(row, [_TOTAL])
        slipped = (
            0 <= other < len(rows)
            and total != _amount(row, columns)
            and total == _amount(rows[other], columns) != 0
        )
        if slipped:
            runs[-1].append(row)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len({_amount(row, [_TOTAL]) for row in run}) > 1]


def _breach(statement: Statement, run: list[dict[str, Fact]], standard: Standard) -> Breach:
    facts = [next(iter(row.values())) if _TOTAL not in row else row[_TOTAL] for row in run]
    return Breach(
        values={
            "title": statement_name(standard, statement.id),
            "first": facts[0].label or facts[0].code,
            "last": facts[-1].label or facts[-1].code,
            "rows": str(len(run)),
        },
        facts=[
            FindingFact(
                statement=statement.id,
                side=fact.side,
                code=fact.code,
                label=fact.label,
                column=fact.column,
                value=fact.value,
                source=fact.source,
            )
            for fact in facts
        ],
    )
