"""Explanations in the wording of the Ministry and of provinces: true ones give no finding, wrong ones do."""

from __future__ import annotations

import dataclasses
import re
from random import Random

import pytest

from mingzhang.checks.registry import Case
from mingzhang.checks.run import examine
from mingzhang.facts.findings import Report
from mingzhang.facts.model import Disclosure
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard
from tests.golden.invented import UNIT, invented
from tests.golden.province_forms import FORMS
from tests.golden.province_printer import Printer
from tests.golden.province_prose import PROSE, prose, words_of

RESOLVED = 0.9
"""Share of the numbers that say what they are said of: reasons and averages speak of no cell."""


def read(standard: Standard, name: str, **changed: str) -> Disclosure:
    figures = invented(Random(1))
    form = dataclasses.replace(FORMS[name], money="万元")
    text = prose(name, UNIT, {**words_of(figures), **changed})
    page = Printer(form, standard, UNIT).page(figures, prose=text)
    return recognise(read_document(page.encode(), "x.html"), standard)


def said(disclosure: Disclosure, standard: Standard) -> list[tuple[str, str]]:
    answer: Report = examine([Case(disclosure)], standard)[0]
    return [
        (finding.rule, finding.printed or "")
        for finding in answer.findings
        if finding.rule.startswith("explanation/") and finding.severity == "error"
    ]


@pytest.mark.parametrize("name", PROSE)
def test_a_true_text_is_understood_and_gives_no_finding(name: str, standard: Standard) -> None:
    disclosure = read(standard, name)
    resolved = sum(claim.about is not None for claim in disclosure.claims)
    assert resolved >= RESOLVED * len(disclosure.claims)
    assert said(disclosure, standard) == []
    assert "structure/statement-missing" not in {
        finding.rule for finding in examine([Case(disclosure)], standard)[0].findings
    }


def other(value: str) -> str:
    """The value with its first digit changed."""
    return re.sub(r"[1-9]", lambda found: str(int(found.group()) % 9 + 1), value, count=1)


@pytest.mark.parametrize("name", PROSE)
def test_a_wrong_figure_is_found(name: str, standard: Standard) -> None:
    words = words_of(invented(Random(1)))
    wrong = {
        word: other(words[word])
        for word in (
            "total",
            "basic",
            "education_share",
            "item",
            "personnel",
            "running",
            "goods",
            "small_share",
        )
        if words[word].strip("0.")
        and any(f"{{{word}}}" in text for _, texts in PROSE[name] for text in texts)
    }
    printed = {value for _, value in said(read(standard, name, **wrong), standard)}
    assert set(wrong.values()) <= printed
