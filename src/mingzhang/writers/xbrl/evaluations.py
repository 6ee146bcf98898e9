"""Self-evaluations in XBRL: the project is a typed dimension, the level of money an explicit one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mingzhang.facts.model import Disclosure, Evaluation
from mingzhang.kit.amounts import FEN_PER_UNIT, places
from mingzhang.kit.printable import printable
from mingzhang.writers.xbrl.model import Axis, ConceptType, ReportedFact, Table, Taxonomy, decimal_text

_YUAN = FEN_PER_UNIT["万元"] // FEN_PER_UNIT["元"]
_MONEY = {
    "declared": ("目标申报数", "Declared"),
    "original_budget": ("年初预算数", "Original budget"),
    "final_budget": ("全年预算数", "Final budget"),
    "actual": ("全年执行数", "Actual"),
    "carryover": ("资金结（转）余", "Carryover"),
}
_LEVELS = {
    "local": ("本级财政资金", "Local funds"),
    "superior": ("上级财政资金", "Superior funds"),
    "other": ("其他资金", "Other funds"),
}
_INDICATOR: dict[str, tuple[ConceptType, str, str]] = {
    "level1": ("string", "一级指标", "Level 1"),
    "level2": ("string", "二级指标", "Level 2"),
    "level3": ("string", "三级指标", "Level 3"),
    "operator": ("string", "计算符号", "Operator"),
    "target": ("string", "指标值", "Target"),
    "actual": ("string", "实际完成值", "Result"),
    "unit": ("string", "计量单位", "Unit"),
    "weight": ("decimal", "分值", "Weight"),
    "score": ("decimal", "得分", "Score"),
}


def add_evaluations(disclosure: Disclosure, taxonomy: Taxonomy) -> list[ReportedFact]:
    """Concepts, axes and tables of the forms, and their facts."""
    if not disclosure.evaluations:
        return []
    project = Axis("ProjectAxis", "项目", "Project", typed=True)
    indicator = Axis("IndicatorAxis", "指标序号", "Indicator number", typed=True)
    level = Axis("FundsAxis", "资金来源", "Source of funds")
    level.default = taxonomy.concept("FundsTotalMember", "abstract", "资金总额", "All funds")
    for kind, (zh, en) in _LEVELS.items():
        level.members[kind] = taxonomy.concept(f"Funds{kind.capitalize()}Member", "abstract", zh, en)
    forms = Table("Evaluations", "项目支出绩效自评", "Self-evaluations of projects", [project, level])
    rows = Table("Indicators", "绩效指标", "Indicators", [project, indicator])
    for axis in (project, indicator, level):
        taxonomy.axes[axis.name] = axis
    taxonomy.tables += [forms, rows]
    facts: list[ReportedFact] = []
    for name, form in _named(disclosure.evaluations):
        at = ((project.name, name),)
        facts += _funds(form, taxonomy, forms, level, at)
        facts += _results(form, taxonomy, forms, at)
        for number, item in enumerate(form.indicators, 1):
            values = {field: getattr(item, field) for field in _INDICATOR}
            there = (*at, (indicator.name, f"{number:03d}"))
            facts += _indicator(values, taxonomy, rows, there)
    return facts


def _named(forms: list[Evaluation]) -> Iterator[tuple[str, Evaluation]]:
    taken: set[str] = set()
    for form in forms:
        plain = " ".join(printable(form.project or "").split()) or "—"
        name, number = plain, 1
        while name in taken:
            number += 1
            name = f"{plain} #{number}"
        taken.add(name)
        yield name, form


At = tuple[tuple[str, str], ...]


def _funds(form: Evaluation, taxonomy: Taxonomy, table: Table, level: Axis, at: At) -> Iterator[ReportedFact]:
    seen: set[str] = set()
    for row in form.funds:
        if row.source_kind in seen or (row.source_kind != "total" and row.source_kind not in level.members):
            continue
        seen.add(row.source_kind)
        there = at
        if row.source_kind != "total":
            there = (*at, (level.name, level.members[row.source_kind].name))
        for field, (zh, en) in _MONEY.items():
            value = getattr(row, field)
            if value is not None:
                digits = max(places(value) - 4, 0)
                name = _line(taxonomy, table, f"Evaluation_{field}", "monetary", zh, en)
                text = decimal_text(Fraction(value) * _YUAN, digits)
                yield ReportedFact(name, text, "CNY", places(value) - 4, there)
        if row.execution_rate is not None:
            digits = places(row.execution_rate) + 2
            name = _line(taxonomy, table, "Evaluation_execution_rate", "pure", "执行率", "Execution rate")
            text = decimal_text(Fraction(row.execution_rate) / 100, digits)
            yield ReportedFact(name, text, "pure", digits, there)
        if row.score is not None:
            name = _line(
                taxonomy, table, "Evaluation_funds_score", "decimal", "执行率得分", "Execution score"
            )
            yield ReportedFact(name, row.score, "pure", places(row.score), there)


def _results(form: Evaluation, taxonomy: Taxonomy, table: Table, at: At) -> Iterator[ReportedFact]:
    if form.total_score is not None:
        name = _line(taxonomy, table, "Evaluation_total_score", "decimal", "总分", "Total score")
        yield ReportedFact(name, form.total_score, "pure", places(form.total_score), at)
    for field, zh, en in (("grade", "等级", "Grade"), ("status", "填报情况", "Status")):
        value = getattr(form, field)
        if value:
            name = _line(taxonomy, table, f"Evaluation_{field}", "string", zh, en)
            yield ReportedFact(name, printable(value), dimensions=at)


def _indicator(
    values: dict[str, str | None], taxonomy: Taxonomy, table: Table, at: At
) -> Iterator[ReportedFact]:
    for field, value in values.items():
        kind, zh, en = _INDICATOR[field]
        if not value:
            continue
        name = _line(taxonomy, table, f"Indicator_{field}", kind, zh, en)
        if kind == "string":
            yield ReportedFact(name, printable(value), dimensions=at)
        else:
            yield ReportedFact(name, value, "pure", places(value), at)


def _line(taxonomy: Taxonomy, table: Table, name: str, kind: ConceptType, zh: str, en: str) -> str:
    begin, _, rest = name.partition("_")
    plain = begin + "".join(part.capitalize() for part in rest.split("_"))
    taxonomy.concept(plain, kind, zh, en)
    table.lines.setdefault(plain, None)
    return plain
