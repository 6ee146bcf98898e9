"""What a self-evaluation still owes: results, judged scores, and reasons for what deviates."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.evaluate.attainment import over_fulfilled, reached
from mingzhang.evaluate.exact import exact
from mingzhang.evaluate.execution import execution_rate
from mingzhang.evaluate.indicators import Computed, Owed, indicator_score
from mingzhang.facts.model import Evaluation, FundsRow, Indicator
from mingzhang.kit.language import Text
from mingzhang.standard.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is owed. `field` as findings name it: `indicators.3.variance`."""

    field: str
    text: Text


def owed_by(form: Evaluation, scheme: Scheme) -> list[Due]:
    """Everything that the form still owes, in its order; nothing of a form that is not filled in.

    Owed are: the reason of an execution rate below the scheme's limit, results that are missing, scores
    that only a person can give, and the reason of a result that misses its target or exceeds it by more
    than the scheme's threshold. Source: 财预〔2020〕10号《项目支出绩效评价管理办法》.
    """
    if form.status != "complete":
        return [Due("status", Text("自评表尚未填报", "the form is not filled in"))]
    total = next((row for row in form.funds if row.source_kind == "total"), None)
    due = [] if total is None else _of_funds(form, total, scheme)
    spent = None if total is None else total.actual
    for number, indicator in enumerate(form.indicators):
        due += [Due(f"indicators.{number}.{field}", text) for field, text in _of(indicator, spent, scheme)]
    return due


def _of_funds(form: Evaluation, total: FundsRow, scheme: Scheme) -> list[Due]:
    rate = execution_rate(total.actual, total.final_budget)
    if rate is None or rate >= scheme.low_execution or any(row.variance for row in form.funds):
        return []
    return [
        Due(
            "funds.total.variance",
            Text(
                f"预算执行率{total.execution_rate}%低于{scheme.low_execution}%，偏差原因待补",
                f"the execution rate of {total.execution_rate} % is below {scheme.low_execution} %: "
                "variance explanation missing",
            ),
        )
    ]


def _of(indicator: Indicator, spent: str | None, scheme: Scheme) -> list[tuple[str, Text]]:
    name = indicator.level3 or ""
    if indicator.actual is None:
        return [("actual", Text(f"指标“{name}”的实际完成值待补", f"“{name}”: result missing"))]
    found = []
    answer = indicator_score(indicator, scheme, spent)
    if isinstance(answer, Owed) and indicator.score is None:
        found.append(("score", _score_owed(name, answer)))
    if indicator.variance:
        return found
    missed = reached(indicator, scheme) is False or _below(answer, indicator)
    if missed:
        text = Text(
            f"指标“{name}”未达目标，偏差原因待补", f"“{name}” misses its target: variance explanation missing"
        )
        found.append(("variance", text))
    elif over_fulfilled(indicator, scheme):
        text = Text(
            f"指标“{name}”超过目标{scheme.over_fulfilment}%以上，原因分析待补",
            f"“{name}” exceeds its target by over {scheme.over_fulfilment} %: variance explanation missing",
        )
        found.append(("variance", text))
    return found


def _below(answer: Computed | Owed, indicator: Indicator) -> bool:
    """Whether the result earns less than the weight by its words, by formula, or by the score given."""
    weight, score = exact(indicator.weight), exact(indicator.score)
    if isinstance(answer, Computed):
        return answer.reason_owed is not None or (weight is not None and answer.exact < weight)
    return weight is not None and score is not None and score < weight


def _score_owed(name: str, answer: Owed) -> Text:
    if answer.low is None or answer.high is None:
        return Text(
            f"指标“{name}”的得分待评定（{answer.reason.zh}）", f"“{name}”: score missing ({answer.reason.en})"
        )
    low, high = (format(float(value), "g") for value in (answer.low, answer.high))
    return Text(
        f"指标“{name}”的得分待评定（{low}至{high}分）", f"“{name}”: score missing ({low} to {high} points)"
    )
