"""Subjects by name and code: renamed, misnamed and unknown ones."""

from __future__ import annotations

import re

from mingzhang.checks.documents.similarity import likeness
from mingzhang.checks.documents.structure_statements import name_of
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Disclosure, Source, Statement
from mingzhang.kit.chinese import fold
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule
from mingzhang.standard.subjects import SubjectTable


def _labels(disclosure: Disclosure, rule: Rule) -> list[tuple[Statement, str, str, Source]]:
    """(statement, code, printed name, place) of every row of the rule's statements."""
    rows = []
    for identifier in rule.parameters["statements"]:
        statement = disclosure.statement(identifier)
        if statement is None:
            continue
        places = {fact.code: fact for fact in reversed(statement.facts)}
        labels = {fact.code: fact.label for fact in statement.facts if fact.label} | statement.labels
        for code, label in labels.items():
            if label and code.isdecimal() and len(code) in (3, 5, 7):
                fact = places.get(code)
                rows.append((statement, code, label, fact.source if fact else statement.source))
    return rows


def _row(statement: Statement, code: str, label: str, place: Source) -> FindingFact:
    return FindingFact(statement=statement.id, code=code, label=label, source=place)


def _subjects(standard: Standard, rule: Rule) -> SubjectTable:
    subjects = standard.subjects
    return subjects.economic if rule.parameters.get("classification") == "economic" else subjects.functional


def _tokens(standard: Standard, subject_names: list[str]) -> set[str]:
    return {fold(name) for name in subject_names}


@document_check("subject_name")
def subject_name(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """A code stands with its own name; another subject's name is an error, a slip a warning."""
    outcome = Outcome()
    table = _subjects(standard, rule)
    seen: set[tuple[str, str]] = set()
    for statement, code, label, place in _labels(case.disclosure, rule):
        subject = table.get(code)
        old = {fold(item.old) for item in standard.subjects.old_names(code)}
        if subject is None or fold(label) in old:
            continue
        if fold(label) in _tokens(standard, [subject.name, *subject.other_names]):
            outcome.hold()
            continue
        if (code, label) in seen:
            continue
        seen.add((code, label))
        other = [item for item in table.named(label) if item.code != code]
        another = other and likeness(label, subject.name) < rule.parameters["alike"]
        outcome.breach(
            Breach(
                values={
                    "title": name_of(statement, standard),
                    "code": code,
                    "printed": label,
                    "expected": subject.name,
                },
                facts=[_row(statement, code, label, place)],
                printed=label,
                expected=subject.name,
                severity="error" if another else None,
            )
        )
    return outcome


@document_check("subject_unknown")
def subject_unknown(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """A code that the standard does not know is worth a look; new codes appear every year."""
    outcome = Outcome()
    table = _subjects(standard, rule)
    seen: set[str] = set()
    for statement, code, label, place in _labels(case.disclosure, rule):
        if code in seen:
            continue
        seen.add(code)
        if code in table:
            outcome.hold()
            continue
        outcome.breach(
            Breach(
                values={"title": name_of(statement, standard), "code": code, "printed": label},
                facts=[_row(statement, code, label, place)],
                printed=code,
            )
        )
    return outcome


@document_check("subject_renamed")
def subject_renamed(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No statement, explanation or glossary uses a name that was replaced before this fiscal year."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    current = [
        item
        for item in standard.subjects.renamed
        if (case.disclosure.fiscal_year or standard.year) >= item.valid_from
    ]
    for statement, code, label, place in _labels(case.disclosure, rule):
        old = [item for item in current if item.code == code and fold(item.old) == fold(label)]
        if not old:
            outcome.hold()
        for item in old:
            title = Text(f"《{name_of(statement, standard)}》", name_of(statement, standard))
            outcome.breach(
                Breach(
                    values={
                        "where": title,
                        "printed": label,
                        "expected": item.new,
                        "year": str(item.valid_from),
                    },
                    facts=[_row(statement, code, label, place)],
                    printed=label,
                    expected=item.new,
                )
            )
    for passage in texts.every:
        if passage.area not in ("explanation", "glossary"):
            continue
        for item in current:
            found = _named(passage.text, item.old, rule)
            if found is None:
                continue
            breach = texts.breach(passage, texts.excerpt(passage, *found.span()))
            values = {"printed": item.old, "expected": item.new, "year": str(item.valid_from)}
            breach.values = {**breach.values, **values}
            breach.printed, breach.expected = item.old, item.new
            outcome.breach(breach)
    return outcome


def _named(text: str, name: str, rule: Rule) -> re.Match[str] | None:
    """The name where it stands as a subject: between separators, not as part of a longer word."""
    before, after = rule.parameters["before"], rule.parameters["after"]
    return re.search(rf"(?:^|{before}){re.escape(name)}(?=$|{after})", text)
