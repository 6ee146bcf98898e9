"""Invented forms of other layouts, printed with and without their merged cells, and damaged, read back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingzhang.document.model import Block, Cell, Grid, Paragraph, Place, Row
from mingzhang.facts.model import Evaluation
from mingzhang.recognise.evaluations import FormsRead, recognise_forms
from mingzhang.standard.load import load_standard

Rows = list[list[str]]

NAMES = {
    "quantity": ("数量指标", ["修补道路面积", "清理河道次数", "发放种苗数量"], ["平方米", "次", "株"]),
    "quality": ("质量指标", ["工程验收合格率", "设备完好率"], ["%", "%"]),
    "timeliness": ("时效指标", ["完工时间", "支付期限"], ["", ""]),
    "cost": ("成本指标", ["道路养护经费", "种苗采购成本"], ["万元", "万元"]),
    "economic": ("经济效益指标", ["带动农户增收"], [""]),
    "social": ("社会效益指标", ["改善出行条件"], [""]),
    "ecological": ("生态效益指标", ["改善河流生态环境"], [""]),
    "sustainability": ("可持续影响指标", ["管护机制长期运行"], [""]),
    "satisfaction": ("服务对象满意度指标", ["沿线居民满意度"], ["%"]),
}
LEVEL1 = {"output": "产出指标", "benefit": "效益指标", "satisfaction": "满意度指标"}
PARTS = {
    "quantity": "output",
    "quality": "output",
    "timeliness": "output",
    "cost": "output",
    "economic": "benefit",
    "social": "benefit",
    "ecological": "benefit",
    "sustainability": "benefit",
    "satisfaction": "satisfaction",
}
TEXTS = {
    "implementation": ("项目实施和预算执行情况及分析", "由养护科组织实施，资金按进度支付。"),
    "outputs": ("产出情况及分析", "修补和清理任务按计划做完。"),
    "benefits": ("效益情况及分析", "沿线出行条件变好。"),
    "satisfaction": ("满意度情况及分析", "入户问卷回收九成以上。"),
    "experience": ("主要经验做法", "先巡查后派工。"),
    "problems": ("项目管理中存在的问题及原因分析", "雨季停工较多。"),
    "improvements": ("下一步改进措施及管理建议", "错开雨季安排工期。"),
}


@dataclass(frozen=True)
class Planned:
    """One indicator to print: level 2, name, operator, unit, target, result, weight, score, variance."""

    level2: str
    name: str
    operator: str
    unit: str
    target: str
    actual: str
    weight: str
    score: str
    variance: str = ""

    def shown(self, value: str) -> str:
        """A target or result as forms print it."""
        return (
            f"{self.operator}{value}{self.unit}"
            if self.operator and value.replace(".", "").isdigit()
            else value
        )

    @property
    def initial(self) -> str:
        """The initial target of the platform: operator and unit only."""
        return f"{self.operator}{self.unit}" if self.operator else ""


@dataclass(frozen=True)
class Form:
    """One form to print. `funds`: (label, kind, figures by column, variance)."""

    project: str
    funds: list[tuple[str, str, dict[str, str], str]]
    indicators: list[Planned]
    execution: str
    total: str
    grade: str
    year: str = "（2023年度）"

    def blank(self) -> Form:
        """The same form before anything was filled in."""
        empty = [(label, kind, {}, "") for label, kind, _, _ in self.funds]
        rows = [replace(row, actual="", weight="", score="", variance="") for row in self.indicators]
        return replace(self, funds=empty, indicators=rows, total="", grade="")


def invent(seed: int) -> Form:
    """A form whose figures agree, from a random seed."""
    random = Random(seed)
    original = random.randint(5, 400)
    final = original + random.randint(-4, 40)
    actual = round(final * random.uniform(0.2, 1), 3)
    local = round(final * 0.6, 2)
    kinds = [("资金总额", "total", original, final, actual)]
    if random.random() < 0.5:
        kinds += [("本级财政资金", "local", local, local, local)]
        kinds += [("上级资金", "superior", original - local, final - local, actual - local)]
    else:
        kinds += [("市县区财政资金", "local", original, final, actual)]
    rows = [(label, kind, _figures(first, last, spent), "") for label, kind, first, last, spent in kinds]
    rows[-1] = (*rows[-1][:3], "部分款项待审计后支付。")
    indicators = list(_indicators(random))
    score = rows[0][2]["score"]
    total = f"{sum(float(row.score) for row in indicators) + float(score):.2f}"
    grade = (
        "优" if float(total) >= 90 else "良" if float(total) >= 80 else "中" if float(total) >= 60 else "差"
    )
    return Form(
        random.choice(["乡村道路养护", "河道保洁", "苗圃建设"]) + "项目",
        rows,
        indicators,
        score,
        total,
        grade,
    )


def _figures(original: float, final: float, actual: float) -> dict[str, str]:
    rate = actual / final * 100
    values = (original, original, final, actual, final - actual, rate, rate / 10)
    names = ("declared", "original_budget", "final_budget", "actual", "carryover", "execution_rate", "score")
    digits = (3, 3, 3, 3, 3, 2, 2)
    return {
        name: f"{value:.{places}f}".rstrip("0").rstrip(".")
        for name, value, places in zip(names, values, digits, strict=True)
    }


def _indicators(random: Random) -> Iterator[Planned]:
    benefit = random.choice(["economic", "social", "ecological", "sustainability"])
    chosen = ["quantity", "quantity", "quality", "timeliness", "cost", benefit, "satisfaction"]
    weights = ["10", "10", "10", "10", "10", "30", "10"]
    used: dict[str, int] = {}
    for level2, weight in zip(chosen, weights, strict=True):
        at = used[level2] = used.get(level2, -1) + 1
        _, names, units = NAMES[level2]
        name, unit = names[at % len(names)], units[at % len(units)]
        if level2 == "timeliness" or not unit:
            target = "年底前" if level2 == "timeliness" else "改善"
            yield Planned(level2, name, "", "", target, "达成预期指标", weight, weight)
        else:
            number = random.randint(2, 95)
            operator = "≤" if level2 == "cost" else random.choice(["≥", "="])
            yield Planned(level2, name, operator, unit, str(number), str(number), weight, weight)


def platform(form: Form) -> Rows:
    """The form of the integrated budget platform, twelve columns."""
    rows = [
        ["项目名称", "", form.project],
        ["主管部门及代码", "", "105-某县交通局", "", "", "", "预算单位", "105002-某县公路站"],
        [
            "项目资金预算安排及执行进度（万元）",
            "",
            "年初预算数",
            "",
            "全年预算数",
            "全年执行数",
            "资金结（转）余",
            "执行率",
            "得分",
            "偏差原因",
        ],
        ["", "", "目标申报数", "预算编制数"],
    ]
    for label, _, figures, variance in form.funds:
        rows.append(["", label + "：", *(list(figures.values()) or [""] * 7), variance])
    rows.append(["项目年度绩效目标", "年度目标", "", "", "", "实际完成情况"])
    rows.append(["", "保持道路畅通。", "", "", "", "道路全年畅通。" if form.total else ""])
    header = [
        "一级指标",
        "二级指标",
        "三级指标",
        "年初指标值",
        "调整后指标值",
        "实际完成值",
        "定性指标情况说明",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ]
    rows.append(["绩效指标", *header])
    for row, one, two in _merged(form):
        rows.append(
            [
                "",
                one,
                two,
                row.name,
                row.initial,
                row.shown(row.target),
                row.shown(row.actual),
                "",
                row.weight,
                row.score,
                row.variance,
            ]
        )
    rows.append(["", "总 分", "", "", "", "", "", "", form.total, form.grade])
    for number, (label, text) in enumerate(TEXTS.values()):
        side = ["项目绩效分析", "自评结果分析"] if number == 0 else ["", ""]
        rows.append([*side, label, "", text if form.total else ""])
    return _even(rows)


def ministry(form: Form) -> Rows:
    """The standard form of 财预〔2020〕10号: no declared budget, no carryover, no initial target."""
    rows = [
        ["项目名称", "", form.project],
        ["主管部门", "", "某县交通局", "", "", "实施单位", "某县公路站"],
        ["项目资金（万元）", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ]
    for number, (label, _, figures, _) in enumerate(form.funds):
        label = "年度资金总额" if number == 0 else {"本级财政资金": "其中：当年财政拨款"}.get(label, label)
        cells = [figures.get(name, "") for name in ("original_budget", "final_budget", "actual")]
        tail = ["10", figures.get("execution_rate", ""), figures.get("score", "")]
        if number:
            tail = ["—", figures.get("execution_rate", ""), "—"]
        rows.append(["", "", label, *cells, *(tail if figures else ["", "", ""])])
    rows.append(["年度总体目标", "预期目标", "", "", "", "实际完成情况"])
    rows.append(["", "保持道路畅通。", "", "", "", "道路全年畅通。" if form.total else ""])
    rows.append(
        [
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ]
    )
    for row, one, two in _merged(form):
        rows.append(
            [
                "",
                one,
                two,
                row.name,
                row.shown(row.target),
                row.shown(row.actual),
                row.weight,
                row.score,
                row.variance,
            ]
        )
    rows.append(["总分", "", "", "", "", "", "100" if form.total else "", form.total, ""])
    return _even(rows)


def _merged(form: Form) -> Iterator[tuple[Planned, str, str]]:
    """Rows with the labels of their levels where the merged cell begins."""
    before1 = before2 = ""
    for row in form.indicators:
        one, two = LEVEL1[PARTS[row.level2]], NAMES[row.level2][0]
        yield row, "" if one == before1 else one, "" if two == before2 else two
        before1, before2 = one, two


def _even(rows: Rows) -> Rows:
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def as_blocks(form: Form, rows: Rows, spans_known: bool, start: int = 1) -> list[Block]:
    """Title, year line, grid and a note."""
    grid = Grid([], Place(line=start + 2), spans_known)
    for number, row in enumerate(rows, start + 2):
        grid.rows.append(Row([Cell(text, Place(line=number)) for text in row], Place(line=number)))
    return [
        Paragraph(f"{form.project}支出绩效自评表", Place(line=start)),
        Paragraph(form.year, Place(line=start + 1)),
        grid,
        Paragraph(
            "备注：1.“全年预算数”取调整后的预算数，“执行率”为“全年执行数”与之相比。", Place(line=start + 99)
        ),
    ]


def read(blocks: list[Block]) -> FormsRead:
    return recognise_forms(blocks, load_standard())


def same_indicators(form: Form, got: Evaluation, initial: bool) -> None:
    assert len(got.indicators) == len(form.indicators)
    for row, indicator in zip(form.indicators, got.indicators, strict=True):
        assert indicator.level3 == row.name
        assert indicator.level2 == row.level2
        assert indicator.level1 == PARTS[row.level2]
        assert (indicator.operator or "", indicator.unit or "") == (row.operator, row.unit)
        assert (indicator.target or "", indicator.actual or "") == (row.target, row.actual)
        assert (indicator.weight or "", indicator.score or "") == (row.weight, row.score)
        assert (indicator.variance or "") == row.variance
        assert indicator.initial_target is None
        if initial and row.initial:
            assert (indicator.printed or {})["initial_target"] == row.initial


def same_funds(form: Form, got: Evaluation, names: tuple[str, ...]) -> None:
    assert [row.source_kind for row in got.funds] == [kind for _, kind, _, _ in form.funds]
    for (_, _, figures, variance), row in zip(form.funds, got.funds, strict=True):
        for name in names:
            assert getattr(row, name) == figures.get(name), (name, row)
        if "carryover" in names:
            assert (row.variance or "") == variance


EVERY = ("declared", "original_budget", "final_budget", "actual", "carryover", "execution_rate", "score")


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
