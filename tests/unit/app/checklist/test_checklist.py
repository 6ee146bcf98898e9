"""A bureau's checklist: how a template is marked, what the rules answer, what stays as it was."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from mingzhang.app.checklist import CheckedUnit, fill_checklist
from mingzhang.facts.findings import Accepted, Finding, NotRun, Report
from mingzhang.kit.errors import UnreadableInput

RULE = "expenditure/hierarchy"


def unit(name: str = "甲单位", **fields: Any) -> CheckedUnit:
    ran = fields.pop("ran", {RULE: 3})
    return CheckedUnit(name, 2024, Report(file=f"{name}.pdf", verdict="consistent", **fields), ran)


def finding(**fields: Any) -> Finding:
    return Finding(rule=RULE, severity="error", title="标题", message="合计不符。", **fields)


def template(*rows: list[Any]) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "核对表"
    for row in rows or ([["要点", "规则", "结果", "问题", "位置", "处数"], ["支出", RULE]]):
        sheet.append(row)
    return book


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(book: Workbook, *units: CheckedUnit) -> Any:
    answer = fill_checklist(saved(book), "表.xlsx", units or [unit()])
    return load_workbook(io.BytesIO(answer.workbook)), answer


def test_findings_are_written_with_place_and_number() -> None:
    book, answer = filled(template(), unit(findings=[finding(), finding()]))
    sheet = book["核对表"]
    assert sheet["C2"].value == "存在问题（错误 2 处）"
    assert sheet["D2"].value == "1. 合计不符。\n2. 合计不符。"
    assert sheet["F2"].value == 2
    assert (answer.answered, answer.by_hand, answer.unknown) == (1, 0, [])


def test_what_did_not_run_is_never_without_finding() -> None:
    book, _ = filled(template(), unit(ran={}, not_run=[NotRun(rule=RULE, why="没有这张表")]))
    assert book["核对表"]["C2"].value == "未核对：没有这张表"
    book, _ = filled(template(), unit(ran={}))
    assert book["核对表"]["C2"].value.startswith("未核对")
    book, _ = filled(template(), unit())
    assert book["核对表"]["C2"].value == "未发现问题（核对 3 处）"


def test_accepted_findings_are_said_and_not_listed() -> None:
    accepted = finding(accepted=Accepted(reason="核实", person="甲", date="2025-01-01"))
    book, _ = filled(template(), unit(findings=[accepted]))
    assert book["核对表"]["C2"].value == "未发现问题（核对 3 处）；已认可 1 处"
    assert book["核对表"]["D2"].value is None


@pytest.mark.parametrize(
    "name", ["expenditure", "expenditure/*", "EXPENDITURE", "预算；expenditure/hierarchy"]
)
def test_rules_are_named_by_area_or_in_a_list(name: str) -> None:
    book, _ = filled(template(["要点", "规则", "结果"], ["支出", name]), unit(findings=[finding()]))
    assert book["核对表"]["C2"].value == "存在问题（错误 1 处）"


def test_rules_in_a_comment() -> None:
    book = template(["检查内容", "检查结果"], ["支出"], ["别的"])
    book["核对表"]["A2"].comment = Comment(f"规则：{RULE}", "x")
    sheet = filled(book)[0]["核对表"]
    assert sheet["B2"].value == "未发现问题（核对 3 处）"
    assert sheet["B3"].value == "需人工核对"
    assert RULE in sheet["A2"].comment.text


def test_points_without_a_rule_are_left_and_said() -> None:
    rows = (["要点", "规则", "结果"], ["网址", ""], ["已看过", "", "无问题"], ["错名", "no/such"])
    book, answer = filled(template(*rows, ["支出", RULE]))
    sheet = book["核对表"]
    assert sheet["C2"].value == "需人工核对"
    assert sheet["C3"].value == "无问题", "what a person wrote stays"
    assert answer.unknown == [("核对表", 4, "no/such")]
    assert (answer.answered, answer.by_hand) == (1, 3)
    assert any("no/such" in row for row in book["填写说明"].iter_rows(values_only=True))


def test_formats_formulas_and_headings_stay() -> None:
    book = template(
        ["{{单位}}{{年度}}年", None, None], ["要点", "规则", "结果"], ["一、报表"], ["支出", RULE], ["=1+1"]
    )
    sheet = book["核对表"]
    sheet.merge_cells("A3:C3")
    sheet["C4"].font = Font(bold=True, color="FF0000")
    sheet["C4"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet.column_dimensions["A"].width = 41
    found = filled(book)[0]["核对表"]
    assert found["A1"].value == "甲单位2024年"
    assert found["C4"].font.b
    assert found["C4"].fill.fgColor.rgb == "00FFFF00"
    assert found.column_dimensions["A"].width == 41
    assert found["C3"].value is None
    assert found["A5"].value == "=1+1"


def test_a_sheet_for_each_unit() -> None:
    book = template()
    book.create_sheet("别的").append(["不动"])
    found, answer = filled(book, unit("甲/单位"), unit("乙单位", findings=[finding()]))
    assert found.sheetnames == ["甲-单位", "乙单位", "别的", "填写说明"]
    assert found["乙单位"]["C2"].value.startswith("存在问题")
    assert answer.answered == 1


def test_a_column_for_each_unit() -> None:
    book = template(["要点", "规则", "{{单位}}"], ["支出", RULE])
    book["核对表"]["C2"].font = Font(italic=True)
    sheet = filled(book, unit("甲"), unit("乙", findings=[finding()]))[0]["核对表"]
    assert [cell.value for cell in sheet[1]][2:] == ["甲", "乙"]
    assert sheet["D2"].value == "存在问题（错误 1 处）\n合计不符。"
    assert sheet["D2"].font.i


def test_message_is_never_a_formula() -> None:
    bad = Finding(rule=RULE, severity="error", title="t", message="=HYPERLINK(1)")
    sheet = filled(template(), unit(findings=[bad]))[0]["核对表"]
    assert sheet["D2"].data_type == "s"


def test_same_input_same_bytes() -> None:
    data = saved(template())
    first = fill_checklist(data, "表.xlsx", [unit()]).workbook
    assert fill_checklist(data, "表.xlsx", [unit()]).workbook == first


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"nonsense", "表.xlsx"),
        (saved(template(["要点", "结果"], ["支出", ""])), "没有一处写明规则"),
        (saved(template(["要点", "规则"], ["支出", RULE])), "没有填写结果的列"),
        (saved(template(["要点", "规则", "{{单位}}", "备"], ["支出", RULE])), "放在最后"),
    ],
)
def test_what_cannot_be_filled_in_is_said(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableInput) as error:
        fill_checklist(data, "表.xlsx", [unit("甲"), unit("乙")])
    assert says in error.value.message.zh
