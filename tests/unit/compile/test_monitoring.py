"""`monitor`: what is dated up to the day counts, in a package whose year is not over."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from mingzhang.app.monitor import monitor_package
from mingzhang.kit.errors import MingzhangError

FILES = {
    "units": "code,name,department_code,department_name,kind\n001,甲单位,0,某局,administrative\n"
    "002,乙单位,0,某局,institution\n",
    "projects": "code,name,unit,category,improvements\nP1,安全检查,001,specific_target,\n"
    "P2,=设备更新,002,other_operating,提前招标\nP3,在职人员,001,personnel,\n",
    "budget": "unit,functional,economic,nature,project,source,stage,amount\n"
    "001,2240106,30201,project,P1,general_public_budget,prepared,1000000\n"
    "002,2240106,31002,project,P2,operating,prepared,500000\n",
    "adjustments": "date,document,unit,functional,economic,nature,project,source,amount\n"
    "2024-05-05,文1,001,2240106,30201,project,P1,general_public_budget,-200000\n"
    "2024-09-05,文2,001,2240106,30201,project,P1,general_public_budget,900000\n",
    "expenditure": "date,voucher,unit,functional,economic,nature,project,source,amount\n"
    "2024-06-30,V1,001,2240106,30201,project,P1,general_public_budget,400000.50\n"
    "2024-07-01,V2,001,2240106,30201,project,P1,general_public_budget,400000\n",
    "indicators": "project,order,level1,level2,level3,operator,target,weight\n"
    "P1,1,output,quantity,检查户数,≥,100,50\nP1,2,benefit,social,隐患整改,≥,90,40\n",
    "target_adjustments": "date,document,project,order,target,reason\n2024-08-01,文3,P1,1,20,任务调减\n",
    "results": "project,order,actual,score,variance,as_of\nP1,1,20,,,2024-06-30\nP1,1,100,,,\n",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Two projects in the middle of the year, without any balance."""
    directory = tmp_path / "package"
    directory.mkdir()
    own = {"fiscal_year": 2024, "standard": "cn/2024", "variant": "shanxi"}
    (directory / "datapackage.json").write_text(json.dumps({"mingzhang": own}), encoding="utf-8")
    for name, text in FILES.items():
        (directory / f"{name}.csv").write_text(text, encoding="utf-8")
    return directory


def monitored(package: Path, day: str, unit: str | None = None) -> list[dict[str, Any]]:
    output = package.parent / "out.json"
    assert monitor_package(package, day, output, unit=unit) == 0
    projects: list[dict[str, Any]] = json.loads(output.read_text(encoding="utf-8"))["projects"]
    return projects


def test_money_and_results_up_to_the_day(package: Path) -> None:
    first, second = monitored(package, "2024-06-30")
    assert (first["final_budget"], first["spent"], first["execution_rate"]) == ("80", "40.00005", "50.00")
    assert first["forecast"] == "80.44"
    assert (first["indicators"], first["indicators_reported"], first["indicators_on_course"]) == (2, 1, 0)
    assert first["causes"] == ["指标“检查户数”落后于时间进度"]
    assert (first["risk"], first["measure"]) == ("attention", None)
    assert (second["spent"], second["risk"], second["measure"]) == ("0", "warning", "提前招标")


def test_later_records_count_later(package: Path) -> None:
    first = monitored(package, "2024-12-31")[0]
    assert (first["final_budget"], first["spent"]) == ("170", "80.00005")
    assert first["indicators_on_course"] == 1
    august = monitored(package, "2024-08-31")[0]
    assert (august["final_budget"], august["indicators_on_course"]) == ("80", 1)


def test_one_unit_alone(package: Path) -> None:
    assert [item["project_code"] for item in monitored(package, "2024-06-30", "002")] == ["P2"]


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(package: Path, tmp_path: Path) -> None:
    assert monitor_package(package, "2024-06-30", tmp_path / "out.csv") == 0
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert rows[0][:4] == ["单位", "项目代码", "项目", "全年预算数"]
    assert rows[2][2] == "'=设备更新"
    assert rows[1][11] == "纠偏措施待补"


def test_text_says_that_the_forecast_is_linear(package: Path, capfdbinary: Any) -> None:
    assert monitor_package(package, "2024-06-30", None) == 0
    text = capfdbinary.readouterr().out.decode("utf-8")
    assert "线性推算" in text
    assert "纠偏措施待补" in text


def test_the_same_records_give_the_same_bytes(package: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        assert monitor_package(package, "2024-06-30", tmp_path / name) == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize(
    ("day", "words"),
    [("2024年6月", "不是日期"), ("2023-06-30", "应为2024年的日期"), ("2024-02-30", "不是日期")],
)
def test_a_wrong_day_is_one_line(package: Path, day: str, words: str) -> None:
    with pytest.raises(MingzhangError, match=words):
        monitor_package(package, day, package.parent / "out.json")
    assert not (package.parent / "out.json").exists()


def test_wrong_records_are_named_and_nothing_is_written(package: Path, capsys: Any) -> None:
    path = package / "expenditure.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("400000.50", "400000.505"), encoding="utf-8")
    assert monitor_package(package, "2024-06-30", package.parent / "out.json") == 2
    assert capsys.readouterr().err.startswith("expenditure.csv:1: amount: 400000.505: ")
    assert not (package.parent / "out.json").exists()
