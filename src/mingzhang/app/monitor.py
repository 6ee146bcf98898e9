"""Monitoring a package's projects in the middle of the year."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Literal

from mingzhang.app.output import deliver
from mingzhang.compile.monitoring import monitor, validate_records
from mingzhang.compile.package import open_package
from mingzhang.compile.problems import InvalidPackage
from mingzhang.compile.profile import scope_of
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language
from mingzhang.writers.monitoring.as_data import write_csv, write_json
from mingzhang.writers.monitoring.as_text import write_text

Format = Literal["text", "csv", "json"]
_BY_ENDING: dict[str, Format] = {".csv": "csv", ".json": "json"}


def monitor_package(
    directory: Path,
    as_of: str,
    output: Path | None,
    *,
    unit: str | None = None,
    form: Format | None = None,
    language: Language = "zh",
) -> int:
    """Writes the table of all evaluated projects of the package (or of `unit`) as of a day.

    0: written; 2: invalid records, each named on standard error. UsageError for a day that is none or
    lies outside the package's year; UnreadableInput for what is no package.
    """
    day = _day(as_of)
    try:
        with open_package(directory) as package:
            if day.year != package.fiscal_year:
                year = package.fiscal_year
                raise UsageError(
                    f"{as_of}不在数据包的年度内（{year}年）；--as-of 应为{year}年的日期。",
                    f"{as_of} lies outside the package's year {year}; give a day of {year}.",
                )
            validate_records(package)
            monitored = monitor(package, scope_of(package, unit), day)
    except InvalidPackage as error:
        for line in error.problems.error_lines(language):
            print(line, file=sys.stderr)
        return 2
    chosen = form or (_BY_ENDING.get(output.suffix.lower(), "text") if output else "text")
    writers = {"text": write_text, "csv": write_csv, "json": write_json}
    deliver(writers[chosen](monitored, language).encode("utf-8"), output)
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"“{text}”不是日期；应写作 2024-06-30。", f"“{text}” is no date; write it like 2024-06-30."
        ) from None
