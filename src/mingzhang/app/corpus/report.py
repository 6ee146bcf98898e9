"""The report on a lake, written as a folder."""

from __future__ import annotations

from pathlib import Path

from mingzhang.app.folder import put, written_aside
from mingzhang.corpus.asking.views import opened
from mingzhang.corpus.report.expected import read_expected
from mingzhang.corpus.report.make import report as made
from mingzhang.corpus.store.lake import Lake
from mingzhang.kit.language import Language


def report(folder: Path, output: Path, expected: Path | None, year: int | None, language: Language) -> int:
    """Writes `index.html` and the CSV files into `output`, which is new or an earlier report.

    Raises UsageError where there is no lake or the place cannot be written, UnreadableInput where the
    list of units is wrong.
    """
    units = [] if expected is None else read_expected(expected)
    lake = Lake.existing(folder)
    with opened(lake, lake.snapshot()) as connection:
        files = made(connection, units, year, language)
    with written_aside(output, _is_report) as aside:
        put(aside, files)
    return 0


def _is_report(folder: Path) -> bool:
    return (folder / "index.html").is_file() and (folder / "rules_by_year.csv").is_file()
