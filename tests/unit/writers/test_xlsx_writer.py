"""Excel: formulas, rounding differences, print set-up; texts stay texts."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
from hostile_disclosure import ATTACKS, hostile

from mingzhang.standard.load import Standard
from mingzhang.writers.publication import Publication
from mingzhang.writers.xlsx.sheet import sheet_name
from mingzhang.writers.xlsx.workbook import write_workbook


def book(standard: Standard, label: str = "科目", **options: Any) -> Any:
    data = write_workbook(Publication(hostile(label), standard, **options))
    return openpyxl.load_workbook(io.BytesIO(data))


def statement(workbook: Any) -> Any:
    return next(sheet for sheet in workbook if any(cell.data_type == "f" for row in sheet for cell in row))


def test_a_total_is_a_formula_with_its_rounding_difference_beside_it(standard: Standard) -> None:
    sheet = statement(book(standard))
    formulas = [cell for row in sheet for cell in row if cell.data_type == "f"]
    with_difference = [cell for cell in formulas if "+" in cell.value]
    assert len(with_difference) == 1
    at = with_difference[0].value.rsplit("+", 1)[1]
    assert sheet[at].value == pytest.approx(0.01)
    headers = [str(cell.value) for row in sheet for cell in row if str(cell.value).startswith("尾差：")]
    assert headers == ["尾差：本年支出合计"]
    assert any("四舍五入" in str(cell.value) for row in sheet for cell in row)


def test_the_sheet_is_set_up_for_printing(standard: Standard) -> None:
    sheet = statement(book(standard))
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.freeze_panes is not None
    assert sheet.print_title_rows is not None
    assert {cell.number_format for row in sheet for cell in row if cell.data_type == "n" and cell.value} == {
        "#,##0.00"
    }


@pytest.mark.parametrize("attack", ATTACKS)
def test_texts_stay_texts(standard: Standard, attack: str) -> None:
    found = 0
    for sheet in book(standard, attack):
        for row in sheet:
            for cell in row:
                if cell.data_type == "f":
                    assert cell.value.startswith(("=SUM(", "=ROUND(", "=IF("))
                    assert "cmd|" not in cell.value
                if isinstance(cell.value, str) and cell.data_type == "s":
                    assert not any(ord(char) < 9 for char in cell.value)
                    found += cell.value.strip("\t") in (attack, attack.strip("\x00\x08\t"))
    assert found > 5


def test_a_text_that_looks_like_a_formula_stays_one_when_it_is_edited(standard: Standard) -> None:
    cells = [
        cell
        for sheet in book(standard, "=1+1")
        for row in sheet
        for cell in row
        if cell.data_type == "s" and cell.value == "=1+1"
    ]
    assert cells
    assert all(cell.quotePrefix for cell in cells)


def test_the_stamp_stands_on_every_sheet_and_page(standard: Standard) -> None:
    for sheet in book(standard, stamp="含 2 处未更正的错误"):
        assert "含 2 处未更正的错误" in sheet.oddHeader.center.text


def test_what_is_no_part_of_the_publication_is_said_to_be_none(standard: Standard) -> None:
    workbook = book(standard)
    named = workbook.custom_doc_props["mingzhang.working_sheets"].value.split("/")
    assert named == ["绩效自评汇总", "勾稽核对", "使用说明"]
    assert workbook.sheetnames[-3:] == named
    sheet = statement(workbook)
    difference = next(cell for row in sheet for cell in row if str(cell.value).startswith("尾差"))
    inside = [cell for row in sheet[sheet.print_area.replace("$", "").split("!")[-1]] for cell in row]
    assert difference.coordinate not in {cell.coordinate for cell in inside}


def test_the_same_publication_gives_the_same_bytes(standard: Standard) -> None:
    made_on = datetime(2025, 9, 1, tzinfo=UTC)
    one, other = (write_workbook(Publication(hostile(), standard, made_on=made_on)) for _ in range(2))
    assert one == other


def test_names_of_sheets() -> None:
    taken: set[str] = set()
    names = [
        sheet_name(text, taken) for text in ("公开01表 a/b:c*", "公开01表 abc", "'", "很" * 40, "很" * 50)
    ]
    assert names == ["公开01表 abc", "公开01表 abc 2", "Sheet", "很" * 31, "很" * 29 + " 2"]
