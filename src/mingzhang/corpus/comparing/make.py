"""The whole comparison: its sheets, from a lake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from mingzhang.corpus.comparing.benford import first_digits
from mingzhang.corpus.comparing.cells import amounts_of
from mingzhang.corpus.comparing.execution import over_the_years
from mingzhang.corpus.comparing.peers import structure
from mingzhang.corpus.comparing.said_before import against_documents
from mingzhang.corpus.comparing.units import units_named
from mingzhang.corpus.comparing.years import Thresholds, by_cell, changes
from mingzhang.corpus.report.sheets import Sheet
from mingzhang.intake.read import standard_for
from mingzhang.kit.language import Language


def compared(
    connection: duckdb.DuckDBPyConnection, named: Sequence[str], thresholds: Thresholds, language: Language
) -> list[Sheet]:
    """The sheets about the units of these codes or full names. Raises UsageError where one is unknown."""
    units = units_named(connection, named)
    editions = [edition for unit in units for edition in unit.accounts.values()]
    amounts = by_cell(amounts_of(connection, [edition.document for edition in editions]))
    titles = {name: form.title for name, form in standard_for(None).statements.items()}
    return [
        against_documents(connection, units, language),
        replace(changes(units, amounts, thresholds), titles=titles),
        replace(structure(connection, units, amounts, thresholds), titles=titles),
        over_the_years(connection, units, thresholds),
        first_digits(connection, units, language),
    ]
