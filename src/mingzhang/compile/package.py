"""A source package, opened: its descriptor, and its tables as relations in DuckDB."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from mingzhang.compile.descriptor import read_descriptor
from mingzhang.compile.files import PRIOR, locate
from mingzhang.compile.problems import Problems, file_error
from mingzhang.compile.relations import TableFile, group_table, load_table
from mingzhang.compile.vouchers import RepeatedMarks, repeated_marks
from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.model import Disclosure
from mingzhang.kit.errors import UnreadableInput
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.package import PackageForm
from mingzhang.standard.variants import Variant

_LARGE = "expenditure"
MEMORY = "2500MB"
"""What DuckDB may reserve before it uses the disk. It holds about half of it: 20 million rows in three
million groups were measured at 1.2 GB for the whole process, and at twice the time with a limit of 1 GB."""


@dataclass(slots=True)
class SourcePackage:
    """An open package. See `relations` for the relations that `connection` has."""

    directory: Path
    fiscal_year: int
    standard: Standard
    variant: Variant
    connection: duckdb.DuckDBPyConnection
    tables: dict[str, TableFile]
    prior: Disclosure | None
    problems: Problems
    repeated_marks: Callable[[], RepeatedMarks | None]
    """Waits for the marks of vouchers that stand more than once in `expenditure`."""

    @property
    def form(self) -> PackageForm:
        """The data dictionary."""
        return self.standard.sources

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """All rows of a query (aggregates and small tables only)."""
        return self.connection.execute(query).fetchall()

    def relation(self, table: str) -> str:
        """The smallest relation with the table's sums: groups where it has them, else its rows."""
        return f"groups_{table}" if self.form.tables[table].grouped else f"rows_{table}"


@contextmanager
def open_package(
    directory: Path, thorough: bool = False, validating: bool = False
) -> Iterator[SourcePackage]:
    """The package in `directory`. `thorough`: search its vouchers however many they are.

    Raises InvalidPackage (all defects of descriptor, files, headings and shapes of rows) or
    UnreadableInput. `validating`: `validate` comes next, so that rows without the header's shape only
    stand in `problems`, to be reported with all others.
    """
    problems = Problems()
    descriptor = read_descriptor(directory, problems)
    form = descriptor.standard.sources
    paths = locate(directory, descriptor, form, problems)
    with (
        _interruptible(),
        tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch,
        duckdb.connect() as connection,
    ):
        connection.execute(f"SET memory_limit='{MEMORY}'")
        connection.execute(f"SET temp_directory='{scratch}'")
        connection.execute("SET enable_progress_bar=false")
        connection.execute("SET streaming_buffer_size='64MB'")

        def load(name: str) -> TableFile:
            return load_table(connection, form.tables[name], paths.get(name), form, Path(scratch), problems)

        large = load(_LARGE)
        if problems.errors_of_files():
            for name in form.tables:
                if name != _LARGE:
                    load(name)
            problems.raise_errors()
        with _in_background(connection, large, form, thorough) as (grouped, marks):
            tables = {name: large if name == _LARGE else load(name) for name in form.tables}
            prior = _prior(directory, problems)
            if not validating or _unusable(tables, problems):
                problems.raise_errors()
            for name, entry in tables.items():
                if name != _LARGE:
                    group_table(connection, entry, form)
            _ = descriptor.standard.subjects, descriptor.standard.statements
            grouped.result()
            yield SourcePackage(
                directory,
                descriptor.fiscal_year,
                descriptor.standard,
                descriptor.standard.variants[descriptor.variant],
                connection,
                tables,
                prior,
                problems,
                marks.result,
            )


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C during a query is an interruption like any other: DuckDB makes an error of it."""
    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except RuntimeError as error:
        if "Query interrupted" in str(error):
            raise KeyboardInterrupt from None
        raise


def _unusable(tables: dict[str, TableFile], problems: Problems) -> bool:
    """Is a whole file wrong, or a row of one that others refer to, so that all of these would be reported?"""
    columns = [column for entry in tables.values() for column in entry.table.columns]
    named = {column.reference.partition(".")[0] for column in columns if column.reference}
    files = {tables[name].file for name in named}
    return problems.errors_of_files() or any(problem.file in files for problem in problems.errors)


@contextmanager
def _in_background(
    connection: duckdb.DuckDBPyConnection, large: TableFile, form: PackageForm, thorough: bool
) -> Iterator[tuple[Future[None], Future[RepeatedMarks | None]]]:
    """Sums the table of millions, then marks its vouchers, while the rest is read and checked.

    One after the other: each uses every processor, and the sums are waited for first.
    """
    cursors = connection.cursor(), connection.cursor()
    with ThreadPoolExecutor(1) as pool:
        grouped = pool.submit(group_table, cursors[0], large, form)
        marks = pool.submit(repeated_marks, cursors[1], large, thorough)
        try:
            yield grouped, marks
        finally:
            for cursor in cursors:
                cursor.interrupt()


def _prior(directory: Path, problems: Problems) -> Disclosure | None:
    path = directory / PRIOR
    if not path.is_file():
        return None
    try:
        return decode_disclosure(path.read_bytes(), PRIOR)
    except UnreadableInput as error:
        reason = Text(error.message.zh, error.message.en)
        problems.error(file_error(PRIOR, "-", "", reason))
        return None
