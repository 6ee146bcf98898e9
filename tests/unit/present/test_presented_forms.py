"""Self-evaluation forms as printed: merged levels, funds by level of money, what survives of a fragment."""

from __future__ import annotations

from presented import cells, disclosure, texts

from mingzhang.document.paper import Section
from mingzhang.facts.model import Analysis, Department, Evaluation, FundsRow, Indicator, Review
from mingzhang.present.disclosure import present
from mingzhang.standard.load import Standard


def indicator(level1: str, level2: str, **more: str) -> Indicator:
    """One indicator."""
    return Indicator(level1=level1, level2=level2, **more)  # type: ignore[arg-type]


FORM = Evaluation(
    project="河道清淤",
    project_code="P7",
    status="complete",
    department=Department(name="水务局", code="031"),
    funds=[FundsRow(source_kind="total", final_budget="10", actual="9.5", variance="招标节约")],
    goal="清淤三公里",
    indicators=[
        indicator(
            "output", "quantity", level3="清淤长度", operator="≥", unit="公里", target="3", weight="20"
        ),
        indicator("output", "quantity", level3="清淤土方", target="约五千方"),
        indicator("benefit", "social", level3="内涝减少", target="减少", actual="达成预期指标", score="30"),
    ],
    total_score="95",
    grade="优",
    analysis=Analysis(problems="工期偏紧"),
    reviews=[Review(evaluator="finance", score="93", grade="优", reason="资料齐全")],
)


def section(form: Evaluation, standard: Standard) -> Section:
    """The form's section."""
    found = present(disclosure(evaluations=[form]), standard).section("evaluation-1")
    assert found is not None
    return found


def test_equal_levels_share_a_merged_cell(standard: Standard) -> None:
    table = section(FORM, standard).grids()[0]
    spans = {cell.text: cell.row_span for cell in cells(table)}
    assert (spans["产出指标"], spans["数量指标"], spans["效益指标"], spans["绩效指标"]) == (2, 2, 1, 4)


def test_everything_that_the_form_holds_is_printed(standard: Standard) -> None:
    made = section(FORM, standard)
    shown = {cell.text for cell in cells(made.grids()[0])}
    assert {"河道清淤", "P7", "031-水务局", "资金总额", "9.5", "招标节约", "清淤三公里", "≥3公里"} <= shown
    assert {"约五千方", "达成预期指标", "30", "95", "优", "工期偏紧"} <= shown
    assert "财政部门复评：93分，等级优。资料齐全" in texts(made)
    assert made.title == "河道清淤项目支出绩效自评表"
    assert texts(made)[0] == "（2024年度）"


def test_printed_cells_stay_as_printed(standard: Standard) -> None:
    form = Evaluation(
        project="甲",
        status="complete",
        indicators=[indicator("output", "quantity", target="3", operator="≥")],
    )
    form.indicators[0].printed = {"target": "≥≥3次"}
    assert "≥≥3次" in {cell.text for cell in cells(section(form, standard).grids()[0])}


def test_a_form_that_is_lost_says_so(standard: Standard) -> None:
    made = section(Evaluation(status="fragment"), standard)
    assert made.grids() == []
    assert "缺失" in texts(made)[-1]


def test_every_row_is_as_wide_as_the_table(standard: Standard) -> None:
    from mingzhang.document.spans import positions

    table = section(FORM, standard).grids()[0]
    for laid in positions(table):
        assert sum(cell.col_span for _, cell, _ in laid) == len(table.widths)
