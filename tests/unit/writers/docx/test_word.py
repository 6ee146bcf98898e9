"""The Word file: styles and no direct formatting, merged cells, repeated headers; LibreOffice opens it."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pages import in_the_type_area, missing_glyphs, overlapping, page_texts

from mingzhang.document.spans import positions
from mingzhang.writers.docx.looks import STYLES
from mingzhang.writers.publication import Publication
from mingzhang.writers.registry import writer


@pytest.fixture(scope="module")
def path(sample: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a Word file."""
    return writer("docx").write(sample, tmp_path_factory.mktemp("docx"))[0]


@pytest.fixture(scope="module")
def body(path: Path) -> Any:
    """The body's element."""
    return Document(str(path)).element.body


def test_every_look_is_a_style_s(body: Any) -> None:
    """Paragraphs name a style; runs have no properties but the picture's."""
    known = {style.id for style in STYLES}
    for paragraph in body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        assert style is not None
        assert style.get(qn("w:val")) in known
    assert [run for run in body.iter(qn("w:r")) if run.find(qn("w:rPr")) is not None] == []


def test_styles_name_the_east_asian_fonts(path: Path) -> None:
    fonts = {
        style.name: style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia"))
        for style in Document(str(path)).styles
        if style.name in ("公文正文", "Heading 2", "Heading 3", "Title", "Footer")
    }
    assert fonts == {
        "公文正文": "仿宋",
        "Heading 2": "黑体",
        "Heading 3": "楷体",
        "Title": "方正小标宋简体",
        "Footer": "宋体",
    }


def test_pages_have_the_margins_of_official_documents(path: Path) -> None:
    turned = Counter()
    for section in Document(str(path)).sections:
        margins = [
            round(each.mm)
            for each in (
                section.top_margin,
                section.right_margin,
                section.bottom_margin,
                section.left_margin,
            )
        ]
        landscape = section.page_width > section.page_height
        assert margins == ([26, 35, 28, 37] if landscape else [37, 26, 35, 28])
        turned[landscape] += 1
    assert turned[True] >= 2
    assert turned[False] >= 2


def test_tables_are_the_paper_s_with_merged_cells_and_repeated_headers(
    body: Any, sample: Publication
) -> None:
    grids = [grid for section in sample.paper.sections() for grid in section.grids()]
    tables = list(body.iter(qn("w:tbl")))
    assert len(tables) == len(grids)
    for grid, table in zip(grids, tables, strict=True):
        rows = table.findall(qn("w:tr"))
        heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        assert heads == [number < grid.header_rows for number in range(len(grid.rows))]
        for laid, row in zip(positions(grid), rows, strict=True):
            spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.findall(qn("w:tc"))]
            found = [1 if span is None else int(span.get(qn("w:val"))) for span in spans]
            assert found == [cell.col_span for _, cell, _ in laid]


def test_the_contents_are_a_field_that_names_all_headings(body: Any, sample: Publication) -> None:
    codes = [code.text.strip() for code in body.iter(qn("w:instrText"))]
    assert codes[0].startswith("TOC")
    links = ["".join(text.text for text in link.iter(qn("w:t"))) for link in body.iter(qn("w:hyperlink"))]
    titles = [part.title for part in sample.paper.parts]
    assert set(titles) <= set(links)
    assert {
        section.title for section in sample.paper.sections() if section.level == 2 and section.title
    } <= set(links)


def test_it_carries_no_person_and_no_clock(path: Path) -> None:
    properties = Document(str(path)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title
    assert properties.created.year == 1980


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_shows_it_whole(path: Path, sample: Publication, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    printed = tmp_path / "disclosure.pdf"
    texts = page_texts(printed)
    forms = len(sample.disclosure.evaluations)
    # Cover, contents, five parts, ten statements and one page for each form at least; none of them empty.
    assert forms + 20 <= len(texts) <= 2 * forms + 30
    assert [number for number, text in enumerate(texts, 1) if not text.strip()] == []
    assert missing_glyphs(printed) == []
    assert in_the_type_area(printed) == []
    assert overlapping(printed) == []
