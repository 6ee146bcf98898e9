"""What is wrong or odd in a package: every bad row by file, row, field, value and reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mingzhang.kit.errors import MingzhangError
from mingzhang.kit.language import Language, Text

LIMIT = 1000
"""Problems listed one by one; the rest are counted."""
NOT_COMPILED = Text("没有生成决算", "nothing written")
ROWS_SHOWN = 20
"""Rows named on the line of one warning."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`rows` count from 1 without the header, none where the whole file is meant; `field` is the heading
    as the file has it. `count` = rows concerned where not all are named. `place` (`Sheet!B7`) stands for
    file and rows where the record came from a workbook."""

    file: str
    rows: tuple[int, ...]
    field: str
    value: str
    reason: Text
    count: int = 1
    place: str | None = None

    def line(self, language: Language) -> str:
        """`file:row: field: value: reason`."""
        rows = ",".join(str(row) for row in self.rows) or "0"
        tail = Text("", "")
        if self.count > max(len(self.rows), 1):
            tail = Text(f"（共{self.count}行）", f" ({self.count} rows)")
        place = self.place or f"{self.file}:{rows}"
        return (
            f"{place}: {self.field}: {_one_line(self.value)}: "
            f"{self.reason.said(language)}{tail.said(language)}"
        )


def _one_line(value: str) -> str:
    plain = " ".join(value.split())
    return plain if len(plain) <= 80 else plain[:79] + "…"


@dataclass(slots=True)
class Problems:
    """Errors and warnings as they are found; `more_errors` were counted and not listed."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    more_errors: int = 0
    more_warnings: int = 0

    def error(self, problem: Problem) -> None:
        """One more error."""
        self.errors.append(problem)

    def warn(self, problem: Problem) -> None:
        """One more warning."""
        self.warnings.append(problem)

    def errors_of_files(self) -> bool:
        """Is any error one of a file as a whole?"""
        return any(not problem.rows for problem in self.errors)

    def raise_errors(self) -> None:
        """Raises InvalidPackage if there is any error."""
        if self.errors:
            raise InvalidPackage(self)

    def error_lines(self, language: Language, outcome: Text = NOT_COMPILED) -> Iterable[str]:
        """The lines on standard error: up to LIMIT, then how many more, then the sum and `outcome`."""
        shown = sorted(self.errors, key=lambda problem: (problem.file, problem.rows, problem.field))[:LIMIT]
        yield from (problem.line(language) for problem in shown)
        more = len(self.errors) - len(shown) + self.more_errors
        total = len(shown) + more
        if more:
            yield Text(f"另有 {more} 处未列出。", f"{more} more not listed.").said(language)
        yield Text(
            f"源数据有 {total} 处错误，{outcome.zh}；请按以上各行修改后再试。",
            f"{total} errors in the records, {outcome.en}; correct the rows above and try again.",
        ).said(language)

    def warning_lines(self, language: Language) -> Iterable[str]:
        """The warnings, in the order of files and rows, each marked as such."""
        mark = Text("警告", "warning").said(language)
        order = sorted(self.warnings, key=lambda problem: (problem.file, problem.rows, problem.field))
        yield from (f"{mark}: {problem.line(language)}" for problem in order[:LIMIT])
        more = max(0, len(order) - LIMIT) + self.more_warnings
        if more:
            yield mark + ": " + Text(f"另有 {more} 条未列出。", f"{more} more not listed.").said(language)


class InvalidPackage(MingzhangError):
    """The package has errors; `problems` has them all, the message is the first."""

    def __init__(self, problems: Problems) -> None:
        first = next(iter(problems.error_lines("zh"))), next(iter(problems.error_lines("en")))
        super().__init__(*first)
        self.problems = problems


def file_error(file: str, field_name: str, value: str, reason: Text) -> Problem:
    """A problem of a file as a whole."""
    return Problem(file, (), field_name, value, reason)
