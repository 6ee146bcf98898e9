"""Claims of miniature evaluation texts: funds, rates, indicators, and what stays open."""

from __future__ import annotations

import pytest
from tests.golden.claim_lines import line

from mingzhang.facts.model import Analysis, Disclosure, Evaluation, FundsRow, Indicator, Source
from mingzhang.recognise.claims import recognise_claims
from mingzhang.standard.load import Standard

INDICATORS = [
    Indicator(level1="output", level3="河道巡查次数", unit="次", target="40", actual="38"),
    Indicator(level1="output", level3="护林员培训人数", unit="人", target="90", actual="95"),
    Indicator(level1="output", level3="巡查任务完成率", unit="%", target="100", actual="95"),
    Indicator(level1="satisfaction", level3="服务对象满意度", unit="%", target="90", actual="92"),
]


def _lines(standard: Standard, text: str, project: str | None = "河道巡查经费") -> list[str]:
    form = Evaluation(project=project, status="complete", indicators=INDICATORS)
    form.analysis = Analysis(outputs=text)
    disclosure = Disclosure(fiscal_year=2024, evaluations=[form])
    recognise_claims(disclosure, standard)
    return [line(claim) for claim in disclosure.claims]


def test_funds_and_execution_rate(standard: Standard) -> None:
    assert _lines(
        standard, "项目预算资金1,000,000元，实际到位100万元，实际支出287,266.67元，预算执行率为28.73%。"
    ) == [
        "1000000 元 amount - funds.total.final_budget -",
        "100 万元 amount - funds.total.final_budget -",
        "287266.67 元 amount - funds.total.actual -",
        "28.73 % completion - funds.total.execution_rate -",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("河道巡查次数38次。", ["38 次 count - indicators.0.actual -"]),
        (
            "河道巡查目标值为40次，实际完成38次。",
            ["40 次 count - indicators.0.target -", "38 次 count - indicators.0.actual -"],
        ),
        (
            "全年河道巡查38次（目标40次）。",
            ["38 次 count - indicators.0.actual -", "40 次 count - indicators.0.target -"],
        ),
        ("护林员培训人数≥90人。", ["90 人 count - indicators.1.target -"]),
        ("护林员培训95名。", ["95 名 count - indicators.1.actual -"]),
        ("巡查任务完成率达95%。", ["95 % rate - indicators.2.actual -"]),
        ("群众满意度达到92%。", ["92 % rate - indicators.3.actual -"]),
    ],
)
def test_indicators_by_words_and_unit(standard: Standard, text: str, expected: list[str]) -> None:
    assert _lines(standard, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "召开座谈会5次。",
        "河道巡查里程38公里。",
        "护林员培训约95余人。",
        "护林员、村民满意度分别达到92%、93%。",
        "火灾起数同比下降30%。",
        "对3家单位开展巡查。",
        "补助标准200元/次。",
    ],
)
def test_without_clear_words_a_number_stays_open(standard: Standard, text: str) -> None:
    found = _lines(standard, text)
    assert found
    assert all(row.split()[4] == "-" for row in found)


def test_a_form_without_a_name_has_nothing_to_point_to(standard: Standard) -> None:
    assert _lines(standard, "实际支出3万元。", project=None) == ["3 万元 amount - - -"]


def test_goal_counts_are_targets_and_claims_keep_their_text_and_place(standard: Standard) -> None:
    form = Evaluation(project="甲", status="complete", indicators=INDICATORS, goal="河道巡查40次。")
    form.sources = {"goal": Source(line=7)}
    form.funds = [FundsRow(source_kind="total", variance="余款5万元。", source=Source(line=5))]
    disclosure = Disclosure(fiscal_year=2024, evaluations=[form])
    recognise_claims(disclosure, standard)
    assert [(claim.section, claim.source.line) for claim in disclosure.claims] == [
        ("funds.total.variance", 5),
        ("goal", 7),
    ]
    assert line(disclosure.claims[1]) == "40 次 count - indicators.0.target -"
