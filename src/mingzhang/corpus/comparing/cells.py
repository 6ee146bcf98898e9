"""The cells that comparisons are made of: amounts of subjects, with their places. Amounts in 元."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from mingzhang.corpus.asking.views import quoted

TOTAL = "total"
STRUCTURES = {"expenditure": "total", "general_budget_basic": "amount"}
"""Statement → column of the amounts by subject: by function, and basic expenditure by economic subject."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount and where it stands."""

    document: str
    statement: str
    code: str
    label: str | None
    yuan: Decimal
    page: int | None
    line: int | None

    @property
    def place(self) -> str:
        """Page and line for people."""
        parts = [f"p. {self.page}"] if self.page is not None else []
        return " ".join([*parts, f"line {self.line}"] if self.line is not None else parts)


def amounts_of(connection: duckdb.DuckDBPyConnection, documents: Iterable[str]) -> list[Amount]:
    """The subjects' amounts of documents, in the order of the documents and statements."""
    listed = ", ".join(quoted(document) for document in documents)
    if not listed:
        return []
    chosen = " OR ".join(
        f'(statement = {quoted(statement)} AND "column" = {quoted(column)})'
        for statement, column in STRUCTURES.items()
    )
    query = (
        "SELECT document, statement, code, label, yuan, page, line FROM current_facts "
        f"WHERE document IN ({listed}) AND ({chosen}) AND yuan IS NOT NULL ORDER BY document, ordinal"
    )
    return [Amount(*row) for row in connection.execute(query).fetchall()]


def is_category(code: str) -> bool:
    """Whether a code is of the highest level (类, three digits), whose amounts add up to the total."""
    return len(code) == 3 and code.isdecimal()


def is_lowest(code: str) -> bool:
    """Whether a code is of the lowest level that is printed: a functional 项 or an economic 款."""
    return len(code) in (5, 7) and code.isdecimal()
