"""Reading PDFs beside pdfplumber, camelot and bare RapidOCR: every cell compared first, then the time.

The baselines are in the dependency group `bench` (`uv sync --group bench`); the product never needs them.
"""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measurement import Measurement, best, best_process
from mingzhang.document.model import Document
from mingzhang.readers.pdf import READER

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
RUNS = 3
DOTS = 200
PAGES = (8, 9, 10, 11)
"""Pages of statements and of prose that are read as pictures."""
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
            lost = [text for text in (Counter(theirs) - Counter(own)).elements() if text not in prose]
            note += f"; cells: pdfplumber {len(theirs)}, ours {len(own)}, lost {len(lost)}"
        against[name] = best(lambda run=baseline: run(path), 1 if name == "camelot" else RUNS)
    seconds = best(lambda: ours(path), RUNS)
    return Measurement(what, seconds, against, f"; {pages / seconds:.3g} pages a second{note}")


def start_of_process(path: Path) -> list[Measurement]:
    """What reading in a process of its own costs at the desk: its start once a run, and what each file then
    costs more than in the desk's own process."""
    from mingzhang.readers.registry import read_document

    data = path.read_bytes()
    here = best(lambda: READER.read(data, path.name), RUNS)
    read_document(data, path.name)  # starts the process, which is kept
    return [
        Measurement(
            "starting a reading process",
            best_process([sys.executable, "-c", START]),
            {"Python's start-up": best_process([sys.executable, "-c", "import json"])},
        ),
        Measurement(
            f"{path.name} in a reading process that runs already",
            best(lambda: read_document(data, path.name), RUNS),
            {"the same in the desk's own process": here},
        ),
    ]


def drawn(path: Path, page: int) -> Any:
    """A page at 200 dpi, grey, as the reader has it drawn."""
    import numpy as np
    import pypdfium2

    picture = pypdfium2.PdfDocument(path)[page - 1].render(scale=DOTS / 72, grayscale=True).to_numpy()
    return np.ascontiguousarray(picture.reshape(picture.shape[:2]))


def of_scan(path: Path) -> list[Measurement]:
    """Pages at 200 dpi by OCR, beside RapidOCR as it comes: one page, and several on all processors."""
    what = f"OCR of page {PAGES[0]} of {path.name} at {DOTS} dpi"
    if importlib.util.find_spec("rapidocr") is None:
        return [Measurement(what, None, note="rapidocr is not installed (extra `ocr`)")]
    import numpy as np
    from rapidocr import RapidOCR

    from mingzhang.readers.image.engine import cores, engine
    from mingzhang.readers.image.page import read_picture
    from mingzhang.readers.image.pages import read_pictures

    pictures = [drawn(path, page) for page in PAGES]
    coloured = [np.repeat(grey[:, :, None], 3, axis=2) for grey in pictures]
    bare, models = RapidOCR(params={"Global.log_level": "error"}), engine(cores())
    draws = [(number, lambda grey=grey: (grey, 72 / DOTS)) for number, grey in enumerate(pictures, 1)]
    bare(coloured[0])
    one = best(lambda: read_picture(pictures[0], 72 / DOTS, models, lambda: None), RUNS)
    several = f"OCR of {len(PAGES)} pages, as many at once as there are processors ({cores()})"
    return [
        Measurement(what, one, {"bare RapidOCR": best(lambda: bare(coloured[0]), RUNS)}),
        Measurement(
            several,
            best(lambda: list(read_pictures(draws)), 1),
            {
                "bare RapidOCR": best(lambda: [bare(page) for page in coloured], 1),
                "one page after the other": best(
                    lambda: [read_picture(grey, 72 / DOTS, models, lambda: None) for grey in pictures], 1
                ),
            },
        ),
    ]


def measure() -> list[Measurement]:
    """Text PDFs, a scan, the reading process."""
    if not CORPUS.is_dir():
        return [Measurement("reading PDFs", None, note="the real documents (../shared/corpus) are not here")]
    names = ("final-accounts-2024-planning.pdf", "budget-2024-wanli.pdf")
    return [
        *(of_pdf(CORPUS / name) for name in names),
        *start_of_process(CORPUS / names[0]),
        *of_scan(CORPUS / names[0]),
    ]
