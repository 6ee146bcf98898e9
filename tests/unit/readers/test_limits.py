"""Limits of the text reader: refused before time and memory are spent."""

from __future__ import annotations

import pytest

from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.registry import read_document
from mingzhang.readers.text import limits

OVER = {
    "bytes": b"a\n" * 10 + "一".encode() * (limits.MAX_BYTES // 3 + 1),
    "line": "一".encode() * (limits.MAX_LINE_BYTES // 3 + 1),
    "lines": b"a\n" * (limits.MAX_LINES + 1),
    "cells in a row": b"1\t" * limits.MAX_CELLS_PER_ROW + b"1",
    "pipes in a row": b"|1" * (limits.MAX_CELLS_PER_ROW + 1) + b"|",
    "cells": (b"1\t" * 99 + b"1\n") * (limits.MAX_CELLS // 100 + 1),
    "cells of an HTML table": b"<table><tr>"
    + b"<td>1</td>" * (limits.MAX_CELLS_PER_ROW + 1)
    + b"</tr></table>",
}


@pytest.mark.parametrize("name", OVER)
def test_over_a_limit(name: str) -> None:
    with pytest.raises(UnreadableInput) as raised:
        read_document(OVER[name], "大.txt")
    assert "上限" in raised.value.message.zh
    assert "limit" in raised.value.message.en


def test_just_below_is_read() -> None:
    data = b"1\t" * (limits.MAX_CELLS_PER_ROW - 1) + b"1"
    assert len(read_document(data, "x.txt").grids()[0].rows[0].cells) == limits.MAX_CELLS_PER_ROW


def test_spans_are_bounded() -> None:
    data = '<table><tr><td colspan="9999" rowspan="0">甲</td></tr></table>'.encode()
    cell = read_document(data, "x.txt").grids()[0].rows[0].cells[0]
    assert (cell.col_span, cell.row_span) == (limits.MAX_SPAN, 1)
