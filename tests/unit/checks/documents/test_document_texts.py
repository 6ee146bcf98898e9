"""Passages of a disclosure: their order, places, and that quotes mask what is personal."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from mingzhang.checks.documents.texts import Texts, texts_of
from mingzhang.checks.registry import Case
from mingzhang.checks.run import every_rule, examine
from mingzhang.facts.model import Disclosure
from mingzhang.standard.load import load_standard

PERSON = "孙桂芳"


def case_of(**fields: Any) -> Case:
    return Case(msgspec.convert(fields, Disclosure))


def relief_form(**fields: Any) -> dict[str, Any]:
    return {
        "project": "救助资金",
        "status": "complete",
        "title": "救助资金项目支出绩效自评表",
        "completion": f"2023年3月为石板村{PERSON}房屋重建发放补助，",
        "analysis": {"outputs": f"石板村{PERSON}房屋重建完成。石板村{PERSON}房屋重建完成。"},
        "source": {"line": 100},
        "sources": {"completion": {"line": 107}},
        **fields,
    }


def test_passages_have_their_places() -> None:
    case = case_of(
        explanation=[{"title": "一、收入", "paragraphs": [{"text": "收入增加。", "source": {"line": 12}}]}],
        evaluations=[relief_form()],
    )
    texts = texts_of(case, load_standard())
    assert [(passage.area, passage.source.line) for passage in texts.every] == [
        ("explanation", 12),
        ("evaluation", 107),
        ("evaluation", 100),
    ]
    assert texts.forms[0].field == "completion"
    assert "救助资金" in texts.forms[0].place.zh


def test_texts_of_a_case_are_built_once() -> None:
    case = case_of(evaluations=[relief_form()])
    assert texts_of(case, load_standard()) is texts_of(case, load_standard())
    assert texts_of(case_of(), load_standard()).every == []


def test_excerpts_are_masked() -> None:
    texts = Texts(case_of(evaluations=[relief_form()]), load_standard())
    passage = texts.forms[0]
    quoted = texts.excerpt(passage, 0, len(passage.text))
    assert PERSON not in quoted
    assert "孙**" in quoted


@pytest.mark.parametrize("area", ["text", "names", "structure", "privacy", "counts", "file"])
def test_no_finding_repeats_a_person(area: str) -> None:
    standard = load_standard()
    case = case_of(
        fiscal_year=2024,
        unit={"name": "清河县水务局", "scope": "unit"},
        evaluations=[relief_form(), relief_form(project="抚恤资金", title="抚恤资金项目支出绩效自评表")],
        unread=[{"source": {"line": 5}, "text": f"村民{PERSON}房屋", "reason": "不明"}],
    )
    rules = {name: rule for name, rule in every_rule(standard).items() if name.startswith(area + "/")}
    answer = examine([case], standard, "zh", rules)[0]
    assert PERSON not in msgspec.json.encode(answer.findings).decode()


def test_sentences_keep_their_offsets() -> None:
    texts = Texts(case_of(evaluations=[relief_form()]), load_standard())
    passage = texts.forms[1]
    for start, sentence in passage.sentences():
        assert passage.text[start : start + len(sentence)] == sentence
