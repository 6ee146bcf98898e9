"""Workbooks as plain grids: what each cell holds, which rows are hidden, which cells are merged.

A reader of its own beside `mingzhang.readers`, since it wants what is stored (the exact amount, the
code's format), not what a published table shows.
"""

from __future__ import annotations

import csv
import datetime
import errno
import io
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from mingzhang.kit.errors import UnreadableInput
from mingzhang.kit.language import Text
from mingzhang.kit.system_errors import reason_of


@dataclass(frozen=True, slots=True)
class Number:
    """A number as stored, exact. `zeros`: digits that its format fills up with zeros (`000000` = 6);
    `percent`: its format shows it times 100."""

    value: Decimal
    zeros: int = 0
    percent: bool = False

    def text(self) -> str:
        """Without exponent and without zeros behind the point."""
        shown = self.value * 100 if self.percent else self.value
        plain = format(shown, "f")
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return plain.zfill(self.zeros) + ("%" if self.percent else "")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell without a value that can be used, and why."""

    shown: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell below or beside the first of a merged area, whose value it shares."""

    value: str | Number | datetime.date | Fault


Value = str | Number | datetime.date | Fault | Merged | None


@dataclass(slots=True)
class Grid:
    """A sheet. `rows[0]` is its row 1; `hidden` has the numbers of hidden rows."""

    name: str
    rows: list[list[Value]]
    hidden: set[int] = field(default_factory=set)
    concealed: bool = False

    def cell(self, row: int, column: int) -> Value:
        """The value in row and column, both from 1; None outside."""
        line = self.rows[row - 1] if 0 < row <= len(self.rows) else []
        return line[column - 1] if 0 < column <= len(line) else None


UNCOMPUTED = Text(
    "公式没有计算结果；请用表格软件打开、保存一次再导入",
    "a formula without its result; open and save the file once",
)
FAULTY = Text("公式出错", "the formula failed")


def read_grids(path: Path, max_size: int) -> list[Grid]:
    """Every sheet of an xlsx, xlsm, xls or csv file, told by its content; UnreadableInput otherwise.

    `max_size` in bytes.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        with path.open("rb") as stream:
            start = stream.read(8)
    except OSError as error:
        reason = reason_of(error)
        raise UnreadableInput(
            f"{path}：打不开（{reason.zh}）。", f"{path}: cannot be opened ({reason.en})."
        ) from None
    if size > max_size:
        limit = max_size // (1024 * 1024)
        raise UnreadableInput(
            f"{path}：文件超过 {limit} MB；请拆分，或用 --max-size 放宽。",
            f"{path}: is over {limit} MB; split it or raise --max-size.",
        )
    if start.startswith(b"PK"):
        from mingzhang.compile.imports.xlsx import read_xlsx

        return read_xlsx(path)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        from mingzhang.compile.imports.xls import read_xls

        return read_xls(path)
    return [_read_csv(path)]


def _read_csv(path: Path) -> Grid:
    """Text with commas or tabs, UTF-8 or GBK."""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = "\0"
    if "\0" in text or not text.strip():
        raise UnreadableInput(
            f"{path}：不是工作簿（xlsx、xls）或 CSV 文件，或者是空的。",
            f"{path}: is no workbook (xlsx, xls) or CSV file, or is empty.",
        )
    first = text.split("\n", 1)[0]
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    try:
        rows: list[list[Value]] = [
            [cell.strip() or None for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        ]
    except csv.Error as error:
        raise UnreadableInput(
            f"{path}：不是有效的 CSV（{error}）。", f"{path}: is no valid CSV ({error})."
        ) from None
    return Grid(path.stem, rows)


def merge(rows: list[list[Value]], top: int, left: int, bottom: int, right: int) -> None:
    """Lets the other cells of a merged area (rows and columns from 1, inclusive) share its first value."""
    line = rows[top - 1] if top <= len(rows) else []
    value = line[left - 1] if left <= len(line) else None
    if value is None or isinstance(value, Merged):
        return
    for row in rows[top - 1 : bottom]:
        row.extend([None] * (right - len(row)))
        for column in range(left - 1, right):
            if row[column] is None:
                row[column] = Merged(value)


def zeros_of(number_format: str) -> int:
    """How many digits a format like `000000` fills up with zeros; 0 for any other."""
    return (
        len(number_format) if number_format and set(number_format) == {"0"} and len(number_format) > 1 else 0
    )
