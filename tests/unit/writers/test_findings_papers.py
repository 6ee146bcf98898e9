"""Findings as papers: what is in them, room for the answer, nothing that runs, the same bytes twice."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from hostile_disclosure import ATTACKS
from lxml import html

from mingzhang.app.check import CheckRequest, check
from mingzhang.checks.run import every_rule
from mingzhang.facts.findings import Checks, Finding, FindingFact, NotRun, Report
from mingzhang.facts.model import Disclosure, Source, Unit
from mingzhang.kit.language import Language
from mingzhang.standard.load import Standard
from mingzhang.writers.findings.as_docx import letters_as_docx
from mingzhang.writers.findings.as_html import letters_as_html
from mingzhang.writers.findings.as_xlsx import letters_as_xlsx
from mingzhang.writers.findings.letter import LetterSource

MADE_ON = datetime(2025, 9, 1, tzinfo=UTC)
WRITERS = {"docx": letters_as_docx, "xlsx": letters_as_xlsx, "html": letters_as_html}


def source(
    standard: Standard, text: str = "支出合计不等于各项之和。", language: Language = "zh"
) -> LetterSource:
    fact = FindingFact(
        statement="expenditure", code="208", label=text, column="total", value="5.00", source=Source(page=7)
    )
    finding = Finding(
        rule="expenditure/columns",
        severity="error",
        title=text,
        message=text,
        printed="5.00",
        expected="6.00",
        difference="-1.00",
        facts=[fact],
        source=Source(page=7),
        arithmetic="2.00 + 4.00 = 6.00",
    )
    report = Report(
        file="示例.pdf",
        verdict="inconsistent",
        checks=Checks(run=3, held=2, broken=1),
        findings=[finding],
        not_run=[NotRun(rule="prior/change", why="没有上年决算")],
    )
    disclosure = Disclosure(fiscal_year=2024, unit=Unit(name=text))
    unreadable = Report(file="坏.pdf", verdict="unreadable", error="坏.pdf：不能读取。")
    answers = [(report, disclosure), (unreadable, None)]
    return LetterSource(answers, standard, every_rule(standard), language, MADE_ON)


def texts(kind: str, data: bytes) -> list[list[str]]:
    """Rows of the table of findings, without its header."""
    if kind == "docx":
        tables = Document(io.BytesIO(data)).tables
        return [[cell.text for cell in row.cells] for table in tables for row in table.rows[1:]]
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        rows = [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
        return [row for row in rows if row[0].isdecimal()]
    page = html.fromstring(data.decode())
    return [[cell.text_content() for cell in row.findall("td")] for row in page.iter("tr") if row.get("id")]


@pytest.mark.parametrize("kind", WRITERS)
def test_place_printed_expected_reason_and_room_for_the_answer(kind: str, standard: Standard) -> None:
    (row,) = texts(kind, WRITERS[kind](source(standard)))
    number, severity, place, printed, expected, reason, answer = row
    assert (number, severity, printed, expected, answer) == ("1", "错误", "5.00", "6.00", "")
    assert "第7页" in place
    assert "208" in place
    assert "支出合计不等于各项之和。" in reason
    assert "依据：" in reason
    assert "2.00 + 4.00 = 6.00" in reason


@pytest.mark.parametrize("kind", WRITERS)
def test_in_english(kind: str, standard: Standard) -> None:
    (row,) = texts(kind, WRITERS[kind](source(standard, language="en")))
    assert row[1] == "error"
    assert "Source: " in row[5]


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_texts_stay_texts(kind: str, attack: str, standard: Standard) -> None:
    data = WRITERS[kind](source(standard, attack))
    (row,) = texts(kind, data)
    assert attack.strip("\x00\x08\t") in row[5].replace("\x00", "")
    if kind == "html":
        page = html.fromstring(data.decode())
        assert not list(page.iter("script", "a", "img", "iframe", "link"))
    if kind == "xlsx":
        sheets = openpyxl.load_workbook(io.BytesIO(data)).worksheets
        assert not [cell for sheet in sheets for line in sheet for cell in line if cell.data_type == "f"]


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_findings_give_the_same_bytes(kind: str, standard: Standard) -> None:
    assert WRITERS[kind](source(standard)) == WRITERS[kind](source(standard))


@pytest.mark.parametrize("kind", WRITERS)
def test_check_writes_it_for_every_file(kind: str, repository: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{}x", encoding="utf-8")
    out = tmp_path / f"out.{kind}"
    sample = repository / "samples" / "gaoping-2024.json"
    assert check(CheckRequest(files=[sample, bad], format=kind, output=out)) == 2  # type: ignore[arg-type]
    rows = texts(kind, out.read_bytes())
    assert len(rows) > 100
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
