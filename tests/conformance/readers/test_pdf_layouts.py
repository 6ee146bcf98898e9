"""One table, drawn and set in all the ways that producers of PDF have: the same rows come out of it."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pypdfium2
import pytest
from tests.conformance.readers.pdf_files import page_of
from tests.conformance.readers.typeset import (
    EXPENDITURE,
    EXPENDITURE_HEAD,
    EXPENDITURE_ROWS,
    pdf_of,
    small_disclosure,
    table,
)

from mingzhang.document.model import Document, Grid, Paragraph
from mingzhang.readers.pdf import READER
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard

COLUMNS = [100.0, 180.0, 260.0, 340.0]
ROWS = [700.0, 680.0, 660.0, 640.0]
TEXTS = [["208", "1,234.50", ""], ["20805", "-5.00", "0.00"], ["2080501", "7", "66.01"]]


def strokes() -> list[str]:
    lines = [f"{COLUMNS[0]} {y} m {COLUMNS[-1]} {y} l S" for y in ROWS]
    return lines + [f"{x} {ROWS[0]} m {x} {ROWS[-1]} l S" for x in COLUMNS]


def boxes() -> list[str]:
    return [f"{x} {y - 20} 80 20 re S" for x in COLUMNS[:-1] for y in ROWS[:-1]]


def bars() -> list[str]:
    lines = [f"{COLUMNS[0]} {y - 0.25} 240 0.5 re f" for y in ROWS]
    return lines + [f"{x - 0.25} {ROWS[-1]} 0.5 60 re f" for x in COLUMNS]


def pieces() -> list[str]:
    level = [f"{x} {y - 0.25} 79.5 0.5 re f" for x in COLUMNS[:-1] for y in ROWS]
    return level + [f"{x - 0.25} {y - 19.5} 0.5 19 re f" for x in COLUMNS for y in ROWS[:-1]]


def one_path() -> list[str]:
    return [" ".join(line.removesuffix(" S") for line in strokes()) + " S"]


def in_a_form() -> list[str]:
    return ["q 1 0 0 1 0 0 cm", *strokes(), "Q"]


def open_sides() -> list[str]:
    lines = [f"{COLUMNS[0]} {y} m {COLUMNS[-1]} {y} l S" for y in ROWS]
    return lines + [f"{x} {ROWS[0]} m {x} {ROWS[-1]} l S" for x in COLUMNS[1:-1]]


def doubled() -> list[str]:
    return strokes() + [line.replace("700.0", "698.8") for line in strokes()]


DRAWINGS: list[Callable[[], list[str]]] = [
    strokes,
    boxes,
    bars,
    pieces,
    one_path,
    in_a_form,
    open_sides,
    doubled,
]


def texts(*, raised: float = 0.0) -> list[str]:
    shown = []
    for row, y in zip(TEXTS, ROWS, strict=False):
        for text, x in zip(row, COLUMNS, strict=False):
            up = raised if "." in text else 0.0
            shown.append(f"BT /F 10 Tf {x + 4} {y - 14 + up} Td ({text}) Tj ET")
    return shown


def read(content: list[str], page: bytes = b"") -> Document:
    return READER.read(page_of("\n".join(content).encode(), page=page), "某局.pdf")


def cells(document: Document) -> list[list[str]]:
    (grid,) = document.grids()
    return [row.texts() for row in grid.rows]


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.__name__)
def test_however_it_is_drawn(drawing: Callable[[], list[str]]) -> None:
    assert cells(read(drawing() + texts())) == TEXTS


@pytest.mark.parametrize("seed", range(3))
def test_in_whatever_order_it_is_written(seed: int) -> None:
    content = strokes() + texts()
    random.Random(seed).shuffle(content)
    assert cells(read(content)) == TEXTS


def test_figures_off_the_baseline_stay_in_their_line() -> None:
    assert cells(read(strokes() + texts(raised=3.0))) == TEXTS
    prose = ["BT /F 12 Tf 72 500 Td (spent) Tj ET", "BT /F 12 Tf 110 503.5 Td (1234.50 in all) Tj ET"]
    assert [item.text for item in read(prose).paragraphs()] == ["spent 1234.50 in all"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_level(turn: int, standard: Standard) -> None:
    pdf = pypdfium2.PdfDocument(small_disclosure())
    for page in pdf:
        page.set_rotation(turn)
    turned = io.BytesIO()
    pdf.save(turned)
    document = READER.read(turned.getvalue(), "某局.pdf")
    assert facts(document, standard) == EXPENDITURE
    width, height = (842, 596) if turn != 180 else (596, 842)
    for grid in document.grids():
        assert grid.place.bbox is not None
        x0, y0, x1, y1 = grid.place.bbox
        assert 0 <= x0 < x1 <= width
        assert 0 <= y0 < y1 <= height


def test_a_watermark_and_bold_printed_twice_leave_no_trace() -> None:
    slanted = "BT /F 60 Tf 0.7 0.7 -0.7 0.7 90 600 Tm (DRAFT) Tj ET"
    twice = [text.replace(" Td", " Td") for text in texts()]
    shifted = ["q 1 0 0 1 0.3 0 cm", *texts(), "Q"]
    assert cells(read([*strokes(), slanted, *twice, *shifted])) == TEXTS


def test_merged_cells_are_known_by_their_missing_lines() -> None:
    drawn = [line for line in strokes() if not line.startswith("180")]
    drawn += ["180 680 m 180 640 l S"]
    content = [*drawn, "BT /F 10 Tf 140 686 Td (Total) Tj ET", "BT /F 10 Tf 264 686 Td (9.00) Tj ET"]
    (grid,) = read(content).grids()
    first = grid.rows[0].cells
    assert [(cell.text, cell.col_span) for cell in first] == [("Total", 2), ("9.00", 1)]


def test_a_text_that_runs_over_into_an_empty_cell_is_whole() -> None:
    long = "BT /F 10 Tf 104 686 Td (A name that is wider) Tj ET"
    assert cells(read([*strokes(), long]))[0] == ["A name that is wider", "", ""]


def test_boxes_and_underlines_are_no_tables() -> None:
    content = ["60 400 300 100 re S", "72 300 m 200 300 l S", "BT /F 12 Tf 72 450 Td (framed) Tj ET"]
    document = read(content)
    assert document.grids() == []
    assert [item.text for item in document.paragraphs()] == ["framed"]


def facts(document: Document, standard: Standard) -> dict[tuple[str, str], str | None]:
    disclosure = recognise(document, standard)
    (statement,) = disclosure.statements
    assert statement.currency_unit == "万元"
    return {(fact.code, fact.column): fact.value for fact in statement.facts}


def test_a_typeset_disclosure(standard: Standard) -> None:
    document = READER.read(small_disclosure(), "某局.pdf")
    assert facts(document, standard) == EXPENDITURE
    disclosure = recognise(document, standard)
    assert (disclosure.unit.name, disclosure.fiscal_year) == ("清河县园林局", 2024)
    assert disclosure.explanation[0].paragraphs[0].text.startswith("本年支出合计1234.50万元，其中：")
    assert len(disclosure.explanation[0].paragraphs) == 1, "lines of a paragraph are put together"


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_over_two_pages(standard: Standard, repeated: bool) -> None:
    head = table(EXPENDITURE_HEAD + EXPENDITURE_ROWS[1:2], 8)
    rest = [*EXPENDITURE_HEAD, *EXPENDITURE_ROWS[2:]] if repeated else EXPENDITURE_ROWS[2:]
    rest = [*rest, EXPENDITURE_ROWS[0]]
    widths = "(50pt, 100pt, 60pt, 60pt, 60pt, 40pt, 40pt, 40pt)"
    first = head.replace("columns: 8", f"columns: {widths}")
    second = table(rest, 8).replace("columns: 8", f"columns: {widths}")
    data = pdf_of(
        "清河县园林局2024年度部门决算\n#pagebreak()\n#align(center)[支出决算表]\n单位：万元\n"
        f"{first}#pagebreak()\n{second}"
    )
    document = READER.read(data, "某局.pdf")
    assert facts(document, standard) == EXPENDITURE
    disclosure = recognise(document, standard)
    pages = {fact.code: fact.source.page for fact in disclosure.statements[0].facts}
    assert pages == {"212": 2, "21205": 3, "2120501": 3, "total": 3}


def test_page_numbers_and_running_heads_are_left_out() -> None:
    data = pdf_of(
        '#set page(header: [清河县园林局决算公开], numbering: "— 1 —")\n'
        + "\n#pagebreak()\n".join(f"第{n}页正文，写明有关情况。" for n in range(1, 5))
    )
    document = READER.read(data, "某局.pdf")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        f"第{n}页正文，写明有关情况。" for n in range(1, 5)
    ]


def test_every_cell_knows_its_page_and_box() -> None:
    document = read(strokes() + texts())
    (grid,) = document.grids()
    assert isinstance(grid, Grid)
    assert grid.spans_known
    place = grid.rows[1].cells[1].place
    assert place.page == 1
    assert place.bbox == (180.0, 162.0, 260.0, 182.0)


def test_a_picture_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from mingzhang.kit.errors import MissingPart
    from mingzhang.readers.image import READER as PICTURES
    from mingzhang.readers.image import part

    monkeypatch.setattr(part, "_PARTS", ("a_module_that_is_not_there",))
    with pytest.raises(MissingPart, match="pip install 'mingzhang\\[ocr\\]'"):
        PICTURES.read(b"\x89PNG\r\n\x1a\n", "某局.png")
