"""What two disclosures have and have not in common."""

from __future__ import annotations

import json
from copy import deepcopy

from mingzhang.facts.changes import Change
from mingzhang.facts.codec import encode_record
from mingzhang.facts.comparison import compare
from mingzhang.facts.model import (
    Disclosure,
    Evaluation,
    ExplanationParagraph,
    Fact,
    FundsRow,
    GlossaryEntry,
    Indicator,
    Section,
    Source,
    Statement,
    Unit,
)
from mingzhang.standard.load import Standard
from mingzhang.writers.changes import changes_as_text


def disclosure() -> Disclosure:
    facts = [
        Fact(code="208", column="total", value="5.00", label="社会保障和就业支出"),
        Fact(code="208", column="basic", value="0.00"),
    ]
    indicators = [
        Indicator(level1="output", level2="quantity", level3=name, target="10", score="5")
        for name in "甲乙丙"
    ]
    return Disclosure(
        fiscal_year=2024,
        unit=Unit(name="示例局"),
        statements=[Statement(id="expenditure", currency_unit="万元", facts=facts)],
        evaluations=[
            Evaluation(
                project="绿化养护",
                status="complete",
                funds=[FundsRow(source_kind="total", final_budget="100", actual="28.727")],
                indicators=indicators,
                goal="养护绿地。",
            )
        ],
        explanation=[
            Section(
                section="overview",
                title="一、总体情况",
                paragraphs=[ExplanationParagraph(text="第一段。"), ExplanationParagraph(text="第二段。")],
            )
        ],
        glossary=[GlossaryEntry(term="基本支出", text="日常开支。")],
        figures=[Fact(code="procurement_sme", column="amount", value="1.00")],
    )


def changes(change: object) -> list[Change]:
    other = disclosure()
    change(other)  # type: ignore[operator]
    found = compare(disclosure(), other)
    assert found.same == (not found.changes)
    return found.changes


def test_the_same_is_the_same_whatever_its_places_and_spacing() -> None:
    def moved(item: Disclosure) -> None:
        fact = item.statements[0].facts[0]
        fact.source, fact.confidence, fact.value = Source(line=9), 0.5, "5.0"
        del item.statements[0].facts[1]
        item.explanation[0].paragraphs[0].text = "第一 段。"

    assert changes(moved) == []


def test_a_figure_is_named_by_its_address() -> None:
    def other(item: Disclosure) -> None:
        item.statements[0].facts[0].value = "6.00"
        item.figures = []

    first, second = changes(other)
    assert (first.place, first.action, first.old, first.new) == (
        "expenditure/208/total",
        "changed",
        "5.00",
        "6.00",
    )
    assert (second.place, second.action) == ("figures/procurement_sme/amount", "removed")


def test_a_missing_statement_and_its_figures() -> None:
    found = changes(lambda item: item.statements.clear())
    assert [(item.place, item.action) for item in found] == [
        ("expenditure", "removed"),
        ("expenditure/208/total", "removed"),
        ("expenditure/208/basic", "removed"),
    ]


def test_an_unreadable_cell_is_not_a_blank_one() -> None:
    def unreadable(item: Disclosure) -> None:
        item.statements[0].facts[1].value = None

    assert [(item.place, item.new) for item in changes(unreadable)] == [("expenditure/208/basic", "?")]


def test_an_indicator_put_in_between_is_one_change() -> None:
    def other(item: Disclosure) -> None:
        form = item.evaluations[0]
        form.indicators.insert(1, Indicator(level1="output", level2="quantity", level3="新", target="3"))
        form.indicators[3].score = "4"
        form.funds[0].actual = "28.7270"
        form.goal = "另一目标。"

    assert [(item.field, item.action, item.old, item.new) for item in changes(other)] == [
        ("goal", "changed", "养护绿地。", "另一目标。"),
        ("indicators.2.score", "changed", "5", "4"),
        ("indicators.1", "added", None, "新 3"),
    ]


def test_a_paragraph_put_in_between_is_one_addition() -> None:
    def other(item: Disclosure) -> None:
        item.explanation[0].paragraphs.insert(1, ExplanationParagraph(text="插入。"))
        item.glossary[0].text = "NaN"

    assert [(item.place, item.action, item.new) for item in changes(other)] == [
        ("explanation/overview", "added", "插入。"),
        ("glossary/基本支出", "changed", "NaN"),
    ]


def test_the_list_in_words_and_as_json(standard: Standard) -> None:
    other = deepcopy(disclosure())
    other.statements[0].facts[0].value = "6.00"
    other.unit.name = "示例中心"
    found = compare(disclosure(), other, "a.json", "b.json")
    said = changes_as_text(found, standard, "zh")
    assert "208 社会保障和就业支出" in said
    assert "5.00 → 6.00" in said
    assert "不同：数字 1 处，绩效自评 0 处，文字 1 处。" in said
    assert "Different: 1 figures" in changes_as_text(found, standard, "en")
    plain = json.loads(encode_record(found))
    assert (plain["schema"], plain["same"], len(plain["changes"])) == ("mingzhang/changes/1", False, 2)


def test_a_paragraph_that_is_only_owed_is_no_paragraph_yet() -> None:
    old, new = disclosure(), disclosure()
    old.explanation[0].paragraphs.insert(1, ExplanationParagraph(text="", owed="没有改进措施"))
    assert compare(old, new).same
    old.explanation[0].paragraphs[1].text = "改进措施如下。"
    assert not compare(old, new).same
