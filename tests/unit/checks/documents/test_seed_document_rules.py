"""The real document: what its texts, names and counts must show, and what must not be said of it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.registry import Case
from mingzhang.checks.run import Examined, every_rule, examine
from mingzhang.intake.read import read_file, standard_for

AREAS = ("text", "names", "structure", "privacy", "counts", "file")


@pytest.fixture(scope="module")
def case(seed: Path) -> Case:
    return Case(read_file(seed / "gaoping-2024.txt"))


@pytest.fixture(scope="module")
def answer(case: Case) -> Examined:
    standard = standard_for(None)
    rules = {name: rule for name, rule in every_rule(standard).items() if name.split("/")[0] in AREAS}
    return examine([case], standard, "zh", rules)[0]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("names/evaluation-unit", 1149),
        ("names/evaluation-unit", 1215),
        ("names/evaluation-unit", 1321),
        ("names/project-title", 1246),
        ("names/scope-of-tables", 109),
        ("names/subject-renamed", 643),
        ("counts/graded-blank", 601),
        ("counts/forms", 601),
        ("counts/own-measures", 601),
        ("counts/glossary-unused", 635),
        ("privacy/private-person", 1423),
        ("structure/form-blank", 967),
        ("structure/form-blank", 1048),
        ("text/date-outside-year", 1088),
        ("text/economic-list", 547),
        ("text/event-twice", 1290),
        ("text/foreign-words", 70),
        ("text/listed-twice", 547),
        ("text/one-reason", 533),
        ("text/owed", 883),
        ("text/use-of-subject", 539),
    ],
)
def test_known_errors_are_found_at_their_place(answer: Examined, rule: str, line: int) -> None:
    assert (rule, line) in {(finding.rule, finding.source.line) for finding in answer.findings}


@pytest.mark.parametrize(
    "rule",
    [
        "structure/statement-missing",
        "structure/section-missing",
        "structure/narrative-item-missing",
        "structure/row-twice",
        "names/statement-unit",
        "names/functional-name",
        "names/economic-name",
        "counts/sections",
        "counts/staff",
        "counts/vehicles-held",
        "counts/grades-sum",
        "counts/three-public",
        "text/year-in-text",
        "text/year-of-titles",
        "privacy/bank-account",
    ],
)
def test_what_is_right_is_left_alone(answer: Examined, rule: str) -> None:
    assert [finding.message for finding in answer.findings if finding.rule == rule] == []


def test_the_person_is_named_nowhere(case: Case, answer: Examined) -> None:
    raw = list(texts_of(case, standard_for(None))._personal)
    assert raw
    said = msgspec.json.encode(answer.findings).decode()
    assert [text for text in raw if text in said] == []
