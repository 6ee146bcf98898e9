"""A whole invented disclosure in the order of another province: profile, explanation and glossary too."""

from __future__ import annotations

from random import Random

import pytest

from mingzhang.facts.model import Disclosure
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard
from tests.golden.damages import none
from tests.golden.invented import tables_of
from tests.golden.printed import Style

UNIT = "江州市青禾区水务局"
TITLES = (
    "一、收入支出决算总表",
    "二、收入决算表",
    "三、支出决算表",
    "七、财政拨款“三公”经费支出决算表",
)
CONTENTS = (
    f"第一部分 {UNIT}概况",
    "一、主要职能",
    "二、部门决算单位构成",
    f"第二部分 {UNIT}2024年度部门决算表",
    *TITLES,
    f"第三部分 {UNIT}2024年度部门决算情况说明",
    "一、收入支出决算总体情况说明",
    "第四部分 名词解释",
)
PROFILE = (
    f"第一部分 {UNIT}概况",
    "一、主要职能",
    "1.负责全区河道巡查。",
    "2.负责全区排水设施的",
    "养护和更新。",
    "3.完成交办的其他事项。",
    "二、部门决算单位构成",
    "从预算单位构成看，本部门决算包括本级决算和下属单位决算。",
    "纳入本部门2024年度部门决算编制范围的单位包括：",
    "序号\t单位名称\t备注",
    f"1\t{UNIT}（本级）\t",
    "2\t江州市青禾区排水所\t下属事业单位",
    "3\t江州市青禾区河道管理所\t",
)
EXPLANATION = (
    f"第三部分 {UNIT}2024年度部门决算",
    "情况说明",
    "一、收入支出决算总体情况说明",
    "收入支出总计",
    "98.38万元。比上年增加10.62万元，增长12.1%。",
    "二、收入决算情况说明",
    "收入合计97.46万元。",
    "五、一般公共预算财政拨款支出决算情况说明",
    "（一）一般公共预算财政拨款支出决算总体情况",
    "占支出合计的99.86%。",
    "（三）一般公共预算财政拨款支出决算具体情况",
    "1、教育支出（类）普通教育（款）学前教育（项）。年初预算为",
    "54.53万元，支出决算为54.53万元。",
    "七、财政拨款“三公”经费支出决算情况说明",
    "（一）“三公”经费财政拨款支出决算总体情况说明。",
    "年初预算2.85万元。",
    "十、预算绩效管理情况",
    "自评3个项目。",
    "十一、其他重要事项的情况说明",
    "（二）政府采购支出情况",
    "采购23.19万元。",
    "第四部分 名词解释",
    "一、财政拨款收入：指从本级财政取得的拨款。",
    "二、“三公”经费：指三类经费。其中：",
    "接待费反映接待支出。",
)


@pytest.fixture(scope="module", params=["\n", "\n\n"], ids=["close", "blank lines"])
def disclosure(request: pytest.FixtureRequest, standard: Standard) -> Disclosure:
    style = Style(heading="", line_numbers=False, paired=True, unit_line="编制单位：{unit}")
    tables, _ = tables_of(Random(3), "shanghai", style, standard, none, UNIT)
    cover = ("江州市青禾区水", "务局", "2024年度部门决算", "目 录")
    part = f"第二部分 {UNIT}2024年度部门决算表"
    lines = [*cover, *CONTENTS, *PROFILE, part, *tables, *EXPLANATION]
    text = "".join(line + ("\n" if "\t" in line else request.param) for line in lines)
    return recognise(read_document(text.encode(), "示例.txt"), standard)


def test_who_publishes(disclosure: Disclosure) -> None:
    assert (disclosure.unit.name, disclosure.unit.scope) == (UNIT, "department")
    assert (disclosure.fiscal_year, disclosure.variant) == (2024, "shanghai")
    assert disclosure.title == f"{UNIT}2024年度部门决算"


def test_the_contents_are_no_statements(disclosure: Disclosure) -> None:
    assert len(disclosure.statements) == 9
    assert not disclosure.statement("state_capital_operations").facts  # type: ignore[union-attr]


def test_profile(disclosure: Disclosure) -> None:
    profile = disclosure.profile
    assert profile.duties == [
        "负责全区河道巡查。",
        "负责全区排水设施的养护和更新。",
        "完成交办的其他事项。",
    ]
    assert profile.member_units == [UNIT, "江州市青禾区排水所", "江州市青禾区河道管理所"]
    assert {"duties", "duties.0", "duties.2", "member_units"} <= set(profile.sources)


def test_sections_by_name_and_sentences_made_whole(disclosure: Disclosure) -> None:
    texts = {section.section: [p.text for p in section.paragraphs] for section in disclosure.explanation}
    assert list(texts) == [
        "overview",
        "income",
        "general_budget",
        "general_budget_overview",
        "general_budget_details",
        "three_public",
        "three_public_overview",
        "performance",
        "other",
        "procurement",
    ]
    assert texts["overview"] == ["收入支出总计98.38万元。比上年增加10.62万元，增长12.1%。"]
    details = texts["general_budget_details"]
    assert details == [
        "1、教育支出（类）普通教育（款）学前教育（项）。年初预算为54.53万元，支出决算为54.53万元。"
    ]


def test_glossary(disclosure: Disclosure) -> None:
    assert [(entry.term, entry.text) for entry in disclosure.glossary] == [
        ("财政拨款收入", "指从本级财政取得的拨款。"),
        ("“三公”经费", "指三类经费。其中：接待费反映接待支出。"),
    ]


def test_nothing_is_left_over(disclosure: Disclosure) -> None:
    assert disclosure.unread == []
