"""Statements printed by a browser with, without and with level ruling lines only: the same figures."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from tests.golden.invented import UNIT, invented
from tests.golden.province_forms import FORMS
from tests.golden.province_printer import Printer

from mingzhang.readers.pdf import READER
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PAGE = (
    "@page{size:A4 landscape;margin:20mm} body{font-family:'Noto Serif CJK SC';font-size:9pt}"
    "section{page-break-before:always} h1,h3{text-align:center} h3{font-size:14pt} .right{text-align:right}"
    "table{border-collapse:collapse;width:100%} td{padding:2pt 5pt;text-align:center} .f{text-align:right}"
)
LINES = {
    "all": "td{border:0.5pt solid black}",
    "level": "td{border-top:0.5pt solid black;border-bottom:0.5pt solid black}",
    "three": "table,tr:nth-child(3) td{border-top:1pt solid} table{border-bottom:1pt solid}",
    "none": "",
}


def printed(folder: Path, name: str, lines: str, standard: Standard) -> bytes:
    """The PDF that the browser prints."""
    page = Printer(FORMS[name], standard, UNIT).page(invented(Random(1)), style=PAGE + LINES[lines])
    page = re.sub(r"<td ([^>]*)>(-?[\d,]+\.\d\d)</td>", r"<td class=f \1>\2</td>", page)
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page, encoding="utf-8")
    assert CHROMIUM is not None
    subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}", source.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return target.read_bytes()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.parametrize(
    ("name", "lines", "share"),
    [
        ("ministry", "all", 1.0),
        ("zhejiang", "none", 1.0),
        ("guangdong", "three", 1.0),
        ("sichuan", "level", 0.99),
        pytest.param("until 2020", "none", 1.0, marks=pytest.mark.long),
        pytest.param("ministry", "none", 0.99, marks=pytest.mark.long),
        pytest.param("beijing", "all", 1.0, marks=pytest.mark.long),
        pytest.param("jiangsu", "all", 1.0, marks=pytest.mark.long),
        # Sparse figures without ruling lines, in forms without column numbers, over two pages.
        ("beijing", "three", 1.0),
        ("jiangsu", "none", 1.0),
    ],
)
def test_figures_of_a_printed_page(
    name: str, lines: str, share: float, tmp_path: Path, standard: Standard
) -> None:
    disclosure = recognise(READER.read(printed(tmp_path, name, lines, standard), "x.pdf"), standard)
    assert (disclosure.unit.name, disclosure.fiscal_year) == (UNIT, 2023)
    figures = invented(Random(1))
    wanted = {
        (statement, *cell, value)
        for statement in FORMS[name].titles
        for cell, value in figures[statement].items()
    }
    found = {
        (statement.id, fact.side, fact.code, fact.column, fact.value)
        for statement in disclosure.statements
        for fact in statement.facts
        if (fact.value is None or fact.value.strip("-0."))
        and (statement.id, fact.code) != ("general_budget_basic", "total")
    }
    assert len(wanted & found) >= share * len(wanted)
    assert len(wanted & found) >= min(share + 0.05, 1.0) * 0.99 * len(found)
    assert {statement.currency_unit for statement in disclosure.statements} == {FORMS[name].money}
