"""Projects by name: in the form, in its title, in the explanation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.checks.documents.passages import Passage, form_field
from mingzhang.checks.documents.similarity import bare, likeness
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.model import Evaluation
from mingzhang.kit.chinese import fold
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_BRACKETS = str.maketrans({"〔": "[", "〕": "]", "【": "[", "】": "]", "（": "(", "）": ")"})


def project_key(name: str) -> str:
    """A project's name for comparing: folded, brackets of one kind."""
    return fold(name.translate(_BRACKETS)).translate(_BRACKETS)


@dataclass(slots=True)
class GradedProject:
    """A project that the explanation names with its grade, and where."""

    name: str
    grade: str
    passage: Passage
    start: int
    end: int


def graded_projects(case: Case, rule: Rule, standard: Standard) -> Iterator[GradedProject]:
    """Projects that the explanation names as 中 or 差 (pattern and separators are the rule's data)."""
    pattern = re.compile(rule.parameters["named"])
    for passage in texts_of(case, standard).explanation:
        for found in pattern.finditer(passage.text):
            for name in re.split(rule.parameters["separators"], found.group("names")):
                cleaned = re.sub(rule.parameters["trim"], "", name.strip())
                if len(cleaned) >= 3:
                    yield GradedProject(cleaned, found.group("grade"), passage, found.start(), found.end())


def form_of(name: str, forms: list[Evaluation], grade: str | None = None) -> Evaluation | None:
    """The form of a project by name; among several the one with the grade, then the exact name."""
    key = project_key(name)
    exact = [form for form in forms if form.project and project_key(form.project) == key]
    if exact:
        return next((form for form in exact if form.grade == grade), exact[0])
    partly = [form for form in forms if form.project and _same_project(key, project_key(form.project))]
    return next((form for form in partly if form.grade == grade), partly[0] if partly else None)


def _same_project(one: str, other: str) -> bool:
    short, long = sorted((bare(one), bare(other)), key=len)
    return (len(short) >= 4 and long.startswith(short)) or likeness(one, other) >= 0.9


@document_check("project_title")
def project_title(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """The project's name in the form is the one in the form's title."""
    outcome = Outcome()
    ending = re.compile(rule.parameters["ending"])
    for form in case.disclosure.evaluations:
        if not form.project or not any(word in (form.title or "") for word in rule.parameters["words"]):
            continue
        title = ending.sub("", project_key(form.title or ""))
        project = ending.sub("", project_key(form.project))
        if not title or title == project:
            outcome.hold()
            continue
        outcome.breach(
            Breach(
                values={"printed": form.project, "expected": title},
                facts=[form_field(form, "project", form.project), form_field(form, "title", form.title)],
                printed=form.project,
                expected=title,
            )
        )
    return outcome


@document_check("graded_project_without_form")
def graded_project_without_form(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Every project that the explanation names as 中 or 差 has its form, with that grade."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    forms = case.disclosure.evaluations
    lost = sum(form.status == "fragment" for form in forms)
    if not forms:
        outcome.miss("文件中没有自评表", "the document has no evaluation forms")
        return outcome
    for named in graded_projects(case, rule, standard):
        form = form_of(named.name, forms, named.grade)
        if form is not None and form.grade in (named.grade, None):
            outcome.hold()
            continue
        if form is None:
            found = Text("没有它的自评表", "has no form")
            if lost:
                found = Text(
                    f"没有找到它的自评表（另有{lost}张自评表残缺）", f"has no form ({lost} forms are lost)"
                )
        else:
            found = Text(f"自评表的等级是“{form.grade}”", f"is graded {form.grade} in its form")
        breach = texts.breach(named.passage, texts.masked(named.name))
        breach.values = {**breach.values, "grade": named.grade, "found": found}
        breach.severity = "warning" if form is None and lost else None
        outcome.breach(breach)
    return outcome
