"""A true disclosure in other offices' layouts: every figure is read, and `check` calls nothing an error."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from mingzhang.checks.registry import Case
from mingzhang.checks.run import examine
from mingzhang.document.model import Document
from mingzhang.facts.model import Disclosure
from mingzhang.readers.pdf import READER
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard
from tests.golden.invented import UNIT
from tests.golden.printed import Cells
from tests.golden.province_forms import FORMS
from tests.golden.published_styles import STYLES, published

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def judge(document: Document, name: str, figures: dict[str, Cells], standard: Standard) -> Disclosure:
    """Everything printed is read, nothing else, and nothing is found wrong."""
    disclosure = recognise(document, standard)
    assert (disclosure.unit.name, disclosure.fiscal_year, disclosure.kind) == (UNIT, 2023, "final_accounts")
    style = STYLES[name]
    assert [item.id for item in disclosure.statements] == list(FORMS[style.form].titles)
    for statement in disclosure.statements:
        assert statement.currency_unit == style.money
        found = {
            (fact.side, fact.code, fact.column): fact.value
            for fact in statement.facts
            if (fact.value is None or fact.value.strip("-0."))
            and (statement.id, fact.code) != ("general_budget_basic", "total")
        }
        assert found == figures[statement.id], statement.id
    report = examine([Case(disclosure)], standard)[0]
    assert [finding for finding in report.findings if finding.severity == "error"] == []
    named = {finding.rule for finding in report.findings if finding.severity == "warning"}
    assert not named & {"names/functional-name", "names/economic-name", "names/subject-in-text"}
    return disclosure


@pytest.mark.parametrize("name", STYLES)
def test_a_true_disclosure(name: str, standard: Standard) -> None:
    page, figures = published(STYLES[name], standard)
    judge(read_document(page.encode(), "x.html"), name, figures, standard)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.parametrize(
    "name",
    [
        # A row that a page's edge cuts, heads and feet on upright pages.
        "upright narrow pages",
        # Pages lying and upright with one running head, a slanting watermark.
        pytest.param("numbered tables, unit and money in one line", marks=pytest.mark.long),
        pytest.param("续上表", marks=pytest.mark.long),
        pytest.param("totals without a name", marks=pytest.mark.long),
    ],
)
def test_a_true_disclosure_printed(name: str, tmp_path: Path, standard: Standard) -> None:
    page, figures = published(STYLES[name], standard)
    source, target = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text(page, encoding="utf-8")
    assert CHROMIUM is not None
    subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={target}", source.as_uri()],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    disclosure = judge(READER.read(target.read_bytes(), "x.pdf"), name, figures, standard)
    unread = [item.text for item in disclosure.unread]
    assert not [text for text in unread if "页" in text or text.endswith("公开")], (
        "heads and feet are no text"
    )
