"""Which statements a disclosure has, and whether an empty one says so."""

from __future__ import annotations

import re
from collections import Counter

from mingzhang.checks.documents.amounts import quoted
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Statement
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule
from mingzhang.standard.subjects import parent_of


def name_of(statement: Statement, standard: Standard) -> str:
    """The statement's title as printed, or its title in the standard."""
    form = standard.statements.get(statement.id)
    return statement.title or (form.title if form else statement.id)


@document_check("statement_missing")
def statement_missing(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Every statement that the variant prints stands in the document (or is withheld)."""
    outcome = Outcome()
    disclosure = case.disclosure
    if not disclosure.statements:
        outcome.miss("文件中没有识别出报表", "no statement was found in the document")
        return outcome
    variant = standard.variants.get(disclosure.variant or "")
    expected = [item.id for item in variant.statements] if variant else rule.parameters["every_variant"]
    present = {statement.id for statement in disclosure.statements}
    for identifier in expected:
        if identifier in present:
            outcome.hold()
            continue
        title = standard.statements[identifier].title
        outcome.breach(
            Breach(
                values={"title": title},
                facts=[FindingFact(statement=identifier, label=title)],
                source=disclosure.statements[-1].source,
            )
        )
    return outcome


def _is_empty(statement: Statement) -> bool:
    return not statement.facts


def _says_none(text: str, standard: Standard) -> bool:
    return any(re.search(pattern, text) for pattern in standard.review.contents.none_sentences)


def _section_text(statement: Statement, case: Case, standard: Standard) -> str:
    """What the explanation says in the statement's own section."""
    words = standard.review.contents.statement_sections.get(statement.id, [])
    return "".join(
        paragraph.text
        for section in case.disclosure.explanation
        if section.section == statement.id or any(word in section.title for word in words)
        for paragraph in section.paragraphs
    )


@document_check("statement_empty_without_note")
def statement_empty_without_note(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """An empty statement says that there is nothing; said in the explanation alone it is a warning."""
    outcome = Outcome()
    for statement in case.disclosure.statements:
        if statement.withheld or not _is_empty(statement):
            continue
        if any(_says_none(note, standard) for note in statement.notes):
            outcome.hold()
            continue
        elsewhere = _says_none(_section_text(statement, case, standard), standard)
        title = name_of(statement, standard)
        outcome.breach(
            Breach(
                values={
                    "title": title,
                    "elsewhere": Text(
                        "（情况说明中有说明，表下没有）", " (the explanation says so, the table does not)"
                    )
                    if elsewhere
                    else Text("", ""),
                },
                facts=[FindingFact(statement=statement.id, label=title, source=statement.source)],
                severity="info" if elsewhere else None,
            )
        )
    return outcome


@document_check("none_sentence_against_data")
def none_sentence_against_data(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Where a note says that a statement has no data, it has none."""
    outcome = Outcome()
    sentence = re.compile(rule.parameters["whole_sentence"])
    for statement in case.disclosure.statements:
        filled = [fact for fact in statement.facts if fact.value and float(fact.value) != 0]
        notes = [note for note in statement.notes if sentence.search(note)]
        text = _section_text(statement, case, standard).strip()
        if not notes and sentence.search(text) and len(text) <= rule.parameters["longest_section"]:
            notes = [text]
        if not notes:
            continue
        if not filled:
            outcome.hold()
            continue
        outcome.breach(
            Breach(
                values={
                    "title": name_of(statement, standard),
                    "quoted": texts_of(case, standard).shown(notes[0]),
                    "value": filled[0].value or "",
                    "count": str(len(filled)),
                },
                facts=[quoted(statement.id, fact) for fact in filled[:3]],
                printed=notes[0][:60],
            )
        )
    return outcome


@document_check("parent_row_missing")
def parent_row_missing(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Every section and item of a table by functional subject stands under its own class and section."""
    outcome = Outcome()
    for identifier in rule.parameters["statements"]:
        statement = case.disclosure.statement(identifier)
        if statement is None:
            continue
        places = {fact.code: fact for fact in reversed(statement.facts)}
        codes = [*dict.fromkeys([*statement.labels, *(fact.code for fact in statement.facts)])]
        for code in codes:
            parent = parent_of(code)
            if parent is None:
                continue
            if parent in codes:
                outcome.hold()
                continue
            fact = places.get(code)
            label = statement.labels.get(code) or (fact.label if fact else None) or ""
            outcome.breach(
                Breach(
                    values={
                        "title": name_of(statement, standard),
                        "code": code,
                        "label": label,
                        "parent": parent,
                    },
                    facts=[quoted(identifier, fact)] if fact else [],
                    printed=code,
                    expected=parent,
                    source=fact.source if fact else statement.source,
                )
            )
    return outcome


@document_check("row_twice")
def row_twice(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """No cell is printed twice in one statement, and no statement twice."""
    outcome = Outcome()
    identifiers = Counter(statement.id for statement in case.disclosure.statements)
    for statement in case.disclosure.statements:
        title = name_of(statement, standard)
        if identifiers[statement.id] > 1:
            identifiers[statement.id] = 0
            outcome.breach(
                Breach(
                    values={"title": title, "what": Text("整张表", "the whole statement")},
                    facts=[FindingFact(statement=statement.id, label=title, source=statement.source)],
                )
            )
        seen = Counter((fact.side, fact.code, fact.column) for fact in statement.facts)
        rows: dict[str, int] = {}
        for (_, code, _), count in seen.items():
            rows[code] = max(rows.get(code, 0), count)
        for code, count in rows.items():
            if count == 1:
                outcome.hold()
                continue
            facts = [fact for fact in statement.facts if fact.code == code]
            label = statement.labels.get(code) or facts[0].label or code
            outcome.breach(
                Breach(
                    values={"title": title, "what": Text(f"{code} {label}", f"{code} {label}")},
                    facts=[quoted(statement.id, fact) for fact in facts],
                    printed=code,
                    source=facts[-1].source,
                )
            )
    return outcome
