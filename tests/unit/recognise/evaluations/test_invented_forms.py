"""Invented forms of other layouts, with and without their merged cells, read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from invented_forms import (
    EVERY,
    TEXTS,
    Form,
    Rows,
    as_blocks,
    invent,
    ministry,
    platform,
    read,
    same_funds,
    same_indicators,
)

from mingzhang.document.model import Block, Cell, Grid, Paragraph, Place, Row
from mingzhang.recognise.evaluations import FormsRead


@pytest.mark.parametrize("spans_known", [True, False])
@pytest.mark.parametrize("seed", range(8))
def test_platform_form(seed: int, spans_known: bool) -> None:
    form = invent(seed)
    answer = read(as_blocks(form, platform(form), spans_known))
    (got,) = answer.evaluations
    assert (got.status, got.project, got.title) == ("complete", form.project, f"{form.project}支出绩效自评表")
    assert got.department is not None
    assert got.unit is not None
    assert (got.department.code, got.department.name) == ("105", "某县交通局")
    assert (got.unit.code, got.unit.name) == ("105002", "某县公路站")
    assert (got.goal, got.completion) == ("保持道路畅通。", "道路全年畅通。")
    assert (got.total_score, got.grade) == (form.total, form.grade)
    same_funds(form, got, EVERY)
    same_indicators(form, got, initial=True)
    for name, (_, text) in TEXTS.items():
        assert getattr(got.analysis, name) == text
    assert answer.unread == []
    assert answer.consumed == {0, 1, 2, 3}


@pytest.mark.parametrize("spans_known", [True, False])
@pytest.mark.parametrize("seed", range(8))
def test_form_of_the_ministry(seed: int, spans_known: bool) -> None:
    form = invent(seed)
    answer = read(as_blocks(form, ministry(form), spans_known))
    (got,) = answer.evaluations
    assert (got.status, got.project) == ("complete", form.project)
    assert got.department is not None
    assert got.unit is not None
    assert (got.department.name, got.unit.name) == ("某县交通局", "某县公路站")
    assert got.total_score == form.total
    same_funds(form, got, ("original_budget", "final_budget", "actual", "execution_rate"))
    assert got.funds[0].score == form.execution
    assert got.funds[1].score is None
    same_indicators(form, got, initial=False)
    assert answer.unread == []


@pytest.mark.parametrize("layout", [platform, ministry])
@pytest.mark.parametrize("spans_known", [True, False])
def test_blank_form(layout: Callable[[Form], Rows], spans_known: bool) -> None:
    form = invent(3).blank()
    (got,) = read(as_blocks(form, layout(form), spans_known)).evaluations
    assert got.status == "blank"
    assert got.total_score is None
    same_indicators(form, got, initial=layout is platform)


def test_lost_tables_between_forms_are_fragments() -> None:
    first, last = invent(1), invent(2)
    blocks = as_blocks(first, platform(first), False)
    blocks.append(Paragraph("（2023年度）", Place(line=200)))
    blocks.append(Paragraph("注：1.“年初预算数”项下的两列并列。", Place(line=202)))
    blocks.append(Paragraph("藏書樓記", Place(line=204)))
    blocks.append(Paragraph("注：1、“目标申报数”“预算编制数”并列。", Place(line=206)))
    blocks += as_blocks(last, platform(last), False, start=300)
    answer = read(blocks)
    assert [(form.status, form.project, form.source.line) for form in answer.evaluations] == [
        ("complete", first.project, 1),
        ("fragment", None, 200),
        ("fragment", None, 204),
        ("complete", last.project, 300),
    ]
    assert [unread.text for unread in answer.unread] == ["藏書樓記"]


def test_a_missing_title_leaves_the_form_complete() -> None:
    form = invent(4)
    (got,) = read(as_blocks(form, platform(form), False)[2:]).evaluations
    assert (got.status, got.title, got.project, got.source.line) == ("complete", None, form.project, 3)


def test_other_tables_and_notes_are_no_forms() -> None:
    place = Place(line=1)
    rows = [["科目编码", "科目名称", "合计", "基本支出"], ["2010301", "行政运行", "10.00", "10.00"]]
    table = Grid([Row([Cell(text, place) for text in row], place) for row in rows], place, spans_known=False)
    blocks: list[Block] = [
        Paragraph("（2023年度）", place),
        table,
        Paragraph("注：本表反映部门本年度支出情况。", place),
        Paragraph("1.某县公路站承担道路养护。", place),
        Paragraph("附件：项目支出绩效自评表", place),
    ]
    assert read(blocks) == FormsRead()


def test_three_figures_for_four_columns_are_aligned_by_their_relations_and_say_so() -> None:
    form = replace(invent(5), funds=[("资金总额", "total", {}, "")])
    rows = platform(form)
    rows[4] = ["", "资金总额：", "", "80", "64.5", "15.5", "80.63", "8.06", "", ""]
    (got,) = read(as_blocks(form, rows, False)).evaluations
    (row,) = got.funds
    assert (row.final_budget, row.actual, row.carryover) == ("80", "64.5", "15.5")
    assert (row.execution_rate, row.score) == ("80.63", "8.06")
    assert (row.original_budget, row.declared) == (None, None)
    assert row.inferred is not None


def test_a_variance_below_its_row_belongs_to_it() -> None:
    form = invent(6)
    rows = platform(form)
    at = 4 + len(form.funds)
    rows[at - 1][-1] = rows[at - 1][-2] = ""
    rows[at - 1] = [cell if cell != "部分款项待审计后支付。" else "" for cell in rows[at - 1]]
    rows.insert(at, ["", "", "", "", "", "", "", "", "", "部分款项待审计后支付。", ""])
    (got,) = read(as_blocks(form, rows, False)).evaluations
    assert got.funds[-1].variance == "部分款项待审计后支付。"


def test_a_lost_score_cell_is_told_by_the_total() -> None:
    form = invent(7)
    missed = replace(form.indicators[0], score="0", variance="雨季停工。")
    total = f"{float(form.total) - 10:.2f}"
    form = replace(form, indicators=[missed, *form.indicators[1:]], total=total)
    rows = platform(form)
    at = next(index for index, row in enumerate(rows) if row[3] == missed.name)
    del rows[at][9]
    (got,) = read(as_blocks(form, rows, False)).evaluations
    assert (got.indicators[0].weight, got.indicators[0].score) == ("10", "0")
    assert got.indicators[0].variance == "雨季停工。"
    assert got.indicators[0].inferred is not None


def test_rows_read_twice_count_once_only_if_the_total_says_so() -> None:
    form = invent(8)
    rows = platform(form)
    at = next(index for index, row in enumerate(rows) if row[3] == form.indicators[5].name)
    rows.insert(at, list(rows[at]))
    answer = read(as_blocks(form, rows, False))
    assert len(answer.evaluations[0].indicators) == len(form.indicators)
    assert len(answer.unread) == 1
    honest = read(as_blocks(form, rows, True))
    assert len(honest.evaluations[0].indicators) == len(form.indicators) + 1


def test_cost_as_level_1_of_its_own() -> None:
    form = invent(9)
    rows = platform(form)
    for row in rows:
        if row[2] == "成本指标":
            row[1], row[2] = "成本指标", "经济成本指标"
    (got,) = read(as_blocks(form, rows, True)).evaluations
    costs = [indicator for indicator in got.indicators if indicator.level2 == "cost"]
    assert [cost.level1 for cost in costs] == ["cost"]


@pytest.mark.parametrize("listed", [True, False])
def test_merged_cells_that_the_source_knows(listed: bool) -> None:
    """Level cells that span rows, their covered cells listed as blank or left out."""
    form = invent(10)
    rows = platform(form)
    blocks = as_blocks(form, rows, True)
    grid = blocks[2]
    assert isinstance(grid, Grid)
    first = next(index for index, row in enumerate(rows) if "年初指标值" in row) + 1
    last = first + len(form.indicators)
    for column in (2, 1, 0):
        for index in range(last - 1, first - 1, -1):
            below = 1
            while index + below < last and not rows[index + below][column]:
                below += 1
            if rows[index][column]:
                grid.rows[index].cells[column].row_span = below
    if not listed:
        for index in range(first, last):
            covered = [c for c in (1, 2) if not rows[index][c]]
            grid.rows[index].cells = [
                cell for c, cell in enumerate(grid.rows[index].cells) if c not in covered
            ]
    (got,) = read(blocks).evaluations
    same_indicators(form, got, initial=True)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["修补面积", "60", "58", "10", "9.67", "雨季停工"], (None, "60", "58", "10", "9.67", "雨季停工")),
        (["修补面积", "≥60平方米", "58平方米", "10", "9.67"], ("≥", "60", "58", "10", "9.67", None)),
        (["修补面积", "≥平方米", "≥60平方米", "≥58平方米", "10"], ("≥", "60", "58", "10", None, None)),
        (["修补面积", "≥平方米", "≥60平方米"], ("≥", "60", None, None, None, None)),
        (["修补面积", "→平方米", "→60平方米", "→60平方米", "10", "10"], ("=", "60", "60", "10", "10", None)),
        (
            ["完工时间", "年底前", "达成预期指标", "10", "10"],
            (None, "年底前", "达成预期指标", "10", "10", None),
        ),
        (["完工时间", "1", "达成预期指标", "10", "10"], (None, "1", "达成预期指标", "10", "10", None)),
        (["合格率", "100%", "100%", "100%", "10", "10"], ("=", "100", "100", "10", "10", None)),
    ],
)
def test_cells_are_told_by_what_they_are(cells: list[str], expected: tuple[str | None, ...]) -> None:
    form = invent(11)
    rows = platform(form)
    at = next(index for index, row in enumerate(rows) if "年初指标值" in row) + 1
    rows[at : at + len(form.indicators)] = [["", "产出指标", "数量指标", *cells]]
    (got,) = read(as_blocks(form, rows, False)).evaluations
    (row,) = got.indicators
    assert (row.operator, row.target, row.actual, row.weight, row.score, row.variance) == expected
