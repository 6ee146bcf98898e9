"""What is still owed: scores of a form before it has a total, places of a narrated explanation."""

from __future__ import annotations

from mingzhang.checks.documents.passages import form_field, form_name
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Evaluation
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_NO_INDICATORS = Text("没有绩效指标和完成值", "it has no indicators and results")
_NO_EXECUTION = Text("没有预算执行得分", "the execution score is missing")
_NOT_ADDED = Text("得分没有加成总分", "the scores were not added up")


@document_check("evaluation_score_owed")
def score_owed(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Every filled form has its total; else each score that is owed is named with its result."""
    outcome = Outcome()
    for form in case.disclosure.evaluations:
        if form.status != "complete":
            continue
        if form.total_score is not None:
            outcome.hold()
            continue
        unscored = [place for place, indicator in enumerate(form.indicators) if indicator.score is None]
        outcome.breach(
            Breach(
                values={"form": form_name(form), "owed": _owed(form, unscored)},
                facts=[
                    form_field(form, f"indicators.{place}.actual", form.indicators[place].actual)
                    for place in unscored
                ]
                or [form_field(form, "total_score", None)],
                source=form.source,
            )
        )
    return outcome


@document_check("explanation_owed")
def explanation_owed(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No paragraph of the explanation is marked as owing what the records did not give."""
    outcome = Outcome()
    for section in case.disclosure.explanation:
        for paragraph in section.paragraphs:
            if not paragraph.owed:
                outcome.hold()
                continue
            fact = FindingFact(
                statement="explanation", label=section.title, value=paragraph.text, source=paragraph.source
            )
            values: dict[str, str | Text] = {"section": section.title, "owed": paragraph.owed.rstrip("。")}
            outcome.breach(Breach(values=values, facts=[fact], source=paragraph.source))
    return outcome


def _owed(form: Evaluation, unscored: list[int]) -> Text:
    if not form.indicators:
        return _NO_INDICATORS
    if unscored:
        named = [form.indicators[place] for place in unscored]
        zh = "、".join(f"“{item.level3}”（完成值：{item.actual or '空'}）" for item in named)
        en = ", ".join(f"“{item.level3}” (result: {item.actual or 'none'})" for item in named)
        return Text(f"{zh}没有得分", f"no score of {en}")
    if not any(row.source_kind == "total" and row.score is not None for row in form.funds):
        return _NO_EXECUTION
    return _NOT_ADDED
