"""The PDF: bookmarks, properties, tags, fonts as subsets, and pages that a demanding reader accepts."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from pages import embedded_fonts, in_the_type_area, missing_glyphs, overlapping, page_texts
from published import small

from mingzhang.facts.model import Fact, Statement
from mingzhang.kit.errors import MissingPart
from mingzhang.standard.load import Standard
from mingzhang.writers.pdf import file as pdf_file
from mingzhang.writers.publication import Publication
from mingzhang.writers.registry import writer


@pytest.fixture(scope="module")
def path(sample: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a PDF."""
    return writer("pdf").write(sample, tmp_path_factory.mktemp("pdf"))[0]


def test_bookmarks_name_parts_and_sections(path: Path, sample: Publication) -> None:
    titles = {entry.get_title() for entry in pypdfium2.PdfDocument(path).get_toc()}
    assert {part.title for part in sample.paper.parts} <= titles
    assert {section.title for section in sample.paper.sections() if section.title} <= titles


def test_properties_and_tags(path: Path, sample: Publication) -> None:
    document = pypdfium2.PdfDocument(path)
    properties = document.get_metadata_dict()
    assert properties["Title"] == sample.paper.title
    assert properties["Author"] == ""
    assert document.is_tagged()
    assert b"pdfuaid" in path.read_bytes()


def test_fonts_are_embedded_as_subsets(path: Path) -> None:
    fonts = embedded_fonts(path)
    assert fonts
    assert all(fonts.values())
    assert all(name[6:7] == "+" for name in fonts)


def test_pages(path: Path, sample: Publication) -> None:
    texts = page_texts(path)
    forms = len(sample.disclosure.evaluations)
    assert forms + 20 <= len(texts) <= 2 * forms + 30
    assert [number for number, text in enumerate(texts, 1) if not text.strip()] == []
    assert missing_glyphs(path) == []
    assert in_the_type_area(path) == []
    assert overlapping(path) == []


def test_a_table_repeats_its_header_and_a_title_is_never_alone(path: Path, sample: Publication) -> None:
    texts = ["".join(text.split()) for text in page_texts(path)]
    for section in sample.paper.sections():
        if section.kind == "text":
            continue
        first = "".join(section.grids()[0].rows[0].texts()[0].split()) if section.grids() else "备注"
        title = "".join(section.title.split())
        bodies = [text for text in texts[3:] if title in text]
        assert any(first in text[text.index(title) :] for text in bodies), section.id
    continued = next(text for text in texts if "2240704" in text and "支出决算表" not in text)
    assert "科目代码" in continued


def test_long_figures_stay_in_their_cells(standard: Standard, tmp_path: Path) -> None:
    columns = ("total", "general_public_budget", "government_managed_funds", "state_capital_operations")
    figure = "-123456789.12"
    facts = [Fact(side="expenditure", code="208", column=column, value=figure) for column in columns]
    disclosure = small()
    disclosure.statements = [Statement(id="appropriation_summary", facts=facts)]
    made = writer("pdf").write(Publication(disclosure, standard), tmp_path)[0]
    assert sum(text.count(figure) for text in page_texts(made)) == 4
    assert overlapping(made) == []
    assert in_the_type_area(made) == []


def test_an_explanation_that_skips_a_level_is_still_set(standard: Standard, tmp_path: Path) -> None:
    disclosure = small()
    disclosure.explanation[0].title = "（一）支出情况"
    made = writer("pdf").write(Publication(disclosure, standard), tmp_path)[0]
    assert any("（一）支出情况" in text for text in page_texts(made))


def test_without_a_chinese_font(standard: Standard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "installed", lambda: {"DejaVu Sans"})
    with pytest.raises(MissingPart, match="中文字体"):
        writer("pdf").write(Publication(small(), standard), tmp_path)
    assert list(tmp_path.iterdir()) == []
