"""What a compiled disclosure holds beside its statements: units, profile, approvals, figures, prior year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mingzhang.app.compile import compile_package
from mingzhang.app.trace import trace
from mingzhang.facts.codec import decode_disclosure, encode
from mingzhang.facts.model import Department, Disclosure, Fact, Statement, Unit
from mingzhang.kit.errors import MingzhangError

FILES = {
    "units": "code,name,department_code,department_name,kind\n"
    "001,甲单位,0,某局,administrative\n002,乙单位,0,某局,institution\n009,抵销,0,某局,adjustment\n",
    "sections": "unit,name\n002,业务科\n001,办公室\n001,财务科\n",
    "duties": "unit,order,text\n001,10,第十\n001,2,第二\n002,1,乙的职责\n",
    "staff": "unit,category,count\n001,administrative,14\n002,institution,9\n001,retired,3\n",
    "approvals": "unit,object,date,authority,document,decision,basis\n"
    "001,final_accounts,2025-08-20,财政局,财决〔2025〕8号,approved,\n"
    "002,budget,2024-02-01,某局,,approved,\n",
    "projects": "code,name,unit,category\nP2,补助,001,other_operating\n",
    "income": "date,unit,functional,source,amount\n"
    "2024-01-05,001,2240106,general_public_budget,100.00\n2024-01-05,001,2240106,operating,500000.00\n"
    "2024-01-05,002,2240106,superior_subsidy,500000.00\n2024-12-31,009,2240106,superior_subsidy,-500000.00\n",
    "expenditure": "date,voucher,unit,functional,economic,nature,project,source,amount\n"
    "2024-03-01,V1,001,2240106,30201,basic,,general_public_budget,100.00\n"
    "2024-03-01,V2,001,2240106,30201,subsidy_to_subordinate,,operating,500000.00\n"
    "2024-03-01,V3,002,2240106,30201,basic,,superior_subsidy,500000.00\n"
    "2024-12-31,V4,009,2240106,30201,subsidy_to_subordinate,,superior_subsidy,-500000.00\n",
    "budget": "unit,functional,economic,nature,project,source,stage,amount\n"
    "001,2240106,30217,basic,,general_public_budget,prepared,30000\n"
    "001,2240106,30217,basic,,general_public_budget,declared,90000\n"
    "002,2240106,30217,basic,,government_managed_funds,prepared,20000\n",
    "adjustments": "date,document,unit,functional,economic,nature,project,source,amount\n"
    "2024-05-05,财预〔2024〕9号,001,2240106,30217,basic,,general_public_budget,-10000\n",
    "contracts": "number,date,unit,kind,supplier,supplier_size,amount,method\n"
    "H1,2024-01-02,001,goods,一,large,10000,\nH2,2024-01-02,001,works,二,medium,20000,\n"
    "H3,2024-01-02,001,services,三,small,40000,\nH4,2024-01-02,001,goods,四,micro,80000,\n"
    "H5,2024-01-02,001,goods,五,micro,160000,not_government_procurement\nH6,2023-12-31,001,goods,六,micro,1,\n",
    "three_public": "unit,measure,value,purpose\n001,reception_batches,3,甲\n002,reception_batches,4,乙\n"
    "001,domestic_reception_amount,12345.67,\n",
}


def package(folder: Path, variant: str = "shanxi", prior: Disclosure | None = None) -> Path:
    """A department of two units with a consolidation entry."""
    directory = folder / "package"
    directory.mkdir()
    own = {"fiscal_year": 2024, "standard": "cn/2024", "variant": variant}
    (directory / "datapackage.json").write_text(json.dumps({"mingzhang": own}), encoding="utf-8")
    for name, text in FILES.items():
        (directory / f"{name}.csv").write_text(text, encoding="utf-8")
    if prior is not None:
        (directory / "prior.json").write_bytes(encode(prior))
    return directory


def compiled(directory: Path, unit: str | None = None) -> Disclosure:
    """The package as a disclosure."""
    output = directory.parent / "out.json"
    assert compile_package(directory, output, unit=unit) == 0
    return decode_disclosure(output.read_bytes(), "out.json")


def cell(disclosure: Disclosure, statement: str, side: str | None, code: str, column: str) -> str | None:
    """One printed value."""
    facts = disclosure.statement(statement).facts  # type: ignore[union-attr]
    return next((f.value for f in facts if (f.side, f.code, f.column) == (side, code, column)), None)


def test_a_department_is_the_plain_sum_of_its_units(tmp_path: Path) -> None:
    disclosure = compiled(package(tmp_path))
    assert disclosure.unit == Unit(
        name="甲单位", code="001", scope="department", department=Department(name="某局", code="0")
    )
    assert disclosure.profile.member_units == ["甲单位", "乙单位"]
    assert disclosure.profile.sections == ["办公室", "财务科", "业务科"]
    assert disclosure.profile.duties == ["第二", "第十", "乙的职责"]
    assert disclosure.profile.staff == {"administrative": 14, "institution": 9, "retired": 3, "total": 26}
    assert [approval.object for approval in disclosure.approvals] == ["budget", "final_accounts"]
    assert cell(disclosure, "expenditure", None, "total", "subsidy_to_subordinate") is None
    assert cell(disclosure, "income_expenditure_summary", "income", "total", "amount") == "50.01"


def test_one_unit_alone(tmp_path: Path) -> None:
    disclosure = compiled(package(tmp_path), "002")
    assert (disclosure.unit.code, disclosure.unit.scope) == ("002", "unit")
    assert disclosure.profile.member_units == []
    assert disclosure.profile.staff == {"institution": 9, "total": 9}
    assert [approval.object for approval in disclosure.approvals] == ["budget"]
    assert cell(disclosure, "income", None, "total", "superior_subsidy") == "50.00"
    statement = disclosure.statement("general_budget_basic")
    assert statement is not None
    assert statement.no_data


def test_each_unit_in_a_file_of_its_own(tmp_path: Path) -> None:
    directory = package(tmp_path)
    assert compile_package(directory, tmp_path / "out.json", each=tmp_path / "each") == 0
    assert sorted(path.name for path in (tmp_path / "each").iterdir()) == ["001.json", "002.json"]
    alone = (tmp_path / "each" / "002.json").read_bytes()
    assert compile_package(directory, tmp_path / "two.json", unit="002") == 0
    assert (tmp_path / "two.json").read_bytes() == alone


def test_an_unknown_unit_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(MingzhangError, match="003"):
        compile_package(package(tmp_path), tmp_path / "out.json", unit="003")
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize(("variant", "budget"), [("shanxi", "4.00"), ("shanghai", "5.00")])
def test_the_budget_of_the_three_public_expenses_is_by_variant(
    variant: str, budget: str, tmp_path: Path
) -> None:
    disclosure = compiled(package(tmp_path, variant))
    assert cell(disclosure, "three_public_expenses", None, "budget", "reception") == budget
    assert len(disclosure.statements) == 10


def test_figures(tmp_path: Path) -> None:
    figures = {fact.code: fact.value for fact in compiled(package(tmp_path)).figures}
    assert figures["original_budget/total"] == "3.00"
    assert figures["original_budget/2240106"] == "3.00"
    assert figures["procurement_sme"] == "14.00"
    assert figures["procurement_micro"] == "12.00"
    assert figures["reception_batches"] == "7"
    assert figures["domestic_reception_amount"] == "1.23"


def prior_of(unit: Unit) -> Disclosure:
    """Last year's disclosure with one figure."""
    fact = Fact(code="total", column="total", value="88.00")
    return Disclosure(
        fiscal_year=2023, unit=unit, statements=[Statement(id="general_budget_expenditure", facts=[fact])]
    )


def test_last_years_figures_stand_beside(tmp_path: Path) -> None:
    prior = prior_of(Unit(name="甲单位", code="001", scope="department"))
    figures = {fact.code: fact.value for fact in compiled(package(tmp_path, prior=prior)).figures}
    assert figures["prior/general_budget_expenditure/total/total"] == "88.00"


def test_another_units_last_year_is_not_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prior = prior_of(Unit(name="丙单位", code="777", scope="department"))
    figures = [fact.code for fact in compiled(package(tmp_path, prior=prior)).figures]
    assert not any(code.startswith("prior/") for code in figures)
    assert "prior.json" in capsys.readouterr().err


def test_another_year_is_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prior = prior_of(Unit(name="甲单位", code="001", scope="department"))
    prior.fiscal_year = 2022
    disclosure = compiled(package(tmp_path, prior=prior))
    assert not any(fact.code.startswith("prior/") for fact in disclosure.figures)
    assert capsys.readouterr().err.count("prior.json:0: fiscal_year: 2022: ") == 1


def test_a_unit_gives_its_own_reasons_and_a_department_those_of_all(tmp_path: Path) -> None:
    directory = package(tmp_path, prior=prior_of(Unit(name="甲单位", code="001", scope="department")))
    about = "general_budget_expenditure/2240106/total"
    (directory / "reasons.csv").write_text(
        f"unit,kind,about,text\n002,use,{about},培训\n001,use,expenditure/2240106/total,检查。\n"
        f"001,use,{about},执法。\n001,use,{about},执法\n",
        encoding="utf-8",
    )

    def told(unit: str | None) -> str:
        sections = {item.section: item for item in compiled(directory, unit).explanation}
        return sections["general_budget_details"].paragraphs[-1].text

    assert told(None).endswith("主要用于培训；执法。")
    assert told("001").endswith("主要用于执法。")


def test_an_empty_statement_says_so_and_the_forms_call_the_unit_a_unit(tmp_path: Path) -> None:
    disclosure = compiled(package(tmp_path), "002")
    statement = disclosure.statement("general_budget_basic")
    assert statement is not None
    assert statement.notes == ["说明：本年度没有此项收支，本表无数据。"]
    assert statement.unit_label == "单位名称"
    income = disclosure.statement("income")
    assert income is not None
    assert income.notes == ["注：本表列示本年度取得的各项收入。"]


def test_every_fact_names_its_files(tmp_path: Path) -> None:
    disclosure = compiled(package(tmp_path))
    files = {fact.source.file for statement in disclosure.statements for fact in statement.facts}
    assert {"income.csv", "expenditure.csv", "contracts.csv", "budget.csv; adjustments.csv"} <= files


@pytest.mark.parametrize(
    "address", ["expenditure/2240106/profit", "expenditure/x", "balance_sheet/total/total", "figures/nothing"]
)
def test_what_is_no_cell_cannot_be_traced(address: str, tmp_path: Path) -> None:
    directory = package(tmp_path)
    compiled(directory)
    with pytest.raises(MingzhangError):
        trace(tmp_path / "out.json", address, directory, tmp_path / "trace.csv")


def test_records_changed_since_compilation_are_refused(tmp_path: Path) -> None:
    directory = package(tmp_path)
    compiled(directory)
    path = directory / "contracts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("40000", "50000"), encoding="utf-8")
    with pytest.raises(MingzhangError, match="compile"):
        trace(
            tmp_path / "out.json",
            "supplementary_statistics/procurement_total/amount",
            directory,
            tmp_path / "trace.csv",
        )


def test_a_trace_names_the_records(tmp_path: Path) -> None:
    directory = package(tmp_path)
    compiled(directory)
    trace(tmp_path / "out.json", "general_budget_basic/30201/amount", directory, tmp_path / "trace.csv")
    assert (tmp_path / "trace.csv").read_text(encoding="utf-8").splitlines() == [
        "file,row,date,voucher,unit,functional,economic,nature,project,source,amount",
        "expenditure.csv,1,2024-03-01,V1,001,2240106,30201,basic,,general_public_budget,100.00",
    ]
