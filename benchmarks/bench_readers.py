"""Reading PDFs beside pdfplumber, camelot and bare RapidOCR: every cell compared first, then the time.

The baselines are in the dependency group `bench` (`uv sync --group bench`); the product never needs them.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measurement import Measurement, best
from mingzhang.document.model import Document
from mingzhang.readers.pdf import READER

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
RUNS = 3
START = "import mingzhang.readers.worker"


def ours(path: Path) -> Document:
    """What our reader gives, in this process."""
    return READER.read(path.read_bytes(), path.name)


def our_cells(document: Document) -> list[str]:
    """The texts of all cells that have one, page by page, without white space."""
    texts = (cell.text for grid in document.grids() for row in grid.rows for cell in row.cells)
    return sorted("".join(text.split()) for text in texts if text.strip())


def plumber_tables(path: Path) -> list[Any]:
    """What `pdfplumber.extract_tables` gives, page by page."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [table for page in pdf.pages for table in page.extract_tables()]


def plumber_cells(tables: list[Any]) -> list[str]:
    """The texts of pdfplumber's cells, without white space."""
    texts = (cell for table in tables for row in table for cell in row if cell)
    return sorted(text for text in ("".join(cell.split()) for cell in texts) if text)


def camelot_tables(path: Path) -> object:
    """What camelot finds by ruling lines."""
    import camelot

    return camelot.read_pdf(str(path), pages="all", flavor="lattice")


BASELINES: dict[str, Callable[[Path], object]] = {
    "pdfplumber": plumber_tables,
    "camelot": camelot_tables,
}


def of_pdf(path: Path) -> Measurement:
    """One text PDF: cells that only pdfplumber has, then times against what is installed."""
    import pypdfium2

    pages = len(pypdfium2.PdfDocument(path))
    what = f"tables and text of {path.name} ({pages} pages)"
    against: dict[str, float] = {}
    note = ""
    for name, baseline in BASELINES.items():
        if importlib.util.find_spec(name) is None:
            note += f"; {name} is not installed (`uv sync --group bench`)"
            continue
        if name == "pdfplumber":
            theirs = plumber_cells(plumber_tables(path))
            document = ours(path)
            own = our_cells(document)
            prose = "".join("".join(item.text.split()) for item in document.paragraphs())
            # A box of one column (around a table of contents) is prose to us and a table to pdfplumber.
            lost = [text for text in theirs if text not in own and text not in prose]
            note += f"; cells: pdfplumber {len(theirs)}, ours {len(own)}, lost {len(lost)}"
        against[name] = best(lambda run=baseline: run(path), 1 if name == "camelot" else RUNS)
    return Measurement(what, best(lambda: ours(path), RUNS), against, note)


def start_of_process() -> Measurement:
    """What reading in a process of its own costs at the desk: once a run."""
    from benchmarks.measurement import best_process

    return Measurement(
        "starting a reading process",
        best_process([sys.executable, "-c", START]),
        {"Python's start-up": best_process([sys.executable, "-c", "import json"])},
    )


def of_scan(path: Path, page: int = 8) -> Measurement:
    """One page at 200 dpi by OCR, beside RapidOCR as it comes."""
    what = f"OCR of page {page} of {path.name} at 200 dpi"
    if importlib.util.find_spec("rapidocr") is None:
        return Measurement(what, None, note="rapidocr is not installed (extra `ocr`)")
    import numpy as np
    import pypdfium2
    from rapidocr import RapidOCR

    from mingzhang.readers.image.engine import cores, engine
    from mingzhang.readers.image.page import read_picture

    drawn = pypdfium2.PdfDocument(path)[page - 1].render(scale=200 / 72, grayscale=True).to_numpy()
    grey = np.ascontiguousarray(drawn.reshape(drawn.shape[:2]))
    colour = np.repeat(grey[:, :, None], 3, axis=2)
    bare, models = RapidOCR(params={"Global.log_level": "error"}), engine(cores())
    bare(colour)
    return Measurement(
        what,
        best(lambda: read_picture(grey, 72 / 200, models, lambda: None), RUNS),
        {"bare RapidOCR": best(lambda: bare(colour), RUNS)},
    )


def measure() -> list[Measurement]:
    """Text PDFs, a scan, the reading process."""
    if not CORPUS.is_dir():
        return [Measurement("reading PDFs", None, note="the real documents (../shared/corpus) are not here")]
    names = ("final-accounts-2024-planning.pdf", "budget-2024-wanli.pdf")
    return [
        *(of_pdf(CORPUS / name) for name in names),
        start_of_process(),
        of_scan(CORPUS / names[0]),
    ]
