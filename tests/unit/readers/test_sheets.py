"""Sheets as blocks: which rows are a table's, what is hidden, what stands beside."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
from openpyxl.styles import Border, Side

from mingzhang.document.model import Document, Grid, Paragraph
from mingzhang.readers.xlsx.file import read_workbook

THIN = Border(left=Side("thin"), right=Side("thin"), top=Side("thin"), bottom=Side("thin"))


def read(fill: Callable[[Any], None]) -> Document:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "支出"
    fill(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return read_workbook(stream.getvalue(), "x.xlsx")


def ruled(sheet: Any, area: str) -> None:
    for row in sheet[area]:
        for cell in row:
            cell.border = THIN


def shape(document: Document) -> list[str | list[list[str]]]:
    return [
        block.text if isinstance(block, Paragraph) else [row.texts() for row in block.rows]
        for block in document.blocks
    ]


def test_ruling_lines_say_what_is_a_table() -> None:
    def fill(sheet: Any) -> None:
        for row in (["支出决算表"], ["编制单位：某局", None, "单位：万元"], ["项目", "行次", "金额"]):
            sheet.append(row)
        for row in (["一、采购"], ["货物", 1, 2.5], ["合计", None, None], ["注：本表取自账簿。"]):
            sheet.append(row)
        sheet.merge_cells("A4:C4")
        ruled(sheet, "A3:C6")

    assert shape(read(fill)) == [
        "支出决算表",
        "编制单位：某局",
        "单位：万元",
        [["项目", "行次", "金额"], ["一、采购"], ["货物", "1", "2.5"], ["合计", "", ""]],
        "注：本表取自账簿。",
    ]


def test_without_ruling_lines_a_table_reaches_from_three_texts_to_the_last_two() -> None:
    def fill(sheet: Any) -> None:
        for row in (["支出表"], ["编码", "名称", "金额"], ["205", "教育支出", 1.5], ["合计", None, 1.5]):
            sheet.append(row)
        sheet.append(["各数由账簿取得，四舍五入后列示，分项之和与合计可能略有尾差，不作机械调整。"])

    blocks = shape(read(fill))
    assert blocks[0] == "支出表"
    assert blocks[1] == [["编码", "名称", "金额"], ["205", "教育支出", "1.5"], ["合计", "", "1.5"]]
    assert len(blocks) == 3


def test_hidden_rows_columns_and_sheets_are_left_out_and_said() -> None:
    def fill(sheet: Any) -> None:
        for row in (["编码", "名称", "金额"], ["205", "教育支出", 1], ["208", "社会保障支出", 2]):
            sheet.append(row)
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        secret = sheet.parent.create_sheet("底稿")
        secret["A1"] = "x"
        secret.sheet_state = "hidden"

    document = read(fill)
    assert [kind for kind, _ in document.traces if kind != "author"] == [
        "hidden_row",
        "hidden_column",
        "hidden_sheet",
    ]
    assert [place.cell for place, _, _ in document.unread] == ["支出!2", "支出!B", "底稿!A1"]
    assert [row.texts() for row in document.grids()[0].rows] == [["编码", "金额"], ["208", "2"]]


def test_what_a_cell_stores_is_kept_beside_what_it_shows() -> None:
    def fill(sheet: Any) -> None:
        for row in (["编码", "名称", "金额"], ["205", "教育支出", 28.726667]):
            sheet.append(row)
        sheet["C2"].number_format = "0.00"

    cell = read(fill).grids()[0].rows[1].cells[2]
    assert (cell.text, cell.stored, cell.place.cell) == ("28.73", "28.726667", "支出!C2")


def test_remarks_beside_a_table_are_no_columns_of_it() -> None:
    def fill(sheet: Any) -> None:
        for row in (["编码", "名称", "金额", None, None], ["205", "教育支出", 1, None, "复核"]):
            sheet.append(row)
        sheet.append(["208", "社会保障支出", 2])
        ruled(sheet, "A1:C3")

    document = read(fill)
    assert [row.texts() for row in document.grids()[0].rows][1] == ["205", "教育支出", "1"]
    assert [(place.cell, text) for place, text, _ in document.unread] == [("支出!E2", "复核")]


def test_several_tables_in_one_sheet() -> None:
    def fill(sheet: Any) -> None:
        for row in (["收入表"], ["编码", "名称", "金额"], ["205", "教育支出", 1]):
            sheet.append(row)
        for row in (["支出表"], ["编码", "名称", "金额"], ["208", "社会保障支出", 2]):
            sheet.append(row)
        for at in ("A1:C1", "A4:C4"):
            sheet.merge_cells(at)
        ruled(sheet, "A1:C6")

    document = read(fill)
    assert [each.text for each in document.paragraphs()] == ["收入表", "支出表"]
    assert [len(block.rows) for block in document.blocks if isinstance(block, Grid)] == [2, 2]
