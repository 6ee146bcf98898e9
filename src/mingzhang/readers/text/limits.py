"""How large a text may be. A disclosure with thirty forms has 0.15 MB, 1,500 lines, 14 cells a row.

The limits leave a factor of twenty above that and keep any refusal within 2 s and 500 MB.
"""

from __future__ import annotations

from mingzhang.kit.errors import UnreadableInput

MAX_BYTES = 8 * 1024 * 1024
"""Larger texts are no single unit's disclosure."""

MAX_LINES = 30_000
MAX_LINE_BYTES = 400_000
"""A paragraph of 130,000 characters; a line beyond this is a file without line ends."""

MAX_CELLS_PER_ROW = 300
MAX_CELLS = 300_000
MAX_SPAN = 200
"""A `colspan` or `rowspan` beyond this is read as this."""


def refuse_oversize(data: bytes, name: str) -> None:
    """Raise UnreadableInput where the text is over a limit; looks at bytes only, before decoding."""
    if len(data) > MAX_BYTES:
        raise _refused(name, "文本", "text", f"{len(data):,}", f"{MAX_BYTES:,}", "字节", "bytes")
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    breaks = data.count(b"\n") + data.count(b"\r")
    if breaks > MAX_LINES:
        raise _refused(name, "行数", "number of lines", f"{breaks:,}", f"{MAX_LINES:,}", "行", "lines")
    limit = MAX_LINE_BYTES * (2 if wide else 1)
    longest = max(map(len, data.replace(b"\r", b"\n").split(b"\n")))
    if longest > limit:
        raise _refused(name, "最长的一行", "the longest line", f"{longest:,}", f"{limit:,}", "字节", "bytes")


def refuse_wide_row(name: str, line: int, cells: int) -> None:
    """Raise UnreadableInput where a row has too many cells."""
    if cells > MAX_CELLS_PER_ROW:
        raise _refused(
            name,
            f"第{line}行的单元格",
            f"line {line}",
            f"{cells:,}",
            f"{MAX_CELLS_PER_ROW:,}",
            "个",
            "cells",
        )


def refuse_many_cells(name: str, cells: int) -> None:
    """Raise UnreadableInput where the tables together have too many cells."""
    if cells > MAX_CELLS:
        raise _refused(name, "表格单元格", "tables", f"{cells:,}", f"{MAX_CELLS:,}", "个", "cells")


def _refused(
    name: str, what: str, what_en: str, is_: str, limit: str, unit: str, unit_en: str
) -> UnreadableInput:
    return UnreadableInput(
        f"{name}：{what} {is_} {unit}，超过文本格式的上限 {limit} {unit}；这不像一份决算公开，请检查文件。",
        f"{name}: {what_en}: {is_} {unit_en}, over the limit for text of {limit} {unit_en}; "
        "this does not look like a disclosure, check the file.",
    )
