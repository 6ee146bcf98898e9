"""Publishing the sample as papers: all in one run; the PDF against LibreOffice converting our Word."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.measurement import Measurement, best, best_process

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLE = REPOSITORY / "samples/gaoping-2024.json"
PAPERS = ("docx", "pdf", "html")
RUNS = 3
"""LibreOffice takes seconds."""

WRITE = """
import sys
from pathlib import Path
from mingzhang.facts.codec import decode_disclosure
from mingzhang.standard.load import load_standard
from mingzhang.writers.publication import Publication
from mingzhang.writers.registry import writer

source, folder, *formats = sys.argv[1:]
disclosure = decode_disclosure(Path(source).read_bytes(), source)
publication = Publication(disclosure, load_standard("cn", 2024))
for name in formats:
    writer(name).write(publication, Path(folder))
"""
"""A process that writes the formats named; charts are drawn in it once."""

TYPESET = """
import sys
from pathlib import Path
import typst

folder = Path(sys.argv[1])
(folder / "out.pdf").write_bytes(typst.compile(str(folder / "main.typ"), root=str(folder), format="pdf"))
"""
"""A fresh process that sets a PDF whose data and charts lie there."""


def measure() -> list[Measurement]:
    """All papers in one process; then the PDF, its charts drawn, against LibreOffice on the same content."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start_up = best_process([sys.executable, "-c", "import json"])
        papers = Measurement(
            "Word, PDF and web page of the sample, charts drawn, in one process",
            best_process([sys.executable, "-c", WRITE, str(SAMPLE), name, *PAPERS], runs=RUNS),
            {"Python's start-up": start_up},
        )
        return [papers, *_typesetting(folder)]


def _typesetting(folder: Path) -> list[Measurement]:
    """Typst as a fresh process and warm in this one; LibreOffice converting our Word file."""
    what = "PDF of the sample by Typst, charts drawn, a fresh process"
    if shutil.which("soffice") is None:
        return [Measurement(what, None, note="LibreOffice is not here to compare with")]
    again = _prepare(folder / "typst")
    fresh = best_process([sys.executable, "-c", TYPESET, str(folder / "typst")], runs=RUNS)
    office = best(lambda: _convert(folder / "disclosure.docx", folder), RUNS)
    note = f"; LibreOffice takes {office / fresh:.1f} times as long"
    return [
        Measurement(what, fresh, {"LibreOffice on our Word file": office}, note),
        Measurement("The same again in a warm process (reported only)", best(again, RUNS)),
    ]


def _prepare(folder: Path) -> Callable[[], object]:
    """Puts template, data and charts into `folder`; gives what sets the PDF again, warm."""
    from mingzhang.facts.codec import decode_disclosure
    from mingzhang.standard.load import load_standard
    from mingzhang.writers.pdf.file import lay_ready, pdf_bytes
    from mingzhang.writers.publication import Publication

    folder.mkdir()
    disclosure = decode_disclosure(SAMPLE.read_bytes(), SAMPLE.name)
    publication = Publication(disclosure, load_standard("cn", 2024))
    lay_ready(publication, folder)
    pdf_bytes(publication)
    return lambda: pdf_bytes(publication)


def _convert(document: Path, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "office")]
    subprocess.run([*command, str(document)], check=True, capture_output=True)
