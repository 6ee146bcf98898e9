"""Invented self-evaluations that follow from their own figures: funds, indicators, scores, total, grade."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random

from mingzhang.facts.model import Evaluation, FundsRow, Indicator, Source

KINDS = (
    ("output", "quantity", "培训次数", "≥", "次", 15),
    ("output", "quality", "验收合格率", "≥", "%", 15),
    ("output", "timeliness", "按期完成率", "≥", "%", 10),
    ("cost", "cost", "每次培训费用", "≤", "元", 10),
    ("benefit", "social", "参训人员覆盖面", "≥", "人", 15),
    ("benefit", "sustainability", "制度运行年限", "≥", "年", 15),
    ("satisfaction", "satisfaction", "参训人员满意度", "≥", "%", 10),
)
"""Level 1, level 2, name, operator, unit and weight; with the 10 of the execution rate they make 100."""
GRADES = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))


def invented_form(random: Random, number: int) -> Evaluation:
    """One complete form; its results reach their targets, so that every score is its weight."""
    budget = Decimal(random.randint(1000, 900000)) / 100
    actual = (budget * random.randint(93, 100) / 100).quantize(Decimal("0.01"))
    rate = rounded(actual / budget * 100)
    score = rounded(actual / budget * 10)
    indicators = [_indicator(random, kind, 100 * number + at) for at, kind in enumerate(KINDS)]
    total = sum((Decimal(item.score or 0) for item in indicators), score)
    money = str(budget)
    return Evaluation(
        project=f"第{number + 1}期安全培训经费",
        status="complete",
        funds=[
            FundsRow(
                source_kind=kind,
                declared=money,
                original_budget=money,
                final_budget=money,
                actual=str(actual),
                carryover=str(budget - actual),
                execution_rate=str(rate),
                score=str(score) if kind == "total" else None,
                source=Source(line=100 * number + 50 + at),
            )
            for at, kind in enumerate(("total", "local"))
        ],
        indicators=indicators,
        total_score=str(total),
        grade=next(grade for least, grade in GRADES if total >= least),
        source=Source(line=100 * number),
    )


def rounded(value: Decimal) -> Decimal:
    """Two places, half away from zero."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _indicator(random: Random, kind: tuple[str, str, str, str, str, int], line: int) -> Indicator:
    level1, level2, name, operator, unit, weight = kind
    target = random.randint(85, 95) if unit == "%" else random.randint(20, 400)
    reached = target - random.randint(0, 1) if operator == "≤" else target + random.randint(0, 3)
    return Indicator(
        level1=level1,
        level2=level2,
        level3=name,
        operator=operator,
        unit=unit,
        initial_target=str(target),
        target=str(target),
        actual=str(reached),
        weight=str(weight),
        score=str(weight),
        source=Source(line=line),
    )
