"""Statements from text, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.facts.model import Statement
from mingzhang.readers.registry import read_document
from mingzhang.recognise.tables import StatementsRead, recognise_statements
from mingzhang.standard.load import Standard

Values = dict[tuple[str, str], str | None]


def statements(lines: Sequence[str], standard: Standard) -> StatementsRead:
    return recognise_statements(read_document("\n".join(lines).encode(), "x.txt").blocks, standard)


def only(lines: Sequence[str], standard: Standard) -> Statement:
    (found,) = statements(lines, standard).statements
    return found


def values(statement: Statement) -> Values:
    return {(fact.code, fact.column): fact.value for fact in statement.facts}
