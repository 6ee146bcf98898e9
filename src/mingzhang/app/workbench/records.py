"""A year's records in memory: written as a source package, validated, compiled, checked, and read back."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from mingzhang.compile.descriptor import NAME, read_descriptor
from mingzhang.compile.files import PRIOR, locate
from mingzhang.compile.package import SourcePackage, open_package
from mingzhang.compile.problems import InvalidPackage, Problem, Problems
from mingzhang.compile.template.naming import file_name
from mingzhang.compile.validation import validate
from mingzhang.kit.errors import MingzhangError
from mingzhang.kit.language import Text
from mingzhang.standard.load import load_standard
from mingzhang.standard.package import PackageForm

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Books:
    """The records of one unit (or of a department's units) and year: rows by table, as the package has
    them (amounts in 元, blank = empty text). `prior`: last year's disclosure JSON."""

    fiscal_year: int
    standard: str
    variant: str
    tables: Mapping[str, Sequence[Row]]
    prior: bytes | None = None


@dataclass(frozen=True, slots=True)
class BooksProblem:
    """A bad or odd row: table, row (from 1; 0 = the file as a whole), column, value, reason."""

    table: str
    row: int
    column: str
    value: str
    reason: Text


class InvalidBooks(MingzhangError):
    """The records have errors; `problems` names each of them."""

    def __init__(self, problems: list[BooksProblem]) -> None:
        super().__init__(
            f"源数据有 {len(problems)} 处错误，没有生成决算。",
            f"{len(problems)} errors in the records, nothing compiled.",
        )
        self.problems = problems


def write_books(books: Books, directory: Path) -> None:
    """Writes the source package into `directory` (CSV, UTF-8, columns by their English names)."""
    form = load_standard("cn", books.fiscal_year).sources
    resources = []
    for name, table in form.tables.items():
        rows = books.tables.get(name, ())
        if rows:
            columns = [column.name for column in table.columns]
            path = file_name(table, "en")
            (directory / path).parent.mkdir(exist_ok=True)
            with (directory / path).open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore")
                writer.writeheader()
                writer.writerows(rows)
            resources.append({"name": name, "path": path})
    own = {"fiscal_year": books.fiscal_year, "standard": books.standard, "variant": books.variant}
    descriptor = {"name": "mingzhang-records", "resources": resources, "mingzhang": own}
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (directory / NAME).write_text(text, encoding="utf-8")
    if books.prior is not None:
        (directory / PRIOR).write_bytes(books.prior)


def brought_tables(directory: Path) -> list[str]:
    """The tables that the package in `directory` has a file of; InvalidBooks or UnreadableInput."""
    problems = Problems()
    try:
        descriptor = read_descriptor(directory, problems)
        return list(locate(directory, descriptor, partial(descriptor.standard.sources), problems))
    except InvalidPackage as error:
        raise InvalidBooks(problems_of(error.problems.errors)) from None


def partial(form: PackageForm) -> PackageForm:
    """The dictionary without tables that must be there: what is brought may be a part."""
    tables = {name: msgspec.structs.replace(table, needed=False) for name, table in form.tables.items()}
    return msgspec.structs.replace(form, tables=tables)


def read_books(directory: Path) -> tuple[Books, list[BooksProblem]]:
    """The records of the package in `directory`, in their one form, and what is odd in them.

    Raises InvalidBooks with every bad row, or UnreadableInput.
    """
    with valid(directory) as package:
        tables: dict[str, list[Row]] = {}
        for name, table in package.form.tables.items():
            columns = [column.name for column in table.columns]
            chosen = ", ".join(f"""coalesce("{column}"::VARCHAR, '')""" for column in columns)
            rows = package.rows(f"SELECT {chosen} FROM rows_{name} ORDER BY row")
            if rows:
                tables[name] = [dict(zip(columns, row, strict=True)) for row in rows]
        prior = directory / PRIOR
        books = Books(
            package.fiscal_year,
            package.standard.id,
            package.variant.id,
            tables,
            prior.read_bytes() if prior.is_file() else None,
        )
        return books, problems_of(package.problems.warnings)


@contextmanager
def written(books: Books) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:
        directory = Path(folder)
        write_books(books, directory)
        yield directory


@contextmanager
def opened(directory: Path) -> Iterator[SourcePackage]:
    """The package, its defects as InvalidBooks."""
    try:
        with open_package(directory) as package:
            yield package
    except InvalidPackage as error:
        raise InvalidBooks(problems_of(error.problems.errors)) from None


@contextmanager
def valid(directory: Path) -> Iterator[SourcePackage]:
    with opened(directory) as package:
        validate(package)
        yield package


def _table(file: str) -> str:
    """The table of a file that `write_books` wrote; the file itself where it is no table's."""
    return (file.rpartition(".")[0] or file).replace("registers/", "register_")


def problems_of(found: Sequence[Problem]) -> list[BooksProblem]:
    listed = [
        BooksProblem(problem.place or _table(problem.file), row, problem.field, problem.value,
                     problem.reason)
        for problem in found
        for row in problem.rows or (0,)
    ]  # fmt: skip
    return sorted(listed, key=lambda item: (item.table, item.row, item.column))
