"""Subjects that the explanation names by level – `住房改革支出（款）` – against the statements' rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.model import Disclosure
from mingzhang.kit.chinese import fold
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_LEVELS = {"类": 3, "款": 5, "项": 7}
_NAMED = re.compile(r"([\u4e00-\u9fff（）()、“”]{2,40}?)[（(](类|款|项)[)）]")


@document_check("subject_of_level")
def subject_of_level(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Every subject that the explanation names with its level is a row of that level in a statement.

    `statements` are those with functional subjects; the rule needs all levels in one of them.
    """
    outcome = Outcome()
    rows = _rows(case.disclosure, rule.parameters["statements"])
    if not all(rows.values()):
        outcome.miss("报表没有类、款、项三级科目", "no statement has subjects of all three levels")
        return outcome
    texts = texts_of(case, standard)
    for passage in texts.explanation:
        for name, level, span in _named(passage.text):
            # 教育（类）支出 and 教育支出（类） are the same subject.
            if any(name.endswith(known) or f"{name}支出".endswith(known) for known in rows[level]):
                outcome.hold()
                continue
            breach = texts.breach(passage, texts.excerpt(passage, *span))
            breach.values = {**breach.values, "name": texts.masked(name), "level": level}
            outcome.breach(breach)
    return outcome


def _rows(disclosure: Disclosure, statements: list[str]) -> dict[str, set[str]]:
    """Level → folded names of the rows of that level."""
    found: dict[str, set[str]] = {level: set() for level in _LEVELS}
    for identifier in statements:
        statement = disclosure.statement(identifier)
        if statement is None:
            continue
        labels = {fact.code: fact.label for fact in statement.facts if fact.label} | statement.labels
        for code, label in labels.items():
            for level, digits in _LEVELS.items():
                if label and code.isdecimal() and len(code) == digits:
                    found[level].add(fold(label))
    return found


def _named(text: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """(folded name, level, span) of each subject named with its level."""
    for match in _NAMED.finditer(text):
        name = fold(match.group(1)).rpartition(")")[2].lstrip("、“(")
        if len(name) >= 2:
            yield name, match.group(2), match.span()
