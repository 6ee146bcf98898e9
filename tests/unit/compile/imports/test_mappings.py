"""The example mappings read exports such as other systems write; a wrong mapping is named."""

# ruff: noqa: E501 (one row of an export a line)

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
import yaml

from mingzhang.app.import_xlsx import import_workbook
from mingzhang.app.new_package import new_package
from mingzhang.compile.imports.mapping import mapping_json_schema, read_mapping
from mingzhang.kit.errors import UnreadableInput
from mingzhang.standard.load import Standard

MAPPINGS = Path(__file__).parents[4] / "samples" / "mappings"
PAYMENTS = [
    "序号", "支付日期", "支付凭证号", "预算单位", "功能分类", "部门经济分类", "项目类别", "项目", "资金性质",
    "指标来源", "支付金额", "支付状态",
]  # fmt: skip
JOURNAL = [
    ["日期", None, None, "凭证字", "凭证号", "摘要", "科目编码", "功能分类", None, None, "经济分类", None, "项目编码",
     "资金来源", "借方金额", "贷方金额"],
    ["年", "月", "日", None, None, None, None, "类", "款", "项", "类", "款", None, None, None, None],
]  # fmt: skip


def saved(folder: Path, name: str, rows: list[list[Any]], merged: tuple[str, ...] = ()) -> Path:
    """A workbook with one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path


def payments(folder: Path) -> Path:
    """The payments of a budget platform: a title, codes with names, a failed payment, a total."""
    unit, nature = "020001-某县某局", "11-一般公共预算资金"
    return saved(
        folder,
        "支付明细",
        [
            ["支付明细查询（2024年）"],
            PAYMENTS,
            [1, "2024-03-05", "ZF0001", unit, "2240106-安全监管", "30201-办公费", "特定目标类", "P001-安全检查", nature, "省级", "12,000.00", "支付成功"],
            [2, "2024-03-06", "ZF0002", unit, "2240101-行政运行", "30101-基本工资", "人员类", None, nature, "本级", 3000.1, "已清算"],
            [3, "2024-03-07", "ZF0003", unit, "2240106-安全监管", "30201-办公费", "特定目标类", "P001-安全检查", nature, "本级", 99, "支付失败"],
            [4, "2024-04-07", "ZF0004", unit, "2240106-安全监管", "30201-办公费", "特定目标类", "P001-安全检查", nature, "本级", 0.1 + 0.2, "支付成功"],
            ["合计", None, None, None, None, None, None, None, None, None, 15000.4, "支付成功"],
        ],
        ("A1:L1",),
    )  # fmt: skip


def journal(folder: Path) -> Path:
    """The journal of a bookkeeping system: two header rows, parts of codes as numbers, corrections, totals."""
    return saved(
        folder,
        "序时簿",
        [
            ["记账凭证序时簿"],
            *JOURNAL,
            [2024, 3, 5, "记", 12, "付检查费", "7201.02", 224, 1, 6, 302, 1, "P001", "财政拨款", 12000.3, None],
            [2024, 3, 5, "记", 12, "付检查费", "8001.01", None, None, None, None, None, None, "财政拨款", None, 12000.3],
            [2024, 3, 9, "记", 13, "发工资", "7201.01", 224, 1, 1, 301, 1, None, "财政拨款", 3000.1, None],
            [2024, 3, 31, "记", 14, "冲销多付", "7201.02", 224, 1, 6, 302, 1, "P001", "财政拨款", None, 0.3],
            [None, 3, None, None, None, "本月合计", None, None, None, None, None, None, None, None, 15000.4, 12000.6],
            [2024, 12, 31, "记", 99, "年末结转支出", "7201.01", 224, 1, 1, 301, 1, None, "财政拨款", None, 3000.1],
        ],
        ("A1:P1", "A2:C2", "H2:J2", "K2:L2", "D2:D3", "E2:E3", "F2:F3", "G2:G3", "M2:M3", "N2:N3", "O2:O3", "P2:P3"),
    )  # fmt: skip


def rows(path: Path, *columns: str) -> list[tuple[str, ...]]:
    """Some columns of a CSV."""
    found = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    return [tuple(row[column] for column in columns) for row in found]


def test_payments_of_a_budget_platform(tmp_path: Path) -> None:
    mapping = MAPPINGS / "platform-payments.yaml"
    package = tmp_path / "package"
    assert import_workbook(payments(tmp_path), package, mapping=mapping, headings="en") == 0
    columns = ("date", "unit", "functional", "economic", "nature", "project", "fund_level", "amount")
    assert rows(package / "treasury.csv", *columns) == [
        ("2024-03-05", "020001", "2240106", "30201", "project", "P001", "provincial", "12000.00"),
        ("2024-03-06", "020001", "2240101", "30101", "basic", "", "", "3000.10"),
        ("2024-04-07", "020001", "2240106", "30201", "project", "P001", "", "0.30"),
    ]
    assert rows(package / "projects.csv", "code", "name", "unit", "category") == [
        ("P001", "安全检查", "020001", "specific_target")
    ]


def test_a_journal_of_vouchers(tmp_path: Path) -> None:
    mapping = MAPPINGS / "voucher-journal.yaml"
    package = tmp_path / "package"
    assert import_workbook(journal(tmp_path), package, mapping=mapping, headings="en") == 0
    columns = ("date", "voucher", "unit", "functional", "economic", "nature", "project", "amount")
    assert rows(package / "expenditure.csv", *columns) == [
        ("2024-03-05", "记-12", "020001", "2240106", "30201", "project", "P001", "12000.30"),
        ("2024-03-09", "记-13", "020001", "2240101", "30101", "basic", "", "3000.10"),
        ("2024-03-31", "记-14", "020001", "2240106", "30201", "project", "P001", "-0.30"),
    ]


def test_both_exports_in_one_package_reconcile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from mingzhang.app.compile import compile_package

    package = tmp_path / "package"
    new_package(package, year=2024, headings="en")
    (package / "units.csv").write_text("code,name,kind\n020001,某县某局,administrative\n", encoding="utf-8")
    (package / "income.csv").write_text(
        "date,unit,functional,source,amount\n2024-01-05,020001,2240101,general_public_budget,15000.10\n",
        encoding="utf-8",
    )
    assert import_workbook(payments(tmp_path), package, mapping=MAPPINGS / "platform-payments.yaml") == 0
    assert import_workbook(journal(tmp_path), package, mapping=MAPPINGS / "voucher-journal.yaml") == 0
    capsys.readouterr()
    assert compile_package(package, tmp_path / "out.json", language="en") == 0
    warnings = capsys.readouterr().err
    assert (
        "treasury.csv:1,3: functional/project: 2240106/P001: unit 020001: the treasury paid 12000.30 元, "
        "the unit booked 12000.00 元, difference 0.30 元" in warnings
    )
    assert "2240101" not in warnings


def test_faults_of_an_export_are_named_at_their_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = journal(tmp_path)
    book = openpyxl.load_workbook(path)
    book["序时簿"]["N4"] = "彩票"
    book["序时簿"]["J6"] = 1234
    book["序时簿"]["O6"] = "三千"
    book["序时簿"]["C7"] = 32
    book.save(path)
    mapping = MAPPINGS / "voucher-journal.yaml"
    assert import_workbook(path, tmp_path / "package", mapping=mapping, language="en") == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("序时簿!N4: 资金来源: 彩票: must be one of general_public_budget")
    assert "序时簿!H6: 功能科目: 224011234: must be a subject's code of 7 digits" in said
    assert "序时簿!O6: 金额: 三千: must be an amount" in said
    assert "序时簿!A7: 日期: 2024-3-32: must be a date" in said
    assert said[-1] == "4 errors in the records, nothing written; correct the rows above and try again."
    assert not (tmp_path / "package").exists()


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_examples_satisfy_the_published_schema(path: Path, standard: Standard, repository: Path) -> None:
    published = json.loads((repository / "docs/reference/schema/mapping-1.schema.json").read_bytes())
    assert published == json.loads(json.dumps(mapping_json_schema()))
    jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), published)
    assert read_mapping(path, standard.package).sheets


GOOD: dict[str, Any] = {
    "schema": "mingzhang/mapping/1",
    "title": {"zh": "导出", "en": "Export"},
    "sheets": [{"table": "sections", "columns": {"name": "科室"}, "fixed": {"unit": "020001"}}],
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"table": "section"}, "no such table 'section'"),
        ({"columns": {"title": "科室"}}, "has no column 'title'"),
        ({"columns": {}}, "the needed column 'name' is missing"),
        ({"columns": {"name": {"pattern": "x"}}}, "exactly one of heading and join"),
        ({"columns": {"name": {"heading": "科室", "pattern": "("}}}, "columns.name.pattern:"),
        ({"columns": {"name": {"join": ["科", "室"], "widths": [1]}}}, "one for each of join"),
        ({"columns": {"name": "科室", "unit": "单位"}}, "stands in both columns and fixed"),
        ({"header_row": 0}, "count from 1"),
        ({"money_unit": "美元"}, "Invalid enum value '美元'"),
        ({"colums": {}}, "contains unknown field `colums`"),
    ],
)
def test_a_wrong_mapping_is_named(
    change: dict[str, Any], expected: str, tmp_path: Path, standard: Standard
) -> None:
    path = tmp_path / "mapping.json"
    data = GOOD | {"sheets": [GOOD["sheets"][0] | change]}
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(UnreadableInput) as raised:
        read_mapping(path, standard.package)
    assert expected in raised.value.message.en
    assert "mapping.json" in raised.value.message.zh


def test_headings_and_sheets_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = saved(tmp_path, "科室表", [["科 室", "单位：万元"], ["办公室"]])
    path = tmp_path / "mapping.json"
    for sheets, expected in (
        ([GOOD["sheets"][0] | {"sheet": "机构"}], "机构: -: : no sheet “机构”; there are 科室表"),
        (
            [GOOD["sheets"][0] | {"columns": {"name": "机构"}}],
            "科室表: -: : no headings found; the mapping names 机构",
        ),
        (
            [GOOD["sheets"][0] | {"header_row": 1, "columns": {"name": "机构"}}],
            "科室表!1: -: : there is no column “机构”",
        ),
    ):
        path.write_text(json.dumps(GOOD | {"sheets": sheets}), encoding="utf-8")
        assert import_workbook(book, tmp_path / "package", mapping=path, year=2024, language="en") == 2
        assert expected in capsys.readouterr().err
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    assert import_workbook(book, tmp_path / "package", mapping=path, year=2024, language="en") == 0


def test_a_unit_of_money_that_contradicts_the_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = saved(tmp_path, "资产", [["单位：万元"], ["编号", "原值"], ["SB-1", 125]])
    path = tmp_path / "mapping.json"
    mapped = {
        "table": "equipment",
        "columns": {"identifier": "编号", "price": "原值"},
        "fixed": {"unit": "1"},
    }
    for unit, status in (("元", 2), ("万元", 0), (None, 0)):
        sheets = [mapped | ({"money_unit": unit} if unit else {})]
        path.write_text(json.dumps(GOOD | {"sheets": sheets}), encoding="utf-8")
        package = tmp_path / f"package-{unit}"
        assert import_workbook(book, package, mapping=path, year=2024, language="en") == status
        if status:
            assert "the sheet says 万元, the mapping says 元" in capsys.readouterr().err
        else:
            assert rows(package / "设备.csv", "单价") == [("1250000.00",)]
