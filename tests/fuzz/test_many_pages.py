"""The memory of reading does not grow with the pages read, but for the text that they hold."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from mingzhang.readers.child import GIVES_BACK
from mingzhang.readers.isolated import Limits
from tests.conformance.readers.typeset import pdf_of, table

MIB = 1024 * 1024
DOTS, SIDE = 200, 200
"""Dots to the inch of a scan, pixels of its side."""
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
cells = sum(len(row.cells) for grid in document.grids() for row in grid.rows)
print(cells or len(document.blocks), *held)
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


def scanned_pages(count: int, folder: Path) -> Path:
    """A PDF of `count` pages, each a picture of its own: small, so that OCR takes half a second a page."""
    drawn = []
    for number in range(count):
        picture = Image.new("L", (SIDE, SIDE), 255)
        paper = ImageDraw.Draw(picture)
        for row in range(3):
            paper.text((20, 20 + 40 * row), f"{number * 37 + row},234.50", fill=0, font_size=20)
        drawn.append(picture)
    path = folder / f"scanned-{count}.pdf"
    drawn[0].save(path, "PDF", save_all=True, append_images=drawn[1:], resolution=DOTS)
    return path


def held_after(path: Path) -> tuple[int, list[int]]:
    """(cells or lines read, bytes that the process held each time it told of a page)."""
    # As the desk starts a process to read; OCR in threads keeps hundreds of megabytes otherwise.
    environment = {**os.environ, **GIVES_BACK}
    command = [sys.executable, "-c", READ, str(path)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    read, *held = map(int, ended.stdout.split())
    return read, held


def grows_by(few: int, many: int, folder: Path) -> float:
    """Mebibytes a page that a process holds more after `many` pages than after the first few."""
    cells, held = held_after(pages(many, folder))
    assert (cells, len(held)) == (many * ROWS * 8, many)
    return (max(held) - held[few - 1]) / (many - few) / MIB


TEXT = 0.12
"""Mebibytes that the text of such a page (240 cells with their places) may take."""


def test_memory_over_a_hundred_pages(tmp_path: Path) -> None:
    assert grows_by(40, 120, tmp_path) < TEXT


@pytest.mark.long
def test_memory_over_five_hundred_pages(tmp_path: Path) -> None:
    assert grows_by(50, 500, tmp_path) < TEXT


SCAN = 64
"""Mebibytes by which reading 500 scanned pages may hold more than reading the first fifty."""


@pytest.mark.long
def test_memory_over_five_hundred_scanned_pages(tmp_path: Path) -> None:
    lines, held = held_after(scanned_pages(500, tmp_path))
    assert lines >= 500
    held = held[500:]  # first every page is looked at, then each is drawn and read
    fifty = len(held) // 10
    print([value // MIB for value in held[::fifty]], max(held) // MIB)
    assert max(held[fifty:]) - max(held[:fifty]) < SCAN * MIB
    assert max(held) < Limits().memory
