"""The statements of the real disclosure, cell by cell against the key of a careful reader."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from mingzhang.facts.model import Disclosure
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import ORDER
from tests.golden.sample_case import COLUMNS


@pytest.fixture(scope="module")
def disclosure(seed: Path, standard: Standard) -> Disclosure:
    data = (seed / "gaoping-2024.txt").read_bytes()
    return recognise(read_document(data, "gaoping-2024.txt"), standard)


def test_every_printed_cell_is_read_at_its_line_and_nothing_else(disclosure: Disclosure, seed: Path) -> None:
    key = json.loads((seed / "tables.json").read_text(encoding="utf-8"))["tables"]
    wanted: Counter[tuple[object, ...]] = Counter()
    for statement, table in zip(ORDER, key, strict=True):
        for row in table["rows"]:
            for column, value in row["values"].items():
                if re.fullmatch(r"[\d.,]+", value):
                    ours = COLUMNS.get(statement, {}).get(column, "")
                    wanted[statement, row.get("side"), row["line"], ours, value] += 1
    got = Counter(
        (
            statement.id,
            fact.side,
            fact.source.line,
            fact.column if statement.id in COLUMNS else "",
            fact.value,
        )
        for statement in disclosure.statements
        for fact in statement.facts
    )
    found = sum((wanted & got).values())
    assert found / sum(got.values()) >= 0.995, got - wanted
    assert found / sum(wanted.values()) >= 0.995, wanted - got


def test_codes_of_the_key_are_read(disclosure: Disclosure, seed: Path) -> None:
    key = json.loads((seed / "tables.json").read_text(encoding="utf-8"))["tables"]
    for statement, table in zip(disclosure.statements, key, strict=True):
        wanted = {(row["line"], row["code"]) for row in table["rows"] if row.get("code") and row["values"]}
        got = {(fact.source.line, fact.code) for fact in statement.facts}
        numeric = {
            (row["line"], row["code"])
            for row in table["rows"]
            if row.get("code") and any(re.fullmatch(r"[\d.,]+", value) for value in row["values"].values())
        }
        assert numeric <= got, numeric - got
        assert {item for item in got if item[1].isdigit() and len(item[1]) > 3} <= wanted | got


def test_heads_of_the_statements(disclosure: Disclosure) -> None:
    assert [item.id for item in disclosure.statements] == list(ORDER)
    assert [item.form for item in disclosure.statements] == [f"公开{n:02d}表" for n in range(1, 11)]
    assert {item.currency_unit for item in disclosure.statements} == {"万元"}
    assert {item.year for item in disclosure.statements} == {"2024年度"}
    assert [item.id for item in disclosure.statements if item.no_data] == [
        "government_managed_funds",
        "state_capital_operations",
    ]
    assert disclosure.statements[-1].unit_label == "单位名称"


def test_profile(disclosure: Disclosure) -> None:
    profile = disclosure.profile
    assert (len(profile.duties), len(profile.sections), len(profile.member_units)) == (18, 28, 4)
    assert profile.staff == {"administrative": 14, "institution": 145, "retired": 100, "total": 259}


def test_who_and_when(disclosure: Disclosure) -> None:
    assert (disclosure.fiscal_year, disclosure.variant, disclosure.kind) == (2024, "shanxi", "final_accounts")
    assert disclosure.unit.scope == "unit"
    assert disclosure.unit.code == "020001"
    assert disclosure.unit.department is not None
    assert disclosure.unit.department.code == "020"


def test_sections_of_the_explanation(disclosure: Disclosure) -> None:
    ids = [section.section for section in disclosure.explanation]
    assert None not in ids
    assert ids.count("performance") >= 1
    assert ids[:4] == ["overview", "income", "expenditure", "appropriation_overview"]
    assert len(disclosure.glossary) >= 12


def test_what_was_not_understood_is_listed(disclosure: Disclosure) -> None:
    lines = {item.source.line for item in disclosure.unread}
    assert 1172 in lines, "a line that has nothing to do with the document"
    assert all(item.reason for item in disclosure.unread)
