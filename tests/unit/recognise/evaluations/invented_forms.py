"""Invented forms of other layouts, printed as blocks, and how to compare what was read of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

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
