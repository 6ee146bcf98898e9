"""What a Word file shows: merged cells, text boxes, tracked changes, automatic numbers."""

from __future__ import annotations

import io
import zipfile

import pytest

from mingzhang.document.model import Document, Grid, Paragraph
from mingzhang.readers.docx.file import read_word
from mingzhang.readers.docx.numbering import chinese, counted

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"/></Relationships>'
)


def read(body: str, numbering: str = "", core: str = "") -> Document:
    parts = {"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>"}
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {_W}>{numbering}</w:numbering>"
        parts["word/_rels/document.xml.rels"] = _RELATIONS.format(kind="numbering", target="numbering.xml")
    if core:
        parts["docProps/core.xml"] = core
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return read_word(stream.getvalue(), "x.docx")


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def only_grid(document: Document) -> Grid:
    (grid,) = document.grids()
    return grid


def spans(grid: Grid) -> list[list[tuple[str, int, int]]]:
    return [[(each.text, each.row_span, each.col_span) for each in row.cells] for row in grid.rows]


def test_cells_merged_both_ways_have_their_spans_and_places() -> None:
    grid = only_grid(
        read(
            table(
                cell("项目", '<w:gridSpan w:val="2"/>') + cell("合计", '<w:vMerge w:val="restart"/>'),
                cell("编码") + cell("名称") + cell("", "<w:vMerge/>"),
                cell("1") + cell("2") + cell("3"),
            )
        )
    )
    assert spans(grid) == [
        [("项目", 1, 2), ("合计", 2, 1)],
        [("编码", 1, 1), ("名称", 1, 1)],
        [("1", 1, 1), ("2", 1, 1), ("3", 1, 1)],
    ]
    assert [each.place.cell for each in grid.rows[0].cells] == ["T1R1C1", "T1R1C3"]
    assert grid.spans_known


def test_cells_merged_across_in_the_old_way() -> None:
    merged = (
        cell("项目", '<w:hMerge w:val="restart"/>') + cell("", '<w:hMerge w:val="continue"/>') + cell("x")
    )
    assert spans(only_grid(read(table(merged)))) == [[("项目", 1, 2), ("x", 1, 1)]]


def test_tracked_changes_are_taken_as_accepted_and_said() -> None:
    changed = (
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>"
    )
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('删')}{cell('除')}</w:tr>"
    document = read(changed + f"<w:tbl>{gone}<w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>")
    assert [each.text for each in document.paragraphs()] == ["新"]
    assert [row.texts() for row in only_grid(document).rows] == [["a", "b"]]
    assert [kind for kind, _ in document.traces] == ["tracked_change"]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    document = read(paragraph("收入", "<w:rPr><w:del/></w:rPr>") + paragraph("合计"))
    assert [each.text for each in document.paragraphs()] == ["收入合计"]


def test_text_boxes_are_read_in_the_body_and_in_cells() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('框中')}</w:txbxContent></w:pict></w:r></w:p>"
    document = read(box + table(f"<w:tc>{box}</w:tc>" + cell("旁")))
    assert [each.text for each in document.paragraphs()] == ["框中"]
    assert only_grid(document).rows[0].texts() == ["框中", "旁"]


def test_hidden_text_is_left_out_and_said() -> None:
    document = read("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:t>明</w:t></w:r></w:p>")
    assert [each.text for each in document.paragraphs()] == ["明"]
    assert [kind for kind, _ in document.traces] == ["hidden_text"]


def test_automatic_numbers_stand_in_the_text_also_in_cells() -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
        '</w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="（%2）"/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    )
    first, second = (f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>' for level in (0, 1))
    document = read(
        paragraph("收入", first)
        + paragraph("总体", second)
        + paragraph("结构", second)
        + table(f"<w:tc>{paragraph('支出', first)}</w:tc>" + cell("9")),
        numbering,
    )
    assert [each.text for each in document.paragraphs()] == ["一、收入", "（一）总体", "（二）结构"]
    assert only_grid(document).rows[0].texts() == ["二、支出", "9"]


def test_a_table_that_only_arranges_others_is_taken_apart_in_order() -> None:
    inner = table(cell("编码") + cell("金额"), cell("205") + cell("1.00"))
    document = read(table(f"<w:tc>{paragraph('支出表')}{inner}<w:p/></w:tc>"))
    assert [type(block) for block in document.blocks] == [Paragraph, Grid]
    assert only_grid(document).rows[1].texts() == ["205", "1.00"]


def test_authors_are_told_by_name_to_the_recogniser_only() -> None:
    core = (
        '<p:coreProperties xmlns:p="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>某某</dc:creator></p:coreProperties>'
    )
    assert read(paragraph("x"), core=core).traces == [("author", "某某")]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一零零")]
)
def test_numbers_as_headings_count(number: int, text: str) -> None:
    assert chinese(number) == text


def test_other_forms_of_numbers() -> None:
    assert [
        counted(4, form) for form in ("decimal", "upperRoman", "lowerLetter", "decimalEnclosedCircle")
    ] == [
        "4",
        "IV",
        "d",
        "④",
    ]
