"""The PDF file: a template of ours, the paper as data beside it, Typst between them."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from mingzhang.writers.fonts import chosen
from mingzhang.writers.pdf.data import paper_data
from mingzhang.writers.publication import Publication

_TEMPLATE = Path(__file__).with_name("paper.typ")


@cache
def _fonts() -> typst.Fonts:
    """The machine's fonts, looked up once."""
    return typst.Fonts()


def pdf_bytes(publication: Publication) -> bytes:
    """The file; the same publication gives the same bytes on the same fonts.

    Raises MissingPart where the machine has no Chinese font.
    """
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as name:
        folder = Path(name)
        lay_ready(publication, folder)
        return _compiled(folder, int(publication.made_on.timestamp()))


def lay_ready(publication: Publication, folder: Path) -> None:
    """Puts the template, the paper as data and the charts into `folder`.

    Raises MissingPart where the machine has no Chinese font.
    """
    fonts = chosen(installed())
    charts: dict[str, str] = {}
    for chart in publication.charts.main():
        charts[chart.id] = f"{chart.id}.png"
        (folder / charts[chart.id]).write_bytes(publication.charts.png(chart))
    data = paper_data(publication, fonts, charts)
    (folder / "paper.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (folder / "main.typ").write_bytes(_TEMPLATE.read_bytes())


def installed() -> set[str]:
    """The font families on this machine."""
    return set(_fonts().families())


def _compiled(folder: Path, timestamp: int) -> bytes:
    """Accessible (PDF/UA-1) where the content allows it: headings that skip a level do not."""

    def compiled(standard: Literal["ua-1"] | None) -> bytes:
        return typst.compile(
            str(folder / "main.typ"),
            root=str(folder),
            font_paths=_fonts(),
            timestamp=timestamp,
            format="pdf",
            pdf_standards=standard,
        )

    try:
        return compiled("ua-1")
    except typst.TypstError:
        return compiled(None)
