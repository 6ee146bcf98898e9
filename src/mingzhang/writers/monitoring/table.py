"""The cells of the monitoring table, in both languages."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from mingzhang.compile.monitoring import Monitored, MonitoredProject
from mingzhang.kit.amounts import round_half_away
from mingzhang.kit.language import Language, Text

COLUMNS = (
    Text("单位", "Unit"),
    Text("项目代码", "Code"),
    Text("项目", "Project"),
    Text("全年预算数", "Budget"),
    Text("已支出", "Spent"),
    Text("执行率%", "Rate %"),
    Text("预计全年支出", "Forecast"),
    Text("预计执行率%", "Forecast %"),
    Text("指标按进度/已报/全部", "On course/reported/all"),
    Text("风险", "Risk"),
    Text("原因", "Cause"),
    Text("措施", "Measure"),
)
NUMBERS = frozenset(range(3, 8))
"""Columns that are set to the right."""
MEASURE_OWED = Text("纠偏措施待补", "measure missing")
NOTE = Text(
    "金额单位：万元。预计全年支出按时间进度线性推算（已支出÷全年已过比例），不是单位的承诺。",
    "Amounts in 万元. The forecast is linear over the year (spent ÷ share of the year passed), no promise.",
)


def cells_of(project: MonitoredProject, monitored: Monitored, language: Language) -> list[str]:
    """One row of the table."""
    standing = project.progress
    name = monitored.limits.name(standing.level)
    risk = Text(name.zh, name.en).said(language)
    measure = project.measure or (MEASURE_OWED.said(language) if standing.level != "normal" else "")
    counts = (standing.on_course, standing.reported, standing.indicators)
    return [
        project.unit_name or project.unit,
        project.code,
        project.name,
        two_places(standing.final_budget),
        two_places(standing.spent),
        two_places(standing.rate(standing.spent)),
        two_places(standing.forecast),
        two_places(standing.rate(standing.forecast)),
        "/".join(map(str, counts)),
        risk,
        ("；" if language == "zh" else "; ").join(cause.said(language) for cause in standing.causes),
        " ".join(measure.split()),
    ]


def heading(monitored: Monitored, language: Language) -> str:
    """What the table is."""
    day = monitored.as_of.isoformat()
    name = monitored.unit_name or ""
    return Text(f"{name} 项目绩效运行监控（截至{day}）", f"{name}: projects as of {day}").said(language)


def two_places(value: Fraction | Decimal | None) -> str:
    """Rounded half away from zero to two decimals; nothing where there is no value."""
    return "" if value is None else format(round_half_away(Fraction(value), 2), "f")
