"""The memory of reading does not grow with the pages read, but for the text that they hold."""

from __future__ import annotations

import io
import subprocess
import sys
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from tests.conformance.readers.typeset import pdf_of, table

MIB = 1024 * 1024
ROWS = 20
READ = """
import sys
from pathlib import Path
from mingzhang.readers import heartbeat
from mingzhang.readers.memory import resident
from mingzhang.readers.pdf import READER
held = []
heartbeat.listen(lambda page: held.append(resident()))
document = READER.read(Path(sys.argv[1]).read_bytes(), "a.pdf")
print(sum(len(row.cells) for grid in document.grids() for row in grid.rows), *held)
"""


@cache
def page() -> bytes:
    """A page full of figures."""
    rows = [
        [f"2120{row:03}", "城乡社区支出", *(f"{row * 37 + at},234.50" for at in range(6))]
        for row in range(ROWS)
    ]
    return pdf_of(table(rows, 8))


def pages(count: int, folder: Path) -> Path:
    """A PDF of `count` such pages, each with content of its own."""
    whole = pypdfium2.PdfDocument.new()
    for _ in range(count):
        whole.import_pages(pypdfium2.PdfDocument(page()), [0])
    path = folder / f"{count}.pdf"
    out = io.BytesIO()
    whole.save(out)
    path.write_bytes(out.getvalue())
    return path


def grows_by(few: int, many: int, folder: Path) -> float:
    """Mebibytes a page that a process holds more after `many` pages than after the first few."""
    command = [sys.executable, "-c", READ, str(pages(many, folder))]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    cells, *held = map(int, ended.stdout.split())
    assert (cells, len(held)) == (many * ROWS * 8, many)
    return (max(held) - held[few - 1]) / (many - few) / MIB


TEXT = 0.12
"""Mebibytes that the text of such a page (240 cells with their places) may take."""


def test_memory_over_a_hundred_pages(tmp_path: Path) -> None:
    assert grows_by(40, 120, tmp_path) < TEXT


@pytest.mark.long
def test_memory_over_five_hundred_pages(tmp_path: Path) -> None:
    assert grows_by(50, 500, tmp_path) < TEXT
