"""Invented forms damaged at random: what OCR does to labels and cells must not touch the figures."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_forms import EVERY, Rows, as_blocks, invent, platform, read, same_funds

from mingzhang.document.model import Cell, Grid, Paragraph, Place, Row


def garble(text: str, random: Random) -> str:
    """One character of a longer label read wrongly."""
    if len(text) < 4 or any(char.isdigit() or char in "≥≤=%" for char in text):
        return text
    at = random.randrange(len(text))
    return text[:at] + random.choice("囗曰彡黽龠亅") + text[at + 1 :]


def shift(row: list[str], random: Random) -> list[str]:
    """A row whose blank cells OCR lost or made up: what it says keeps its order."""
    row = list(row)
    blanks = [index for index, cell in enumerate(row) if not cell]
    if blanks and random.random() < 0.5:
        del row[random.choice(blanks)]
    else:
        row.insert(0, "")
    return row


LABELS = {
    "项目名称",
    "主管部门及代码",
    "预算单位",
    "全年预算数",
    "全年执行数",
    "资金结（转）余",
    "年度目标",
    "实际完成情况",
    "一级指标",
    "三级指标",
    "调整后指标值",
    "偏差原因分析及改进措施",
    "主要经验做法",
    "数量指标",
    "质量指标",
    "产出指标",
    "效益情况及分析",
    "下一步改进措施及管理建议",
    "项目年度绩效目标",
}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000))
def test_damaged_forms_keep_their_figures(seed: int) -> None:
    """Labels with a wrong character, rows shifted, level-2 cells lost: figures and names stay right."""
    random = Random(seed)
    form = invent(seed)
    rows = platform(form)
    for row in rows:
        for index, cell in enumerate(row):
            if cell in LABELS and random.random() < 0.15:
                row[index] = garble(cell, random)
    first = next(index for index, row in enumerate(rows) if "年初指标值" in row) + 1
    for index in range(first, first + len(form.indicators)):
        if random.random() < 0.3:
            rows[index] = shift(rows[index], random)
    (got,) = read(as_blocks(form, rows, False)).evaluations
    assert got.status == "complete"
    assert got.project == form.project
    assert (got.total_score, got.grade) == (form.total, form.grade)
    same_funds(form, got, EVERY)
    assert [row.level3 for row in got.indicators] == [row.name for row in form.indicators]
    for row, indicator in zip(form.indicators, got.indicators, strict=True):
        assert (indicator.weight, indicator.score) == (row.weight, row.score)
        assert (indicator.target, indicator.actual) == (row.target, row.actual)
        assert (indicator.operator or "", indicator.unit or "") == (row.operator, row.unit)


@given(st.integers(0, 10_000))
def test_lost_level_cells_are_told_by_the_indicators(seed: int) -> None:
    """A lost level-2 cell in the output part: name, target and unit tell it, and it says so."""
    random = Random(seed)
    form = invent(seed)
    rows = platform(form)
    lost = random.choice(["质量指标", "时效指标", "成本指标"])
    for row in rows:
        if row[2] == lost:
            row[2] = ""
    (got,) = read(as_blocks(form, rows, False)).evaluations
    assert [row.level2 for row in got.indicators] == [row.level2 for row in form.indicators]
    assert any(row.inferred for row in got.indicators)


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=8), max_size=12), st.text(max_size=60))
def test_never_fails_and_never_loses_a_number_of_a_form(rows: Rows, text: str) -> None:
    """Anything may follow a form's head: it is read or listed, and nothing raises."""
    place = Place(line=1)
    head = [["项目名称", "某项目"], ["一级指标", "二级指标", "三级指标", "实际完成值", "分值", "得分"]]
    grid = Grid([Row([Cell(cell, place) for cell in row], place) for row in head + rows], place, False)
    answer = read([Paragraph("某项目支出绩效自评表", place), grid, Paragraph(text, place)])
    assert len(answer.evaluations) >= 1
