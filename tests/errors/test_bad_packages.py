"""Every kind of defect of a source package, and the line that names it."""

# ruff: noqa: E501 (one defect a line, however long its message)

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mingzhang.app.compile import compile_package
from mingzhang.kit.errors import MingzhangError

FILES = {
    "units.csv": [
        "code,name,department_code,department_name,kind",
        "001,甲单位,0,某局,administrative",
        "002,乙单位,0,某局,institution",
    ],
    "sections.csv": ["unit,name", "001,办公室"],
    "projects.csv": [
        "code,name,unit,section,goal,completion,category",
        "P1,检查经费,001,办公室,,,",
        "P2,工资,001,办公室,,,personnel",
        "P3,维修,002,,,,other_operating",
    ],
    "income.csv": [
        "date,unit,functional,source,amount",
        "2024-01-05,001,2240106,general_public_budget,1000.00",
        "2024-02-05,001,2240106,operating,200.00",
        "2024-02-06,002,2240106,general_public_budget,300.00",
    ],
    "expenditure.csv": [
        "date,voucher,unit,functional,economic,nature,project,source,amount,fund_level,contract,correction_of",
        "2024-03-01,V1,001,2240106,30201,project,P1,general_public_budget,600.00,,,",
        "2024-03-02,V2,001,2240106,30101,basic,,general_public_budget,300.00,,,",
        "2024-03-03,V3,001,2240106,30101,basic,P2,operating,150.00,,,",
        "2024-03-04,V4,002,2240106,30213,project,P3,general_public_budget,300.00,city,,",
    ],
    "balances.csv": [
        "unit,functional,source,kind,amount",
        "001,2240106,general_public_budget,closing,100.00",
        "001,,operating,closing,50.00",
    ],
    "contracts.csv": [
        "number,date,unit,kind,supplier,supplier_size,amount,method",
        "H1,2024-05-01,001,goods,某公司,small,50000.00,inquiry",
    ],
    "indicators.csv": [
        "project,order,level1,level2,level3,operator,initial_target,target,unit,weight",
        "P1,1,output,quantity,检查次数,≥,,60,次,50",
    ],
    "results.csv": ["project,order,actual,score,variance", "P1,1,63,,", "P1,0,,,节约"],
}
DESCRIPTOR = {"mingzhang": {"fiscal_year": 2024, "standard": "cn/2024", "variant": "shanxi"}}
Change = Callable[[dict[str, list[str]]], None]


def write(folder: Path, files: dict[str, list[str]], descriptor: object = DESCRIPTOR) -> Path:
    """A package of these lines."""
    directory = folder / "package"
    directory.mkdir()
    (directory / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    for name, lines in files.items():
        (directory / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return directory


def replaced(name: str, row: int, before: str, after: str) -> Change:
    """A change in one row (from 1, 0 = the header)."""

    def change(files: dict[str, list[str]]) -> None:
        assert before in files[name][row]
        files[name][row] = files[name][row].replace(before, after)

    return change


def added(name: str, line: str) -> Change:
    """One more row."""
    return lambda files: files[name].append(line)


def copy_of_files() -> dict[str, list[str]]:
    """The good package, to be spoilt."""
    return {name: list(lines) for name, lines in FILES.items()}


def test_the_package_itself_is_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compile_package(write(tmp_path, FILES), tmp_path / "out.json") == 0
    assert capsys.readouterr().err == ""


SPENT = "expenditure.csv"
BUDGET = "unit,functional,economic,nature,project,source,stage,amount"
ERRORS: list[tuple[str, Change, str]] = [
    ("amount is no number", replaced(SPENT, 1, "600.00", "六百"), "expenditure.csv:1: amount: 六百: must be 元"),
    ("three decimals", replaced(SPENT, 1, "600.00", "600.001"), "expenditure.csv:1: amount: 600.001: must be 元"),
    ("exponent", replaced(SPENT, 1, "600.00", "6e2"), "expenditure.csv:1: amount: 6e2: must be 元"),
    ("separators", replaced(SPENT, 1, "600.00", '"1,600.00"'), "expenditure.csv:1: amount: 1,600.00: must be 元"),
    ("amount blank", replaced(SPENT, 2, "300.00", ""), "expenditure.csv:2: amount: : must not be blank"),
    ("date is none", replaced(SPENT, 1, "2024-03-01", "2024-02-30"), "expenditure.csv:1: date: 2024-02-30: must be a date"),
    ("date of other form", replaced(SPENT, 1, "2024-03-01", "2024/03/01"), "1: date: 2024/03/01: must be a date"),
    ("date outside", replaced(SPENT, 3, "2024-03-03", "2023-12-31"), "expenditure.csv:3: date: 2023-12-31: lies outside the fiscal year 2024"),
    ("income outside", replaced("income.csv", 1, "2024-01-05", "2025-01-05"), "income.csv:1: date: 2025-01-05: lies outside"),
    ("functional too short", replaced(SPENT, 1, "2240106", "22401"), "expenditure.csv:1: functional: 22401: must be a functional item"),
    ("functional parent", replaced(SPENT, 1, "2240106", "9980106"), "expenditure.csv:1: functional: 9980106: there is no such category"),
    ("economic too short", replaced(SPENT, 1, "30201", "302"), "expenditure.csv:1: economic: 302: must be an economic section"),
    ("economic parent", replaced(SPENT, 1, "30201", "99901"), "expenditure.csv:1: economic: 99901: there is no such category"),
    ("nature", replaced(SPENT, 1, "project,", "projekt,"), "expenditure.csv:1: nature: projekt: must be one of basic"),
    ("source", replaced(SPENT, 1, "general_public_budget", "tax"), "expenditure.csv:1: source: tax: must be one of"),
    ("fund level", replaced(SPENT, 4, "city", "village"), "expenditure.csv:4: fund_level: village: must be one of central"),
    ("unit unknown", replaced(SPENT, 4, ",002,", ",009,"), "expenditure.csv:4: unit: 009: is not in units.csv"),
    ("project unknown", replaced(SPENT, 1, "P1", "P9"), "expenditure.csv:1: project: P9: is not in projects.csv"),
    ("project missing", replaced(SPENT, 1, "P1", ""), "expenditure.csv:1: project: : is missing"),
    ("project of personnel", replaced(SPENT, 1, "P1", "P2"), "expenditure.csv:1: project: P2: project expenditure needs"),
    ("basic with project", replaced(SPENT, 2, "basic,,", "basic,P1,"), "expenditure.csv:2: project: P1: basic expenditure has"),
    ("contract unknown", replaced(SPENT, 1, "600.00,,,", "600.00,,H9,"), "expenditure.csv:1: contract: H9: is not in contracts.csv"),
    ("correction unknown", replaced(SPENT, 1, "600.00,,,", "600.00,,,V9"), "expenditure.csv:1: correction_of: V9: the unit has no"),
    ("correction of another unit", replaced(SPENT, 1, "600.00,,,", "600.00,,,V4"), "expenditure.csv:1: correction_of: V4:"),
    ("appropriation for subsidies", replaced(SPENT, 2, "basic", "subsidy_to_subordinate"), "expenditure.csv:2: source: general_public_budget: this nature is never"),
    ("surplus of appropriation", replaced("balances.csv", 1, "closing", "surplus_used"), "balances.csv:1: source: general_public_budget: surplus used"),
    ("imbalance", replaced("balances.csv", 1, "100.00", "99.99"), "balances.csv:1: amount: 0.01: unit 001, general_public_budget: opening"),
    ("imbalance of other money", replaced("balances.csv", 2, "50.00", "40.00"), "balances.csv:2: amount: 10.00: unit 001, operating"),
    ("unit twice", added("units.csv", "002,丙单位,0,某局,institution"), "units.csv:3: code: 002: stands in row 2 already"),
    ("project twice", added("projects.csv", "P1,又一个,001,,,,"), "projects.csv:4: code: P1: stands in row 1 already"),
    ("contract twice", added("contracts.csv", FILES["contracts.csv"][1]), "contracts.csv:2: unit/number: 001/H1: stands in row 1"),
    ("indicator twice", added("indicators.csv", FILES["indicators.csv"][1]), "indicators.csv:2: project/order: P1/1: stands in row 1"),
    ("result of no indicator", replaced("results.csv", 1, "P1,1", "P1,7"), "results.csv:1: order: 7: is not in indicators.csv"),
    ("weight", replaced("indicators.csv", 1, ",50", ",很多"), "indicators.csv:1: weight: 很多: must be a number"),
    ("weight below zero", replaced("indicators.csv", 1, ",50", ",-50"), "indicators.csv:1: weight: -50: must not be less than zero"),
    ("score below zero", replaced("results.csv", 1, "63,,", "63,-0.5,"), "results.csv:1: score: -0.5: must not be less than zero"),
    ("order", replaced("indicators.csv", 1, "P1,1", "P1,一"), "indicators.csv:1: order: 一: must be a whole number"),
    ("kind of unit", replaced("units.csv", 1, "administrative", "club"), "units.csv:1: kind: club: must be one of administrative"),
    ("column missing", replaced(SPENT, 0, ",amount", ",total"), "expenditure.csv:0: amount: : this column is missing"),
    ("column twice", replaced(SPENT, 0, ",fund_level", ",金额"), "expenditure.csv:0: 金额: amount: the same column stands twice"),
    ("too few cells", replaced(SPENT, 2, ",,,", ""), "expenditure.csv:2: -: 2024-03-02,V2"),
    ("too many cells", replaced("units.csv", 1, "administrative", "administrative,x"), "units.csv:1: -: 001,甲单位"),
    ("quotation mark in a row of its own", added(SPENT, '"2024-03-02,V9'), "expenditure.csv:5: -: : a quotation mark is not closed"),
    ("quotation mark", replaced("units.csv", 2, "乙单位", '"乙单位'), "a quotation mark is not closed"),
    ("imbalance of business money", added("income.csv", "2024-02-05,001,2240106,business,30.00"), "balances.csv:0: amount: 30.00: unit 001, business: opening"),
    ("budget of a nature without appropriation", lambda files: files.update({"budget.csv": [BUDGET, "001,2240106,30201,business,,general_public_budget,prepared,1"]}), "budget.csv:1: source: general_public_budget: this nature is never"),
    ("budget of a stage", lambda files: files.update({"budget.csv": [BUDGET, "001,2240106,30201,basic,,general_public_budget,first,1"]}), "budget.csv:1: stage: first: must be one of declared, prepared"),
    ("count of receptions", lambda files: files.update({"three_public.csv": ["unit,measure,value,purpose", "001,reception_batches,1.50,"]}), "three_public.csv:1: value: 1.50: must be a whole number of zero or more"),
    ("target of no indicator", lambda files: files.update({"target_adjustments.csv": ["date,document,project,order,target,reason", "2024-08-01,一号,P1,2,50,"]}), "target_adjustments.csv:1: order: 2: is not in indicators.csv"),
    ("no row of units", lambda files: files.update({"units.csv": files["units.csv"][:1]}), "units.csv:0: -: : has no rows yet"),
    ("no units", lambda files: files.__delitem__("units.csv") or None, "units.csv:0: -: : this file is missing"),
    ("two files", lambda files: files.update({"单位.csv": files["units.csv"]}), "several files for one table"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"), [item[1:] for item in ERRORS], ids=[item[0] for item in ERRORS]
)
def test_an_error_names_file_row_field_value_and_reason(
    change: Change, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = copy_of_files()
    change(files)
    status = compile_package(write(tmp_path, files), tmp_path / "out.json", language="en")
    lines = capsys.readouterr().err
    assert status == 2
    assert expected in lines
    assert "nothing written" in lines
    assert not (tmp_path / "out.json").exists()


WARNINGS: list[tuple[str, list[Change], str]] = [
    ("unknown code", [replaced(SPENT, 4, "2240106", "2240188")], "expenditure.csv:4: functional: 2240188: is not among the known"),
    ("unknown economic", [replaced(SPENT, 4, "30213", "30298")], "expenditure.csv:4: economic: 30298: is not among"),
    ("voucher twice", [replaced(SPENT, 2, "V2", "V1")], "expenditure.csv:1,2: voucher: V1: duplicate voucher"),
    ("basic on 309", [replaced(SPENT, 2, "30101", "30901")], "expenditure.csv:2: economic: 30901: basic expenditure is odd on 309, 311"),
    ("basic on 311", [replaced(SPENT, 2, "30101", "31199")], "expenditure.csv:2: economic: 31199: basic expenditure is odd on 309, 311"),
    ("budget without project", [lambda files: files.update({"budget.csv": [BUDGET, "001,2240106,30201,project,,general_public_budget,prepared,1"]})], "budget.csv:1: project: : is missing"),
    ("row of a list twice", [added("sections.csv", "001,办公室")], "sections.csv:1,2: unit/name: 001/办公室: stands more than once"),
    ("wrong budget", [replaced(SPENT, 4, "2240106", "2230105")], "expenditure.csv:4: functional: 2230105: the subject is not one of general_public_budget"),
    ("negative total", [added(SPENT, "2024-04-01,V5,001,2240108,30201,basic,,general_public_budget,-8.00,,,"), replaced("balances.csv", 1, "100.00", "108.00")], "expenditure.csv:5: amount: -8.00: unit 001, subject 2240108"),
    ("split contracts", [added("contracts.csv", "H2,2024-06-01,001,goods,大公司,large,999999.00,inquiry"), added("contracts.csv", "H3,2024-06-02,001,goods,大公司,large,990000.00,single_source")], "contracts.csv:2,3: supplier: 大公司: looks split: 2 contracts"),
    ("project of another unit", [replaced(SPENT, 4, "P3", "P1")], "expenditure.csv:4: project: P1: the project belongs to another unit"),
    ("section of another unit", [replaced("projects.csv", 3, "002,", "002,办公室")], "projects.csv:3: section: 办公室: is not among the sections"),
    ("reason of nothing", [lambda files: files.update({"reasons.csv": ["unit,kind,about,text", "001,use,expenditure/2240106/total,检查", "001,change,支出,增加"]})], "reasons.csv:2: about: 支出: is no cell"),
    ("unknown column", [replaced("units.csv", 0, "department_name", "remark")], "units.csv:0: remark: : no column of the data dictionary"),
    ("unknown file", [lambda files: files.update({"notes.csv": ["a", "1"]})], "notes.csv:0: -: : is no table of the package"),
    ("one source alone", [added("income.csv", "2024-02-05,001,2240106,other,30.00"), replaced("balances.csv", 2, "50.00", "80.00")], "balances.csv:0: amount: 30.00: unit 001, other: opening"),
    ("subject of funds", [added("income.csv", "2024-02-05,001,2121902,government_managed_funds,30.00"), added("balances.csv", "001,,government_managed_funds,closing,30.00")], "balances.csv:0: functional: 2121902: unit 001, government_managed_funds: this subject does not balance"),
    ("treasury", [lambda files: files.update({"treasury.csv": [files[SPENT][0], *files[SPENT][1:3], files[SPENT][4].replace("300.00", "299.00")]})], "treasury.csv:3: functional/project: 2240106/P3: unit 002: the treasury paid 299.00 元, the unit booked 300.00 元, difference -1.00 元"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "expected"), [item[1:] for item in WARNINGS], ids=[item[0] for item in WARNINGS]
)
def test_a_warning_names_its_rows_and_the_package_compiles(
    changes: list[Change], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = copy_of_files()
    for change in changes:
        change(files)
    status = compile_package(write(tmp_path, files), tmp_path / "out.json", language="en")
    lines = capsys.readouterr().err
    assert status == 0, lines
    assert f"warning: {expected}" in lines
    assert (tmp_path / "out.json").exists()


@pytest.mark.parametrize(
    ("descriptor", "expected"),
    [
        ([], "datapackage.json: must be a JSON object"),
        ({}, "datapackage.json:0: mingzhang: : “mingzhang” is missing"),
        ({"mingzhang": {"fiscal_year": "2024", "variant": "shanxi"}}, "mingzhang.fiscal_year: 2024: must be a year"),
        ({"mingzhang": {"fiscal_year": 2024, "variant": "atlantis"}}, "mingzhang.variant: atlantis: no such variant; known are"),
        ({"mingzhang": {"fiscal_year": 2024, "standard": "fr/2024", "variant": "shanxi"}}, "mingzhang.standard: fr/2024"),
        (DESCRIPTOR | {"resources": [{"path": "gone.csv"}]}, "resources[0].path: gone.csv: no such file"),
        (DESCRIPTOR | {"resources": [{"path": "../units.csv"}]}, "resources[0].path: ../units.csv: the path must lie inside"),
        (DESCRIPTOR | {"resources": {"path": "units.csv"}}, "datapackage.json:0: resources:"),
    ],
)  # fmt: skip
def test_descriptor(
    descriptor: object, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = write(tmp_path, FILES, descriptor)
    try:
        assert compile_package(directory, tmp_path / "out.json", language="en") == 2
        lines = capsys.readouterr().err
    except MingzhangError as error:
        lines = error.message.en
    assert expected in lines
    assert not (tmp_path / "out.json").exists()


def test_all_bad_rows_up_to_a_thousand_then_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = copy_of_files()
    files[SPENT] += ["2024-03-01,V,001,2240106,30201,project,P9,general_public_budget,x,,,"] * 1500
    assert compile_package(write(tmp_path, files), tmp_path / "out.json", language="en") == 2
    lines = capsys.readouterr().err.splitlines()
    assert sum("project: P9: is not in" in line or "amount: x:" in line for line in lines) == 1000
    assert lines[-2] == "2000 more not listed."
    assert lines[-1].startswith("3000 errors in the records")


def test_a_row_of_the_wrong_shape_hides_no_other_and_shifts_no_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = copy_of_files()
    files[SPENT][2] = "2024-03-02,V2"
    files["income.csv"][1] += ",,x"
    replaced(SPENT, 4, "300.00", "dreihundert")(files)
    assert compile_package(write(tmp_path, files), tmp_path / "out.json", language="en") == 2
    assert capsys.readouterr().err.splitlines()[:-1] == [
        "expenditure.csv:2: -: 2024-03-02,V2: the row has 2 columns, the header has 12",
        "expenditure.csv:4: amount: dreihundert: must be 元 with at most two decimals",
        f"income.csv:1: -: {files['income.csv'][1]}: the row has 7 columns, the header has 5",
    ]


def test_files_that_cannot_be_used_are_all_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = copy_of_files()
    for name in (SPENT, "income.csv"):
        files[name][0] = files[name][0].replace("amount", "total")
    assert compile_package(write(tmp_path, files), tmp_path / "out.json", language="en") == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if "is missing" in line]
    assert lines == [f"{name}:0: amount: : this column is missing" for name in (SPENT, "income.csv")]


def test_messages_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = copy_of_files()
    replaced(SPENT, 1, "P1", "")(files)
    assert compile_package(write(tmp_path, files), tmp_path / "out.json") == 2
    assert "expenditure.csv:1: project: : 项目支出必须写明项目" in capsys.readouterr().err


def test_a_file_with_its_header_only_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new package has every file; those that are not filled in neither miss nor contradict anything."""
    files = copy_of_files()
    for name in ("sections.csv", "contracts.csv"):
        files[name] = files[name][:1]
    files["treasury.csv"] = files[SPENT][:1]
    assert compile_package(write(tmp_path, files), tmp_path / "out.json") == 0
    assert capsys.readouterr().err == ""


def test_every_difference_with_the_treasury_is_listed(tmp_path: Path) -> None:
    files = copy_of_files()
    paid = [files[SPENT][0], files[SPENT][1].replace("600.00", "601.50"), files[SPENT][2]]
    directory = write(tmp_path, files | {"treasury.csv": paid})
    listed = tmp_path / "differences.csv"
    assert compile_package(directory, tmp_path / "out.json", reconciliation=listed) == 0
    assert listed.read_text(encoding="utf-8-sig").splitlines() == [
        "unit,functional,project,treasury,booked,difference",
        "001,2240106,P1,601.50,600.00,1.50",
        "002,2240106,P3,0.00,300.00,-300.00",
    ]
    (directory / "treasury.csv").unlink()
    with pytest.raises(MingzhangError, match="没有国库支付"):
        compile_package(directory, tmp_path / "none.json", reconciliation=listed)
    assert not (tmp_path / "none.json").exists()
