"""Registers in a source package: read, checked, asked by indicators, traced, rolled forward, imported."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mingzhang.app.compile import compile_package
from mingzhang.app.import_xlsx import import_workbook
from mingzhang.app.new_package import new_package
from mingzhang.app.roll_forward import roll_forward
from mingzhang.app.trace import trace
from mingzhang.compile.package import open_package
from mingzhang.compile.project_results import results_by_project
from mingzhang.kit.errors import UsageError

FILES = {
    "units.csv": ["code,name,kind", "001,某局,administrative"],
    "projects.csv": ["code,name,unit,section,category", "P1,检查,001,检查科,specific_target"],
    "indicators.csv": [
        "project,order,level1,level2,level3,operator,target,unit,weight,register",
        "P1,1,output,quantity,发现隐患,≥,2,项,40,hazard:found",
        "P1,2,output,quality,整改率,≥,100,%,40,隐患台账:隐患整改率",
        "P1,3,satisfaction,satisfaction,满意度,≥,90,%,10,纸质问卷",
    ],
    "results.csv": ["project,order,actual,score,variance", "P1,3,95,,"],
}
HAZARDS = [
    "编号,单位代码,检查日期,被检查单位,隐患情况,隐患级别,通知下达日期,整改期限,责任人,整改方案,整改完成日期,整改措施,复查日期,复查结果",
    "1,001,2024-05-14,甲厂,无罩,一般,2024-05-15,2024-06-14,科长,加罩,2024-06-03,已加,2024-06-07,合格",
    "2,001,2024-06-14,乙厂,堵塞,重大隐患,2024-06-15,2024-07-14,厂长,清理,,,,",
]
RELIEF = [
    "number,unit,applied,name,identity,village,persons,kind,paid,account",
    "1,001,2024-07-01,独一无二的名字,140581190001010000,甲村,3,disaster,,",
]


def package(folder: Path, **further: list[str]) -> Path:
    """The package with the registers given: `hazard=[lines]` lies in `registers/hazard.csv`."""
    folder.mkdir(exist_ok=True)
    own = {"fiscal_year": 2024, "standard": "cn/2024", "variant": "shanxi"}
    (folder / "datapackage.json").write_text(json.dumps({"name": "p", "mingzhang": own}), encoding="utf-8")
    registers = {f"registers/{name}.csv": lines for name, lines in further.items()}
    for name, lines in {**FILES, **registers}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def indicators(folder: Path, tmp_path: Path) -> list[dict[str, Any]]:
    """The compiled indicators of the one project."""
    assert compile_package(folder, tmp_path / "out.json") == 0
    [form] = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["evaluations"]
    return list(form["indicators"])


def test_an_indicator_takes_its_value_from_the_register(tmp_path: Path) -> None:
    found = indicators(package(tmp_path / "p", hazard=HAZARDS), tmp_path)
    assert [item["actual"] for item in found] == ["2", "50", "95"]
    assert [item["score"] for item in found] == ["40.00", "20.00", "10.00"]


def test_under_its_chinese_name_too(tmp_path: Path) -> None:
    folder = package(tmp_path / "p")
    (folder / "台账").mkdir()
    (folder / "台账" / "隐患台账.csv").write_text("\n".join(HAZARDS), encoding="gb18030")
    assert indicators(folder, tmp_path)[1]["actual"] == "50"


def test_the_register_stands_against_another_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = package(tmp_path / "p", hazard=HAZARDS)
    (folder / "results.csv").write_text("project,order,actual,score,variance\nP1,2,100,,\n", encoding="utf-8")
    assert indicators(folder, tmp_path)[1]["actual"] == "50"
    assert "results.csv:1: actual: 100: 台账 隐患台账:隐患整改率 为 50，以台账为准" in capsys.readouterr().err


def test_without_records_the_result_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = package(tmp_path / "p")
    (folder / "results.csv").write_text("project,order,actual,score,variance\nP1,1,7,,\n", encoding="utf-8")
    assert indicators(folder, tmp_path)[0]["actual"] == "7"
    assert "register_hazard.csv 里没有记录" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "2024-05-14,甲厂",
            "2024-13-14,甲厂",
            "hazard.csv:1: 检查日期: 2024-13-14: must be a date",
        ),
        ("1,001,", "1,002,", "registers/hazard.csv:1: 单位代码: 002: is not in units.csv"),
        ("2,001,", "1,001,", "registers/hazard.csv:2: 单位代码/编号: 001/1: stands in row 1"),
        ("重大隐患", "极大", "registers/hazard.csv:2: 隐患级别: 极大: must be one of general, major"),
        ("科长,加罩", "科长,", "registers/hazard.csv:1: 整改方案: : must not be blank once"),
        ("已加,2024-06-07", "已加,2024-06-01", "registers/hazard.csv:1: 复查日期: 2024-06-01: is earlier"),
        ("乙厂", "", "registers/hazard.csv:2: 被检查单位: : must not be blank"),
    ],
)
def test_a_bad_row_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, said: str
) -> None:
    changed = [line.replace(before, after, 1) for line in HAZARDS]
    assert changed != HAZARDS
    folder = package(tmp_path / "p", hazard=changed)
    assert compile_package(folder, tmp_path / "out.json", language="en") == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()


def test_asking_for_no_measure_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = package(tmp_path / "p", hazard=HAZARDS)
    text = (folder / "indicators.csv").read_text(encoding="utf-8").replace("hazard:found", "hazard:lost")
    (folder / "indicators.csv").write_text(text, encoding="utf-8")
    assert compile_package(folder, tmp_path / "out.json", language="en") == 2
    assert (
        "indicators.csv:1: register: hazard:lost: the register hazard has no such" in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    "damage",
    [
        ("甲村,3,disaster", "甲村,三,disaster"),
        ("140581190001010000,甲村", "140581190001010000,甲村,多一列"),
        ("2024-07-01", "昨天"),
        ("1,001,", "1,009,"),
        (",disaster,,", ",disaster,2024-08-01,6222000000000000000"),
    ],
)
def test_no_message_and_no_output_repeats_a_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: tuple[str, str]
) -> None:
    folder = package(tmp_path / "p", relief=[RELIEF[0], RELIEF[1].replace(*damage)])
    assert compile_package(folder, tmp_path / "out.json") == 2
    heard = capsys.readouterr().err
    assert "registers/relief.csv:1" in heard
    assert not any(secret in heard for secret in ("独一无二", "140581190001010000", "6222000000000000000"))
    package(folder, relief=RELIEF)
    assert compile_package(folder, tmp_path / "out.json") == 0
    assert "独一无二" not in (tmp_path / "out.json").read_text(encoding="utf-8")


def test_the_records_behind_a_result(tmp_path: Path) -> None:
    folder = package(tmp_path / "p", hazard=HAZARDS)
    indicators(folder, tmp_path)
    trace(tmp_path / "out.json", "evaluation/P1/indicators.1.actual", folder, tmp_path / "t.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8"))))
    assert [(row["file"], row["row"], row["part"], row["result"]) for row in rows] == [
        ("registers/hazard.csv", "1", "both", "passed"),
        ("registers/hazard.csv", "2", "base", ""),
    ]
    for cell in ("evaluation/P1/indicators.2.actual", "evaluation/P9/indicators.0.actual", "evaluation/P1"):
        with pytest.raises(UsageError):
            trace(tmp_path / "out.json", cell, folder, None)


def test_as_of_a_day_the_register_answers_as_it_stood(tmp_path: Path) -> None:
    with open_package(package(tmp_path / "p", hazard=HAZARDS)) as opened:
        june = results_by_project(opened, date(2024, 6, 6))["P1"].rows
        year = results_by_project(opened)["P1"].rows
    assert (june[1]["actual"], june[2]["actual"]) == ("1", "0")
    assert (year[1]["actual"], year[2]["actual"]) == ("2", "50")


def test_an_identity_number_that_lost_digits_is_refused_and_not_repeated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "b.xlsx"
    new_package(tmp_path / "new", year=2024, registers=["relief"], workbook=book)
    filled = openpyxl.load_workbook(book)
    filled["单位"].append(["001", "某局", None, None, "行政单位"])
    row = ["1", "001", None, None, "2024-05-14", "某人", 140581190001010000, None, "甲村", 2, "受灾救助"]
    filled["救助台账"].append(row)
    filled.save(book)
    assert import_workbook(book, tmp_path / "made", language="en") == 2
    heard = capsys.readouterr().err
    assert "has lost its last digits" in heard
    assert "14058119" not in heard


def test_next_year_has_what_is_under_way_and_in_stock(tmp_path: Path) -> None:
    supplies = [
        "number,unit,date,item,measure,movement,quantity",
        "1,001,2024-01-01,被,床,opening,40", "2,001,2024-03-01,被,床,dispatch,15",
        "3,001,2024-04-01,水,箱,purchase,5", "4,001,2024-04-02,水,箱,dispatch,5",
    ]  # fmt: skip
    contract = [
        "number,unit,required,subject,kind,procured,method,signed,supplier,amount,accepted,accepted_by",
        "C1,001,2024-01-02,设备,goods,2024-02-01,inquiry,2024-02-10,甲,100,2024-11-01,乙",
        "C2,001,2024-01-02,服务,services,2024-02-01,inquiry,2024-02-10,甲,50,2024-11-01,乙",
    ]
    payment = [
        "number,unit,contract,stage,invoiced,amount,checked,paid,voucher",
        "1,001,C1,acceptance,2024-11-02,60,2024-11-03,2024-11-09,9",
        "2,001,C2,acceptance,2024-11-02,50,2024-11-03,2024-11-09,9",
    ]
    folder = package(
        tmp_path / "p", hazard=HAZARDS, supplies=supplies, contract=contract, payment=payment, relief=RELIEF
    )
    assert roll_forward(folder, tmp_path / "next") == 0

    def rows(name: str) -> list[dict[str, str]]:
        path = tmp_path / "next" / "registers" / f"{name}.csv"
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))

    assert [row["number"] for row in rows("hazard")] == ["2"]
    assert [(row["item"], row["movement"], row["quantity"], row["date"]) for row in rows("supplies")] == [
        ("被", "opening", "25", "2025-01-01")
    ]
    assert [row["number"] for row in rows("contract")] == ["C1"], "accepted, and 40 unpaid"
    assert [row["number"] for row in rows("payment")] == ["1"], "with its contract"
    assert rows("relief")[0]["name"] == "独一无二的名字", "the register goes on as it is"


def test_a_new_package_and_its_workbook_with_registers(tmp_path: Path) -> None:
    book = tmp_path / "b.xlsx"
    new_package(tmp_path / "new", year=2024, registers=["hazard", "救助台账"], workbook=book)
    assert sorted(path.name for path in (tmp_path / "new" / "台账").iterdir()) == [
        "救助台账.csv",
        "隐患台账.csv",
    ]
    filled = openpyxl.load_workbook(book)
    assert {"隐患台账", "救助台账"} <= set(filled.sheetnames)
    assert "物资台账" not in filled.sheetnames
    filled["单位"].append(["001", "某局", None, None, "行政单位"])
    filled["隐患台账"].append(["7", "001", None, None, "2024-05-14", "甲厂", 2, "无罩", "一般"])
    filled.save(book)
    assert import_workbook(book, tmp_path / "made") == 0
    text = (tmp_path / "made" / "台账" / "隐患台账.csv").read_text(encoding="utf-8-sig")
    assert "7,001,,,2024-05-14,甲厂,2,无罩,一般" in text
    with pytest.raises(UsageError, match="没有台账"):
        new_package(tmp_path / "other", registers=["drills"])


def test_a_step_without_its_fields_is_named_in_the_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "b.xlsx"
    new_package(tmp_path / "new", year=2024, registers=["hazard"], workbook=book)
    filled = openpyxl.load_workbook(book)
    filled["单位"].append(["001", "某局", None, None, "行政单位"])
    filled["隐患台账"].append(["7", "001", None, None, "2024-05-14", "甲", 2, "无", "一般", "2024-05-15"])
    filled.save(book)
    assert import_workbook(book, tmp_path / "made", language="en") == 2
    assert "must not be blank once “Notice” is done" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()
