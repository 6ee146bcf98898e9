"""The words of the explanation: equality, zero and missing bases, reasons, own name, order by variant."""

from __future__ import annotations

import pytest

from mingzhang.facts.model import (
    Analysis,
    Disclosure,
    Evaluation,
    Fact,
    FundsRow,
    Section,
    Statement,
    Unit,
)
from mingzhang.kit.address import CellAddress
from mingzhang.narrate import Reasons, narrate
from mingzhang.standard.load import Standard

TEN = (
    "income_expenditure_summary", "income", "expenditure", "appropriation_summary",
    "general_budget_expenditure", "general_budget_basic", "government_managed_funds",
    "state_capital_operations", "three_public_expenses", "supplementary_statistics",
)  # fmt: skip
TOTAL = "general_budget_expenditure/total/total"
ITEM = "general_budget_expenditure/2240106/total"


def disclosure(
    cells: dict[str, str], scope: str = "unit", variant: str = "shanxi", **other: str
) -> Disclosure:
    """A disclosure with these cells; `other` are figures."""
    made = Disclosure(
        fiscal_year=2024, variant=variant, unit=Unit(name="清河县水务局", code="1", scope=scope)
    )
    made.statements = [Statement(id=name) for name in TEN]
    for reference, value in cells.items():
        address = CellAddress.parse(reference)
        statement = made.statement(address.statement)
        assert statement is not None
        fact = Fact(side=address.side, code=address.code, column=address.column, value=value)
        statement.facts.append(fact)
    made.figures = [Fact(code=name, column="amount", value=value) for name, value in other.items()]
    return made


def told(
    standard: Standard,
    this: Disclosure,
    prior: Disclosure | None = None,
    texts: dict[tuple[str, str], str] | None = None,
) -> dict[str, Section]:
    """The sections by id."""
    narrate(this, standard, Reasons(texts or {}), prior)
    return {section.section or "": section for section in this.explanation}


def first(section: Section) -> tuple[str, str]:
    """Text and what is owed of its first paragraph."""
    return section.paragraphs[0].text, section.paragraphs[0].owed or ""


@pytest.mark.parametrize(
    ("this", "before", "words"),
    [
        ("120.00", "100.00", "与上年相比，一般公共预算财政拨款支出增加20.00万元，增长20.00%。"),
        ("80.00", "100.00", "与上年相比，一般公共预算财政拨款支出减少20.00万元，下降20.00%。"),
        ("100.00", "100.00", "与上年相比，一般公共预算财政拨款支出持平。"),
        ("5.00", None, "与上年相比，一般公共预算财政拨款支出增加5.00万元（上年无此项支出）。"),
        ("5.00", "-2.00", "与上年相比，一般公共预算财政拨款支出增加7.00万元（上年为负数，不计算增减率）。"),
        ("100.00", "99.99", "增加0.01万元，增长0.01%。"),
        ("-3.00", "1.00", "支出为-3.00万元"),
    ],
)
def test_changes(standard: Standard, this: str, before: str | None, words: str) -> None:
    prior = disclosure({} if before is None else {TOTAL: before})
    sections = told(standard, disclosure({TOTAL: this, "expenditure/total/total": "500.00"}), prior)
    assert words in first(sections["general_budget_overview"])[0]


def test_without_last_year_nothing_is_compared_and_that_is_owed(standard: Standard) -> None:
    made = disclosure({TOTAL: "5.00", "expenditure/total/total": "5.00"})
    text, owed = first(told(standard, made)["general_budget_overview"])
    assert text == "2024年度一般公共预算财政拨款支出5.00万元，占本年支出合计的100.00%。"
    assert owed == "缺少上年决算数，一般公共预算财政拨款支出与上年的比较待补"
    assert not [claim for claim in made.claims if claim.measure in ("change", "rate")]


def test_an_item_with_its_budget_its_use_and_its_reasons(standard: Standard) -> None:
    cells = {TOTAL: "80.00", ITEM: "80.00", "expenditure/total/total": "80.00"}
    budget = {"original_budget/total": "100.00", "original_budget/2240106": "100.00"}
    texts = {
        ("use", "expenditure/2240106/total"): "主要用于执法检查。",
        ("budget", ITEM): "招标节约",
        ("change", ITEM): "主要原因是\n任务减少",
    }
    made = disclosure(cells, **budget)
    sections = told(standard, made, disclosure({TOTAL: "90.00", ITEM: "90.00"}), texts)
    item = sections["general_budget_details"].paragraphs[1]
    assert item.text == (
        "1.灾害防治及应急管理支出（类）应急管理事务（款）安全监管（项）年初预算100.00万元，支出决算80.00万元，"
        "完成年初预算的80.00%。与上年相比，支出减少10.00万元，下降11.11%。主要原因是任务减少。"
        "决算数小于预算数的主要原因是招标节约。主要用于执法检查。"
    )
    assert item.owed is None


def test_what_the_records_do_not_say_is_owed_and_never_invented(standard: Standard) -> None:
    budget = {"original_budget/total": "100.00", "original_budget/2240106": "100.00"}
    made = disclosure({TOTAL: "80.00", ITEM: "80.00", "expenditure/total/total": "80.00"}, **budget)
    item = told(standard, made, disclosure({TOTAL: "90.00", ITEM: "90.00"}))[
        "general_budget_details"
    ].paragraphs[1]
    assert "原因" not in item.text
    assert "用于" not in item.text
    assert (
        item.owed == "安全监管比上年增减的主要原因待补；安全监管与预算不同的主要原因待补；安全监管的用途待补"
    )


def test_a_budget_that_was_not_spent_is_told_too(standard: Standard) -> None:
    budget = {"original_budget/total": "7.00", "original_budget/2240106": "7.00"}
    made = disclosure({"expenditure/total/total": "1.00"}, **budget)
    item = told(standard, made)["general_budget_details"].paragraphs[1]
    assert "年初预算7.00万元，支出决算0万元，完成年初预算的0.00%" in item.text


def test_numbers_in_recorded_texts_are_claims_about_nothing_known(standard: Standard) -> None:
    made = disclosure({TOTAL: "80.00", "expenditure/total/total": "80.00"})
    told(standard, made, disclosure({TOTAL: "90.00"}), {("change", TOTAL): "2023年退休3人，减少工资25.5万元"})
    loose = [claim for claim in made.claims if claim.about is None]
    assert [(claim.value, claim.unit) for claim in loose] == [("3", "人"), ("25.5", "万元")]


@pytest.mark.parametrize(("scope", "own"), [("department", "本部门"), ("unit", "本单位")])
def test_a_department_and_a_unit_call_themselves_so(standard: Standard, scope: str, own: str) -> None:
    sections = told(standard, disclosure({}, scope))
    assert first(sections["procurement"])[0] == f"{own}2024年度没有政府采购支出。"
    other = "本单位" if scope == "department" else "本部门"
    assert not any(other in p.text for section in sections.values() for p in section.paragraphs)


def test_the_order_and_the_headings_follow_the_variant(standard: Standard) -> None:
    shanxi = [section.title for section in told(standard, disclosure({})).values()]
    shanghai = [section.title for section in told(standard, disclosure({}, variant="shanghai")).values()]
    assert shanxi[0] == shanghai[0] == "一、收入支出决算总体情况说明"
    assert "九、财政拨款“三公”经费支出决算情况说明" in shanxi
    assert "（四）预算绩效情况说明" in shanxi
    assert "七、财政拨款“三公”经费支出决算情况说明" in shanghai
    assert "十、预算绩效管理情况" in shanghai
    assert "（一）机关运行经费支出情况" in shanghai


def form(name: str, grade: str | None, improvements: str | None = None) -> Evaluation:
    return Evaluation(
        project=name,
        status="complete",
        grade=grade,
        funds=[FundsRow(source_kind="total", final_budget="10", actual="9.5", execution_rate="95.00")],
        analysis=Analysis(improvements=improvements),
    )


def test_projects_by_grade_and_the_measures_of_the_weak(standard: Standard) -> None:
    made = disclosure({})
    made.evaluations = [
        form("灌渠维修", "优"),
        form("泵站改造", "中", "提前招标。"),
        form("水质监测", "差"),
        form("宣传", None),
    ]
    section = told(standard, made)["performance"]
    assert section.paragraphs[0].text == (
        "根据预算绩效管理要求，本单位对2024年度安排的项目开展了绩效自评，涉及项目4个，资金38.00万元。"
        "自评结果为：等级为“优”的项目1个，等级为“良”的项目0个，等级为“中”的项目1个，等级为“差”的项目1个，"
        "尚未评定等级的项目1个。"
    )
    assert section.paragraphs[1].text == "对自评等级为“中”的泵站改造，采取的改进措施为：提前招标。"
    assert [item.owed for item in section.paragraphs[2:]] == ["水质监测的改进措施待补"]
    figures = {fact.code: fact.value for fact in made.figures}
    assert figures["projects_evaluated"] == "4"
    assert figures["projects_grade_良"] == "0"
    assert figures["projects_ungraded"] == "1"


def test_counts_without_a_record_are_zero_without_money_and_owed_with_it(standard: Standard) -> None:
    made = disclosure(
        {"three_public_expenses/actual/total": "3.00", "three_public_expenses/actual/reception": "3.00"}
    )
    paragraphs = told(standard, made)["three_public_details"].paragraphs
    assert "出国（境）团组0个，累计0人次" in paragraphs[0].text
    assert paragraphs[0].owed is None
    assert "批次" not in paragraphs[3].text
    assert "国内公务接待批次待补" in (paragraphs[3].owed or "")


def test_operating_expenses_of_both_kinds_of_units_are_one_amount(standard: Standard) -> None:
    cells = {
        "supplementary_statistics/operating_expenses_administrative/amount": "1.00",
        "supplementary_statistics/operating_expenses_civil_servant_managed/amount": "2.00",
    }
    made = disclosure(cells, operating_expenses="3.01")
    text, _ = first(told(standard, made, disclosure(cells))["operating_expenses"])
    assert text.startswith("2024年度机关运行经费支出3.01万元。与上年相比，机关运行经费支出增加0.01万元")


def test_receptions_that_do_not_add_up_are_not_published(standard: Standard) -> None:
    cells = {"three_public_expenses/actual/reception": "3.00", "three_public_expenses/actual/total": "3.00"}
    right = told(standard, disclosure(cells, domestic_reception_amount="3.00"))["three_public_details"]
    assert any("国内公务接待支出3.00万元" in item.text for item in right.paragraphs)
    wrong = told(standard, disclosure(cells, domestic_reception_amount="2.00"))["three_public_details"]
    assert not any("国内公务接待支出" in item.text for item in wrong.paragraphs)
    assert any("不等于公务接待费决算数" in (item.owed or "") for item in wrong.paragraphs)
