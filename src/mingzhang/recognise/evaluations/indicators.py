"""One indicator: as read from its row, and as the disclosure keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field

from mingzhang.facts.model import Indicator
from mingzhang.recognise.evaluations.lines import Line
from mingzhang.recognise.evaluations.values import Value

OPERATOR_LOST = "比较符丢失，100%只能是“=” (operator lost, 100 % can only be met exactly)"


@dataclass(slots=True)
class RawIndicator:
    """One indicator row taken apart. Labels are as read; `score_lost`: its cell is missing, not blank."""

    line: Line
    level1: str | None = None
    level2: str | None = None
    level2_text: str = ""
    level3: str | None = None
    initial: Value | None = None
    target: Value | None = None
    actual: Value | None = None
    note: str | None = None
    weight: str | None = None
    score: str | None = None
    variance: str | None = None
    score_lost: bool = False
    inferred: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        """Whether it holds a result."""
        return self.actual is not None or self.score is not None


def to_indicator(raw: RawIndicator) -> Indicator:
    """The indicator as the disclosure keeps it (level 2 and level 1 are settled by then)."""
    target, actual, initial = raw.target, raw.actual, raw.initial
    quantitative = target is not None and target.quantitative
    operator = unit = None
    if quantitative or (target is None and initial is not None):
        parts = [value for value in (target, initial, actual) if value is not None and value.quantitative]
        operator = next((value.operator for value in parts if value.operator), None)
        unit = next((value.unit for value in parts if value.unit), None)
        if operator is None and target is not None and (target.number, unit) == ("100", "%"):
            operator = "="
            raw.inferred.append(OPERATOR_LOST)
    return Indicator(
        level1=raw.level1,
        level2=raw.level2,
        level3=raw.level3,
        operator=operator,
        unit=unit,
        initial_target=initial.kept if initial else None,
        target=target.kept if target else None,
        actual=actual.kept if actual else None,
        weight=raw.weight,
        score=raw.score,
        variance=raw.variance,
        source=raw.line.source,
        inferred="; ".join(raw.inferred) or None,
        printed=_printed(initial, target, actual),
    )


def _printed(initial: Value | None, target: Value | None, actual: Value | None) -> dict[str, str] | None:
    """The cells whose text is more than what is kept of it."""
    named = {"initial_target": initial, "target": target, "actual": actual}
    more = {name: value.printed for name, value in named.items() if value and value.kept != value.printed}
    return more or None
