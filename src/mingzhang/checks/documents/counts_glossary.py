"""Subjects in the glossary against subjects in the statements."""

from __future__ import annotations

import re

from mingzhang.checks.documents.passages import Passage
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Disclosure
from mingzhang.kit.chinese import fold
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


def _used(disclosure: Disclosure, statements: list[str]) -> dict[str, str]:
    """Code → label of every class with an amount other than zero."""
    used: dict[str, str] = {}
    for identifier in statements:
        statement = disclosure.statement(identifier)
        for fact in statement.facts if statement else []:
            if re.fullmatch(r"\d{3,7}", fact.code) and fact.value and float(fact.value) != 0:
                code = fact.code[:3]
                label = statement.labels.get(code) if statement else None
                used[code] = label or used.get(code) or (fact.label if len(fact.code) == 3 else None) or code
    return used


def _mentions(passages: list[Passage], name: str) -> Passage | None:
    key = fold(name)
    for passage in passages:
        if key in fold(passage.text) or key == fold(passage.field or ""):
            return passage
    return None


def _class_names(standard: Standard) -> dict[str, str]:
    return {item.code: item.name for item in standard.subjects.classes}


@document_check("glossary_subject_unused")
def glossary_subject_unused(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """A class that the glossary says the unit has, or explains, has an amount in the statements."""
    outcome = Outcome()
    used = _used(case.disclosure, rule.parameters["statements"])
    if not used or not case.disclosure.glossary:
        outcome.miss("没有名词解释或功能分类报表", "no glossary, or no statement by subject")
        return outcome
    texts = texts_of(case, standard)
    claimed = re.compile(rule.parameters["claimed"])
    for code, name in _class_names(standard).items():
        for entry in case.disclosure.glossary:
            explained = fold(entry.term).startswith(fold(name))
            listed = claimed.search(entry.text) and fold(name) in fold(entry.text)
            if not explained and not listed:
                continue
            if code in used:
                outcome.hold()
                continue
            outcome.breach(
                Breach(
                    values={"name": name, "code": code},
                    facts=[
                        FindingFact(
                            statement="glossary",
                            code=code,
                            label=name,
                            value=texts.shown(entry.term),
                            source=entry.source,
                        )
                    ],
                    printed=name,
                )
            )
            break
    return outcome


@document_check("subject_not_in_glossary")
def subject_not_in_glossary(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Where the glossary explains classes, it explains all that have an amount."""
    outcome = Outcome()
    used = _used(case.disclosure, rule.parameters["statements"])
    passages = [item for item in texts_of(case, standard).every if item.area == "glossary"]
    names = {code: _class_names(standard).get(code, label) for code, label in used.items()}
    found = {code for code, name in names.items() if _mentions(passages, name) is not None}
    if not found:
        outcome.miss("名词解释没有解释功能科目", "the glossary explains no functional subjects")
        return outcome
    outcome.hold(len(found))
    for code in names.keys() - found:
        outcome.breach(
            Breach(
                values={"name": names[code], "code": code},
                facts=[FindingFact(statement="glossary", code=code, label=names[code])],
                printed=names[code],
                source=passages[-1].source,
            )
        )
    return outcome


@document_check("satisfaction_equals_target")
def satisfaction_equals_target(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Satisfaction that equals its target in every form was hardly measured."""
    outcome = Outcome()
    equal, measured = [], 0
    for form in case.disclosure.evaluations:
        for index, item in enumerate(form.indicators):
            if item.level1 != "satisfaction" or not item.target or not item.actual:
                continue
            if not re.fullmatch(r"\d+(?:\.\d+)?", item.actual):
                continue
            measured += 1
            if float(item.actual) == float(item.target if _number(item.target) else "nan"):
                equal.append((form, index, item))
    if measured < rule.parameters["least"]:
        outcome.miss("满意度指标太少", "too few satisfaction indicators")
        return outcome
    if len(equal) < rule.parameters["share"] * measured:
        outcome.hold()
        return outcome
    outcome.breach(
        Breach(
            values={"equal": str(len(equal)), "measured": str(measured)},
            facts=[
                FindingFact(
                    statement="evaluation",
                    project=form.project,
                    field=f"indicators.{index}.actual",
                    value=item.actual,
                    source=item.source,
                )
                for form, index, item in equal
            ],
            printed=str(len(equal)),
        )
    )
    return outcome


def _number(text: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?", text) is not None
