"""What continues, what is carried over with which document, what begins anew."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from mingzhang.app.compile import compile_package
from mingzhang.app.roll_forward import roll_forward

FILES = {
    "单位.csv": ["单位代码,单位名称,单位性质", "001,某局,行政单位"],
    "内设机构.csv": ["单位代码,机构名称", "001,办公室"],
    "项目.csv": [
        "项目代码,项目名称,单位代码,责任科室,年度目标,完成情况,存在问题,项目类别,上级项目代码,结转来源",
        "P0,总项目,001,,,,,特定目标类,,",
        "P1,检查,001,办公室,查完,查了,拖延,特定目标类,P0,",
        "P2,工资,001,,,,,人员类,,",
        "P3,旧项目,001,,,,,特定目标类,,P3-2022",
        "P4,超支,001,,,,,其他运转类,,",
    ],
    "预算.csv": [
        "单位代码,功能科目,经济科目,支出性质,项目代码,资金来源,预算阶段,金额,资金级次,文号",
        "001,2240106,30201,项目支出,P1,一般公共预算,年初预算,100.00,,一号",
        "001,2240106,30201,项目支出,P1,一般公共预算,申报,900.00,,",
        "001,2240106,30213,项目支出,P1,一般公共预算,年初预算,50.00,省级,二号",
        "001,2240101,30101,基本支出,P2,一般公共预算,年初预算,70.00,,一号",
        "001,2240106,30201,项目支出,P3,一般公共预算,年初预算,10.00,,零号",
        "001,2240106,30201,项目支出,P4,一般公共预算,年初预算,5.00,,一号",
    ],
    "预算调整.csv": [
        "日期,文号,单位代码,功能科目,经济科目,支出性质,项目代码,资金来源,金额,资金级次",
        "2024-09-01,四号,001,2240106,30201,项目支出,P1,一般公共预算,-15.00,",
        "2024-06-01,三号,001,2240106,30201,项目支出,P1,一般公共预算,40.00,",
    ],
    "支出.csv": [
        "日期,凭证号,单位代码,功能科目,经济科目,支出性质,项目代码,资金来源,金额,资金级次",
        "2024-03-01,1,001,2240106,30201,项目支出,P1,一般公共预算,110.00,",
        "2024-03-02,2,001,2240106,30213,项目支出,P1,一般公共预算,20.00,省级",
        "2024-03-03,3,001,2240106,30201,项目支出,P3,一般公共预算,10.00,",
        "2024-03-04,4,001,2240106,30201,项目支出,P4,一般公共预算,8.00,",
    ],
    "收入.csv": ["日期,单位代码,功能科目,资金来源,金额", "2024-01-02,001,2240106,一般公共预算,200.00"],
    "结转结余.csv": [
        "单位代码,功能科目,资金来源,结转结余类型,金额,项目代码,文号",
        "001,2240106,一般公共预算,年末,30.00,P1,三号",
        "001,2240106,一般公共预算,年末,15.00,P1,三号",
        "001,2240106,一般公共预算,年末,7.00,,",
    ],
    "绩效指标.csv": [
        "项目代码,序号,一级指标,二级指标,三级指标,比较符号,年初目标值,目标值,计量单位,分值",
        "P1,1,产出指标,数量指标,检查次数,≥,50,60,次,50",
    ],
    "绩效目标调整.csv": ["日期,文号,项目代码,序号,调整后目标值,调整原因", "2024-08-01,五号,P1,1,55,调减"],
    "指标结果.csv": ["项目代码,序号,完成值,得分,偏差原因", "P1,1,63,,"],
    "合同.csv": [
        "合同编号,签订日期,单位代码,采购类别,合同金额,项目代码,验收日期",
        "H1,2024-03-01,001,货物,10.00,P1,2024-06-01",
        "H2,2024-11-01,001,服务,20.00,P3,",
    ],
    "情况说明.csv": ["单位代码,说明类型,说明对象,内容", "001,用途,expenditure/2240106/total,检查"],
    "车辆.csv": ["车辆编号,单位代码,车辆类别", "C1,001,其他用车"],
}


@pytest.fixture
def target(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Next year's package of these records."""
    this = tmp_path / "this"
    this.mkdir()
    descriptor = {"mingzhang": {"fiscal_year": 2024, "standard": "cn/2024", "variant": "shanxi"}}
    (this / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    for name, lines in FILES.items():
        (this / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert roll_forward(this, tmp_path / "next") == 0
    assert "年初结转和结余 52.00 元（2 行）；结转项目 1 个、指标 45.00 元" in capsys.readouterr().out
    return tmp_path / "next"


def rows(path: Path, *columns: str) -> list[tuple[str, ...]]:
    """Some columns of a CSV."""
    found = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    return [tuple(row[column] for column in columns) for row in found]


def test_an_unspent_quota_is_the_budget_of_its_own_project_with_its_document(target: Path) -> None:
    found = rows(target / "预算.csv", "经济科目", "项目代码", "资金级次", "预算阶段", "金额", "文号")
    # 100 + 40 − 15 − 110: the cut takes from the youngest, spending from the oldest document.
    assert found == [
        ("30213", "P1-2024", "省级", "编制", "30.00", "二号"),
        ("30201", "P1-2024", "", "编制", "15.00", "三号"),
    ]


def test_projects_continue_without_the_texts_of_the_year(target: Path) -> None:
    found = rows(
        target / "项目.csv",
        "项目代码",
        "项目名称",
        "年度目标",
        "完成情况",
        "存在问题",
        "上级项目代码",
        "结转来源",
    )
    assert found == [
        ("P0", "总项目", "", "", "", "", ""),
        ("P1", "检查", "查完", "", "", "P0", ""),
        ("P2", "工资", "", "", "", "", ""),
        ("P3", "旧项目", "", "", "", "", "P3-2022"),  # a contract still names it
        ("P4", "超支", "", "", "", "", ""),
        ("P1-2024", "检查（2024年结转）", "查完", "", "", "P0", "P1"),
    ]


def test_indicators_keep_the_target_last_in_force(target: Path) -> None:
    found = rows(target / "绩效指标.csv", "项目代码", "年初目标值", "目标值")
    assert found == [("P1", "", "55"), ("P1-2024", "", "55")]


def test_balances_open_as_they_closed(target: Path) -> None:
    found = rows(target / "结转结余.csv", "结转结余类型", "金额", "项目代码", "文号")
    left = [("45.00", "P1", "三号"), ("7.00", "", "")]
    kinds = ("年初结转和结余", "年末结转和结余")
    assert found == [(kind, *cells) for kind in kinds for cells in left]


def test_the_year_begins_without_money_results_and_reasons(target: Path) -> None:
    for name in (
        "收入",
        "支出",
        "预算调整",
        "指标结果",
        "绩效目标调整",
        "情况说明",
        "三公经费统计",
        "审批",
        "国库支付",
    ):
        assert rows(target / f"{name}.csv") == [], name
    assert rows(target / "合同.csv", "合同编号") == [("H2",)]
    assert rows(target / "车辆.csv", "车辆编号") == [("C1",)]
    assert rows(target / "内设机构.csv", "机构名称") == [("办公室",)]


def test_it_compiles_with_this_year_as_its_prior(target: Path, tmp_path: Path) -> None:
    assert compile_package(target, tmp_path / "out.json") == 0
    written = json.loads((tmp_path / "out.json").read_bytes())
    assert written["fiscal_year"] == 2025
    bases = {(claim["base"] or {}).get("figure") for claim in written["claims"]}
    assert "prior/income_expenditure_summary/income/total/amount" in bases
    funds = {form["project_code"]: form["funds"][0] for form in written["evaluations"]}
    assert funds["P1-2024"]["original_budget"] == "0.0045"
