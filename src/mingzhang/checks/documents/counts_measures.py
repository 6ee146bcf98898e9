"""Projects graded 中 or 差: named in the explanation, with measures that are their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingzhang.checks.documents.names_projects import form_of, graded_projects
from mingzhang.checks.documents.passages import Passage, form_field, form_name, quote
from mingzhang.checks.documents.similarity import containment, grams
from mingzhang.checks.documents.texts import Texts, texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.model import Evaluation
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("low_grade_not_explained")
def low_grade_not_explained(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Every form graded 中 or 差 is named in the explanation."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    low = [form for form in case.disclosure.evaluations if form.grade in rule.parameters["grades"]]
    if not texts.explanation:
        outcome.miss("文件中没有识别出情况说明", "no explanation was found in the document")
        return outcome
    named = {id(form_of(item.name, low, item.grade)) for item in graded_projects(case, rule, standard)}
    for form in low:
        mentioned = form.project is not None and form.project in texts.whole
        if id(form) in named or mentioned:
            outcome.hold()
            continue
        outcome.breach(
            Breach(
                values={"form": form_name(form), "grade": form.grade or ""},
                facts=[form_field(form, "grade", form.grade)],
                printed=form.grade,
            )
        )
    return outcome


@dataclass(slots=True)
class _Measure:
    """One measure that the explanation names for projects graded low."""

    passage: Passage
    text: str


def _measures(texts: Texts, rule: Rule) -> list[_Measure]:
    """Sentences after the words that announce measures, in that paragraph and those that follow it."""
    announced = re.compile(rule.parameters["announced"])
    found: list[_Measure] = []
    running: Passage | None = None
    for passage in texts.explanation:
        if running is not None and passage.section is not running.section:
            running = None
        start = announced.search(passage.text)
        if start is None and running is None:
            continue
        running = passage
        begin = start.end() if start else 0
        for at, sentence in passage.sentences():
            if at + len(sentence) <= begin:
                continue
            text = passage.text[max(at, begin) : at + len(sentence)]
            if len(text) >= rule.parameters["shortest"]:
                found.append(_Measure(passage, text))
    return found


@document_check("measure_of_another_form")
def measure_of_another_form(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """A measure named for projects graded low stands in their forms, not in another project's alone."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    forms = [form for form in case.disclosure.evaluations if form.status == "complete"]
    named = [form_of(item.name, forms, item.grade) for item in graded_projects(case, rule, standard)]
    own = [form for form in named if form is not None]
    measures = _measures(texts, rule)
    if not own or not measures:
        outcome.miss("情况说明没有写明“中”“差”项目的改进措施", "the explanation names no measures")
        return outcome
    words = {id(form): grams(_said(form)) for form in forms}
    for measure in measures:
        wanted = grams(measure.text)
        ours = max((containment(wanted, words[id(form)]) for form in own), default=0.0)
        others = [(containment(wanted, words[id(form)]), form) for form in forms if form not in own]
        best, other = max(others, key=lambda item: item[0], default=(0.0, own[0]))
        if best < rule.parameters["alike"] or ours >= rule.parameters["own_at_least"]:
            outcome.hold()
            continue
        outcome.breach(_borrowed(texts, measure, other, own))
    return outcome


def _said(form: Evaluation) -> str:
    analysis = form.analysis
    return "".join(filter(None, (analysis.improvements, analysis.problems, analysis.experience)))


def _borrowed(texts: Texts, measure: _Measure, other: Evaluation, own: list[Evaluation]) -> Breach:
    quoted = texts.shown(measure.text)
    breach = texts.breach(measure.passage, quoted)
    breach.values = {
        **breach.values,
        "own": "、".join(dict.fromkeys(form.project or "" for form in own)),
        "other": form_name(other),
    }
    fact = form_field(other, "analysis.improvements", texts.shown(other.analysis.improvements or ""))
    breach.facts = [quote(measure.passage, quoted), fact]
    return breach
