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
        ("names/evaluation_unit", 1149),
        ("names/evaluation_unit", 1215),
        ("names/evaluation_unit", 1321),
        ("names/project_title", 1246),
        ("names/scope_of_tables", 109),
        ("names/subject_renamed", 643),
        ("counts/graded_blank", 601),
        ("counts/forms", 601),
        ("counts/own_measures", 601),
        ("counts/glossary_unused", 635),
        ("privacy/private_person", 1423),
        ("structure/form_blank", 967),
        ("structure/form_blank", 1048),
        ("text/date_outside_year", 1088),
        ("text/economic_list", 547),
        ("text/event_twice", 1290),
        ("text/foreign_words", 70),
        ("text/listed_twice", 547),
        ("text/one_reason", 533),
        ("text/owed", 883),
        ("text/use_of_subject", 539),
    ],
)
def test_known_errors_are_found_at_their_place(answer: Examined, rule: str, line: int) -> None:
    assert (rule, line) in {(finding.rule, finding.source.line) for finding in answer.findings}


@pytest.mark.parametrize(
    "rule",
    [
        "structure/statement_missing",
        "structure/section_missing",
        "structure/narrative_item_missing",
        "structure/row_twice",
        "names/statement_unit",
        "names/functional_name",
        "names/economic_name",
        "counts/sections",
        "counts/staff",
        "counts/vehicles_held",
        "counts/grades_sum",
        "counts/three_public",
        "text/year_in_text",
        "text/year_of_titles",
        "privacy/bank_account",
    ],
)
def test_what_is_right_is_left_alone(answer: Examined, rule: str) -> None:
    assert [finding.message for finding in answer.findings if finding.rule == rule] == []


def test_the_person_is_named_nowhere(case: Case, answer: Examined) -> None:
    raw = list(texts_of(case, standard_for(None))._personal)
    assert raw
    said = msgspec.json.encode(answer.findings).decode()
    assert [text for text in raw if text in said] == []
