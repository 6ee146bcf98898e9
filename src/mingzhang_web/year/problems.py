"""Bad rows as JSON, to be shown by a page that comes after the work that found them."""

from __future__ import annotations

from typing import Any

from mingzhang.app.workbench import BooksProblem, Text


def plain_problem(problem: BooksProblem) -> dict[str, Any]:
    """A problem as JSON: table, row, column, value, the reason in both languages."""
    return {
        "table": problem.table,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "zh": problem.reason.zh,
        "en": problem.reason.en,
    }


def problem_of(plain: dict[str, Any]) -> BooksProblem:
    """The problem that was written so."""
    said = Text(plain["zh"], plain["en"])
    return BooksProblem(plain["table"], plain["row"], plain["column"], plain["value"], said)
