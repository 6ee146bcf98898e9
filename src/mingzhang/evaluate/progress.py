"""How a project stands on a day of the year: forecast, results against the time that has passed, risk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mingzhang.evaluate.attainment import attainment, direction_of, reached
from mingzhang.facts.model import Indicator
from mingzhang.kit.amounts import round_half_away
from mingzhang.kit.language import Text
from mingzhang.standard.monitoring import Monitoring, RiskLevel
from mingzhang.standard.scheme import Scheme

_ORDER: tuple[RiskLevel, ...] = ("normal", "attention", "warning")


@dataclass(frozen=True, slots=True)
class Progress:
    """A project on a day. Amounts as exact 万元; `forecast` is linear: spent ÷ share of the year passed."""

    final_budget: Fraction
    spent: Fraction
    forecast: Fraction
    indicators: int
    reported: int
    on_course: int
    level: RiskLevel
    causes: tuple[Text, ...]

    def rate(self, amount: Fraction) -> Fraction | None:
        """`amount` ÷ final budget in %, exact; None without a budget."""
        return amount / self.final_budget * 100 if self.final_budget > 0 else None


def share_of_year(day: date) -> Fraction:
    """The share of the year that has passed at the end of `day`."""
    first = date(day.year, 1, 1)
    return Fraction((day - first).days + 1, (date(day.year + 1, 1, 1) - first).days)


def progress(
    final_budget: Fraction,
    spent: Fraction,
    indicators: list[Indicator],
    day: date,
    limits: Monitoring,
    scheme: Scheme,
) -> Progress:
    """The project's standing: `indicators` hold the targets and results as of `day`."""
    elapsed = share_of_year(day)
    forecast = spent / elapsed
    found = _of_money(final_budget, spent, forecast, elapsed, limits)
    reported = [item for item in indicators if item.actual is not None]
    late = [item for item in reported if _behind(item, elapsed, limits, scheme)]
    for item in late:
        cause = Text(f"指标“{item.level3}”落后于时间进度", f"“{item.level3}” lags behind the year")
        found.append(("attention", cause))
    if indicators and not reported:
        found.append(("attention", Text("没有报送阶段结果", "no results were reported")))
    levels: list[RiskLevel] = ["normal", *(item for item, _ in found)]
    level = max(levels, key=_ORDER.index)
    causes = tuple(cause for _, cause in found)
    on_course = len(reported) - len(late)
    return Progress(final_budget, spent, forecast, len(indicators), len(reported), on_course, level, causes)


def _of_money(
    final: Fraction, spent: Fraction, forecast: Fraction, elapsed: Fraction, limits: Monitoring
) -> list[tuple[RiskLevel, Text]]:
    if spent > final:
        return [("warning", Text("支出已超过全年预算数", "more was spent than the final budget"))]
    if final <= 0 or elapsed * 100 < limits.forecast_from:
        return []
    rate = forecast / final * 100
    shown = round_half_away(rate, 2)
    low = limits.forecast_low
    if rate > limits.forecast_high and spent < final:
        text = Text(
            f"按此进度全年执行率为{shown}%，将超出预算", f"at this pace {shown} % of the budget is spent"
        )
        return [("attention", text)]
    if rate >= low.attention:
        return []
    level: RiskLevel = "warning" if rate < low.warning else "attention"
    limit = low.warning if rate < low.warning else low.attention
    text = Text(
        f"按此进度全年执行率为{shown}%，低于{limit}%",
        f"at this pace {shown} % of the budget is spent, below {limit} %",
    )
    return [(level, text)]


def _behind(item: Indicator, elapsed: Fraction, limits: Monitoring, scheme: Scheme) -> bool:
    """A positive result whose share of the target lags behind the year; a reverse one beyond its target."""
    met = reached(item, scheme)
    if met is not False:
        return False
    if direction_of(item, scheme) == "reverse":
        return True
    share = attainment(item)
    return share is not None and share * 100 < elapsed * 100 - limits.results_behind
