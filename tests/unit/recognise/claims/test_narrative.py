"""Claims of miniature explanations: wordings of several provinces, lists, lead-ins, reasons."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.golden.claim_lines import line

from mingzhang.facts.model import Disclosure, ExplanationParagraph, Fact, Section, Statement
from mingzhang.recognise.claims import recognise_claims
from mingzhang.standard.load import Standard, load_standard

LABELS = {
    "201": "一般公共服务支出",
    "20106": "财政事务",
    "2010601": "行政运行",
    "2010602": "一般行政管理事务",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
}
GENERAL = "general_budget_expenditure"


def _read(standard: Standard, title: str, *texts: str, **fields: object) -> Disclosure:
    disclosure = Disclosure(fiscal_year=2024, statements=[Statement(id=GENERAL, labels=LABELS)])
    for name, value in fields.items():
        setattr(disclosure, name, value)
    disclosure.explanation = [
        Section(title=title, paragraphs=[ExplanationParagraph(text=text) for text in texts])
    ]
    recognise_claims(disclosure, standard)
    return disclosure


def _lines(standard: Standard, title: str, *texts: str) -> list[str]:
    return [line(claim) for claim in _read(standard, title, *texts).claims]


def test_totals_with_change_and_rate(standard: Standard) -> None:
    total = "income_expenditure_summary/income/total/amount"
    assert _lines(
        standard,
        "一、收入支出决算总体情况说明",
        "2024年度收、支总计均为90.50万元。与上年决算数相比，收、支总计各减少9.5万元，下降9.5%。",
    ) == [
        f"90.50 万元 amount - {total} -",
        f"9.5 万元 change decrease {total} prior",
        f"9.5 % rate decrease {total} prior",
    ]


def test_respectively_gives_each_number_its_own_subject(standard: Standard) -> None:
    income = "income_expenditure_summary/income/total/amount"
    expenditure = "income_expenditure_summary/expenditure/total/amount"
    assert _lines(
        standard,
        "一、收入支出决算总体情况说明",
        "收入总计、支出总计分别为10万元和9万元，比2023年分别增加1万元、2万元，分别增长11.11%、28.57%。",
    ) == [
        f"10 万元 amount - {income} -",
        f"9 万元 amount - {expenditure} -",
        f"1 万元 change increase {income} prior",
        f"2 万元 change increase {expenditure} prior",
        f"11.11 % rate increase {income} prior",
        f"28.57 % rate increase {expenditure} prior",
    ]


def test_a_list_broken_into_lines_keeps_the_total_of_its_lead_in(standard: Standard) -> None:
    assert _lines(
        standard,
        "三、支出决算情况说明",
        "2024年度支出合计50万元，其中：",
        "基本支出20万元，占比40%；",
        "项目支出30万元，占比60%。",
    ) == [
        "50 万元 amount - expenditure/total/total -",
        "20 万元 amount - expenditure/total/basic -",
        "40 % share - expenditure/total/basic expenditure/total/total",
        "30 万元 amount - expenditure/total/project -",
        "60 % share - expenditure/total/project expenditure/total/total",
    ]


def test_a_path_of_subjects_names_the_item(standard: Standard) -> None:
    cell, budget = f"{GENERAL}/2010601/total", "figure:original_budget/2010601"
    assert _lines(
        standard,
        "五、一般公共预算财政拨款支出决算情况说明",
        "1.一般公共服务支出（类）财政事务（款）行政运行（项）。主要用于：人员和办公。年初预算为50万元，"
        "支出决算为60.5万元，完成年初预算的121%，大于预算数的主要原因是增加人员经费10万元。",
        "（1）行政运行（项）：较上年增长3.2%。",
    ) == [
        f"50 万元 amount - {budget} -",
        f"60.5 万元 amount - {cell} -",
        f"121 % completion - {cell} {budget}",
        "10 万元 amount - - -",
        f"3.2 % rate increase {cell} prior",
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("社会保障和就业支出", "208"),
        ("社会保障和就业（类）", "208"),
        ("社会保障与就业支出（类）行政事业单位养老支出（款）", "20805"),
        ("社会保障和就业支出（类）行政事业单位离退休（款）机关事业单位基本养老保险缴费支出（项）", "2080505"),
    ],
)
def test_names_of_subjects_with_slips_and_old_names(standard: Standard, words: str, code: str) -> None:
    found = _lines(standard, "一般公共预算财政拨款支出决算具体情况", f"{words}支出决算12万元。")
    assert found == [f"12 万元 amount - {GENERAL}/{code}/total -"]


def test_an_unknown_subject_takes_no_other_subjects_cell(standard: Standard) -> None:
    found = _lines(
        standard,
        "一般公共预算财政拨款支出决算具体情况",
        "社会保障和就业支出12万元。其他未列名的补助资金3万元，完成年初预算的50%。",
    )
    assert found[1:] == ["3 万元 amount - - -", "50 % completion - - -"]


def test_a_nested_list_gives_the_outer_total_back(standard: Standard) -> None:
    actual = "three_public_expenses/actual"
    found = _lines(
        standard,
        "财政拨款“三公”经费支出决算情况说明",
        "“三公”经费支出决算为8万元。其中：公务用车购置及运行维护费支出决算为5万元，占62.5%，"
        "其中：公务用车购置费0万元，公务用车运行维护费5万元；公务接待费支出决算3万元，占37.5%。",
    )
    assert f"62.5 % share - {actual}/vehicles {actual}/total" in found
    assert f"37.5 % share - {actual}/reception {actual}/total" in found
    assert f"0 万元 amount - {actual}/vehicle_purchase -" in found


def test_counts_by_their_measure_words(standard: Standard) -> None:
    assert _lines(
        standard,
        "财政拨款“三公”经费支出决算情况说明",
        "全年因公出国（境）团组2个，累计5人次。公务接待费3万元，主要用于来访，国内公务接待12批次、103人次。",
    ) == [
        "2 个 count - figure:trip_groups -",
        "5 人次 count - figure:trip_persons -",
        "3 万元 amount - three_public_expenses/actual/reception -",
        "12 批次 count - figure:reception_batches -",
        "103 人次 count - figure:reception_persons -",
    ]


def test_procurement_shares_name_their_totals(standard: Standard) -> None:
    found = _lines(
        standard,
        "（二）政府采购支出情况",
        "政府采购支出总额300万元，授予中小企业合同金额240万元，占政府采购支出总额的80%，"
        "其中：授予小微企业合同金额120万元，占授予中小企业合同金额的50%。",
    )
    assert "80 % share - figure:procurement_sme supplementary_statistics/procurement_total/amount" in found
    assert "50 % share - figure:procurement_micro figure:procurement_sme" in found


def test_a_threshold_in_a_name_is_no_claim(standard: Standard) -> None:
    assert _lines(standard, "国有资产占用情况说明", "单价100万元以上设备（不含车辆）2台（套）。") == [
        "2 台（套） count - supplementary_statistics/equipment/count -"
    ]


def test_projects_money_and_grades_with_a_slip_in_a_name(standard: Standard) -> None:
    assert _lines(
        standard,
        "预算绩效情况说明",
        "对12个项目开展了绩效自评，涉及资金50万元，其中国有资金经营预算项目支出0万元。“优”8个、“良”3个。",
    ) == [
        "12 个 count - figure:projects_evaluated -",
        "50 万元 amount - figure:projects_amount -",
        "0 万元 amount - figure:projects_amount_state_capital_operations -",
        "8 个 count - figure:projects_grade_优 -",
        "3 个 count - figure:projects_grade_良 -",
    ]


def test_last_years_amount_is_a_prior_figure(standard: Standard) -> None:
    disclosure = _read(standard, "机关运行经费支出情况", "2023年度机关运行经费支出30万元。")
    cell = "supplementary_statistics/operating_expenses_administrative/amount"
    assert line(disclosure.claims[0]).split()[4] == f"figure:prior/{cell}"
    assert disclosure.claims[0].year == 2023
    assert [(fact.code, fact.value) for fact in disclosure.figures] == [(f"prior/{cell}", "30")]


def test_operating_expenses_of_both_kinds_are_a_figure(standard: Standard) -> None:
    facts = [
        Fact(code=f"operating_expenses_{kind}", column="amount", value="5.00")
        for kind in ("administrative", "civil_servant_managed")
    ]
    statements = [Statement(id="supplementary_statistics", facts=facts)]
    disclosure = _read(standard, "机关运行经费支出情况", "机关运行经费支出10万元。", statements=statements)
    assert line(disclosure.claims[0]) == "10 万元 amount - figure:operating_expenses -"


def test_claims_of_one_subject_share_a_group(standard: Standard) -> None:
    claims = _read(
        standard,
        "财政拨款收入支出决算总体情况说明",
        "财政拨款收入总计9万元，支出总计9万元。与上年相比，财政拨款收入总计增加1万元，增长12.5%。",
    ).claims
    groups = [claim.group for claim in claims]
    assert groups[0] == groups[2] == groups[3] != groups[1]


def test_every_number_of_a_paragraph_is_bound(standard: Standard) -> None:
    disclosure = _read(standard, "其他", "某事3件，某款1,000.00元，某率5%。")
    paragraph = disclosure.explanation[0].paragraphs[0]
    assert [paragraph.text[slice(*number.span)] for number in paragraph.numbers] == ["3", "1,000.00", "5"]
    assert [number.claim for number in paragraph.numbers] == [0, 1, 2]
    assert all(claim.about is None for claim in disclosure.claims)


def test_amounts_stated_in_yuan_become_figures_in_ten_thousands(standard: Standard) -> None:
    disclosure = _read(standard, "预算绩效情况说明", "开展绩效自评的项目2个，涉及资金1,234,500元。")
    figures = {fact.code: fact.value for fact in disclosure.figures}
    assert figures["projects_amount"] == "123.45"


WORDS = re.split(
    " ",
    "支出 收入总计 其中： ， 。 ； 、 （ ） 占 增加 （减少） 分别 1,234.50 7 万元 % 2024年 （类） "
    "行政运行（项） 主要用于 原因是 “优” 个 完成年初预算的",
)
PIECES = st.sampled_from([*WORDS, " ", "\n", "9" * 50])


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["general_budget", "performance", None]))
def test_any_text_is_read_and_every_claim_is_bound_to_its_digits(text: str, section: str | None) -> None:
    disclosure = Disclosure(fiscal_year=2024, statements=[Statement(id=GENERAL, labels=LABELS)])
    paragraph = ExplanationParagraph(text=text)
    disclosure.explanation = [Section(section=section, title="", paragraphs=[paragraph])]
    recognise_claims(disclosure, load_standard("cn", 2024))
    assert [number.claim for number in paragraph.numbers] == list(range(len(disclosure.claims)))
    for number in paragraph.numbers:
        printed = text[slice(*number.span)]
        assert re.sub(r"[,，]", "", printed) == disclosure.claims[number.claim].value
        assert text.count(disclosure.claims[number.claim].text) >= 1
