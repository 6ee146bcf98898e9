"""Lines to blocks: paragraphs, headings, grids of every kind, each with its place."""

from __future__ import annotations

from mingzhang.document.model import Document, Grid, Paragraph
from mingzhang.readers.registry import read_document


def read(*lines: str) -> Document:
    return read_document("\n".join(lines).encode(), "x.txt")


def texts(grid: Grid) -> list[list[str]]:
    return [row.texts() for row in grid.rows]


def test_headings_paragraphs_and_their_lines() -> None:
    blocks = read("# 第一部分 概况", "", "**一、职责**", "", "1. 管水。  ", "---", "完").blocks
    assert [(b.text, b.level, b.place.line) for b in blocks if isinstance(b, Paragraph)] == [
        ("第一部分 概况", 1, 1),
        ("一、职责", 0, 3),
        ("1. 管水。", 0, 5),
        ("完", 0, 7),
    ]


def test_tab_rows_go_on_over_blank_lines_and_page_numbers() -> None:
    document = read("表", "甲\t1\t", "", "— 12 —", "乙\t\t2", "第 3 页 共 9 页", "丙\t3\t", "注：完")
    (grid,) = document.grids()
    assert texts(grid) == [["甲", "1", ""], ["乙", "", "2"], ["丙", "3", ""]]
    assert [row.place.line for row in grid.rows] == [2, 5, 7]
    assert not grid.spans_known
    assert [p.text for p in document.paragraphs()] == ["表", "注：完"]


def test_a_line_of_text_ends_a_table() -> None:
    assert len(read("甲\t1", "说明", "乙\t2").grids()) == 2


def test_pipe_tables() -> None:
    (grid,) = read("| 科目 | 金额 |", "|---|:--:|", "| 甲\\|乙 |  |", "|丙|1.00|").grids()
    assert texts(grid) == [["科目", "金额"], ["甲|乙", ""], ["丙", "1.00"]]


def test_html_remnants_in_a_cell() -> None:
    (grid,) = read('\t主要经验 <td colspan="8"></td>\t', "甲<br>乙\t&lt;3&nbsp;%").grids()
    assert [(cell.text, cell.col_span) for cell in grid.rows[0].cells] == [
        ("", 1),
        ("主要经验", 1),
        ("", 8),
        ("", 1),
    ]
    assert grid.rows[1].texts() == ["甲 乙", "<3 %"]


def test_comparison_signs_stay() -> None:
    assert read("≥60人\t<5\t>3").grids()[0].rows[0].texts() == ["≥60人", "<5", ">3"]


def test_html_tables_know_their_spans_and_lines() -> None:
    document = read(
        "前文<table>",
        '<tr><td rowspan="2">甲</td><td colspan="2">乙</td></tr>',
        "<tr><td>1</td>",
        "<td>2</td></tr></table>后文",
    )
    (grid,) = document.grids()
    assert grid.spans_known
    assert [(c.text, c.row_span, c.col_span, c.place.line) for row in grid.rows for c in row.cells] == [
        ("甲", 2, 1, 2),
        ("乙", 1, 2, 2),
        ("1", 1, 1, 3),
        ("2", 1, 1, 4),
    ]
    assert [p.text for p in document.paragraphs()] == ["前文", "后文"]


def test_columns_set_apart_by_spaces() -> None:
    (grid,) = read(
        "项目                   本年支出",
        "编码      名称         小计      基本     项目",
        "合计                   30.00     10.00    20.00",
        "205       教育支出     20.00              20.00",
        "208       社会保障     10.00     10.00",
    ).grids()
    assert texts(grid) == [
        ["项目", "", "本年支出", "", ""],
        ["编码", "名称", "小计", "基本", "项目"],
        ["合计", "", "30.00", "10.00", "20.00"],
        ["205", "教育支出", "20.00", "", "20.00"],
        ["208", "社会保障", "10.00", "10.00", ""],
    ]


def test_prose_with_wide_spaces_is_no_table() -> None:
    document = read("目  录", "部门名称：某局    2024年度    单位：万元", "一、职责  二、机构", "三、人员")
    assert not document.grids()
    assert len(document.paragraphs()) == 4
