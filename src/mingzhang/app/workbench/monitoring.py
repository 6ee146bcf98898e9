"""Mid-year monitoring of records in memory: the table of `mingzhang monitor`, row by row for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mingzhang.app.workbench.records import Books, opened, problems_of, written
from mingzhang.app.workbench.records import InvalidBooks as InvalidBooks
from mingzhang.compile.monitoring import monitor, validate_records
from mingzhang.compile.problems import InvalidPackage
from mingzhang.compile.profile import scope_of
from mingzhang.kit.language import Language
from mingzhang.writers.monitoring.as_data import write_csv
from mingzhang.writers.monitoring.table import COLUMNS, NOTE, cells_of


@dataclass(frozen=True, slots=True)
class MonitoredRow:
    """A project on the day: its cells in the order of the headings, its level of risk, whether the measure
    against it is still owed."""

    code: str
    level: str
    owed: bool
    cells: list[str]


@dataclass(frozen=True, slots=True)
class MonitoredTable:
    """The table in a language, and the same as CSV."""

    headings: list[str]
    rows: list[MonitoredRow]
    note: str
    csv: str


def monitor_books(
    books: Books, day: date, language: Language, projects: Sequence[str] | None
) -> MonitoredTable:
    """The evaluated projects (`projects`: these codes alone) as of a day of the year.

    InvalidBooks names every wrong record; balances are not asked, for the year is not over.
    """
    with written(books) as directory, opened(directory) as package:
        try:
            validate_records(package)
        except InvalidPackage as error:
            raise InvalidBooks(problems_of(error.problems.errors)) from None
        monitored = monitor(package, scope_of(package, None), day)
    rows = [
        MonitoredRow(
            project.code,
            project.progress.level,
            project.measure is None and project.progress.level != "normal",
            cells_of(project, monitored, language),
        )
        for project in monitored.projects
        if projects is None or project.code in projects
    ]
    headings = [column.said(language) for column in COLUMNS]
    return MonitoredTable(headings, rows, NOTE.said(language), write_csv(monitored, language))
