"""Sheets as CSV files."""

from __future__ import annotations

import csv
import io

from mingzhang.corpus.report.sheets import Sheet, as_text


def csv_of(sheet: Sheet) -> bytes:
    """The whole sheet: UTF-8 with its mark, which spreadsheet programs need, the keys as header."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink)
    writer.writerow([header.key for header in sheet.headers])
    for row in sheet.rows:
        cells = zip(sheet.headers, row, strict=True)
        writer.writerow([as_text(cell) if header.number else _inert(as_text(cell)) for header, cell in cells])
    return b"\xef\xbb\xbf" + sink.getvalue().encode()


def _inert(text: str) -> str:
    """A text of a foreign document that a spreadsheet would take for a formula is shown as text."""
    return f"'{text}" if text.startswith(("=", "+", "@", "\t", "\r")) else text
