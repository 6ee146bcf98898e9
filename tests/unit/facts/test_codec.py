"""The public JSON: what is written, what is refused, and with which words."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from mingzhang.facts.codec import decode_disclosure, disclosure_json_schema, encode, report_json_schema
from mingzhang.facts.findings import Finding, FindingFact, Report
from mingzhang.facts.model import (
    Claim,
    ClaimCell,
    Disclosure,
    Evaluation,
    Fact,
    FundsRow,
    Indicator,
    Source,
    Statement,
)
from mingzhang.kit.errors import UnreadableInput

SCHEMAS = Path(__file__).parents[3] / "docs" / "reference" / "schema"


def small() -> Disclosure:
    return Disclosure(
        statements=[
            Statement(
                id="expenditure",
                currency_unit="万元",
                facts=[Fact(code="208", column="total", value="125.06", source=Source(line=9))],
            )
        ],
        evaluations=[
            Evaluation(
                status="complete",
                funds=[FundsRow(source_kind="total", actual="28.727")],
                indicators=[Indicator(level1="output", weight="7")],
            )
        ],
        claims=[
            Claim(text="x", measure="amount", value="1", about=ClaimCell(figure="procurement_sme")),
            Claim(text="x", measure="amount", value="1", about=ClaimCell(project="p", field="total_score")),
            Claim(
                text="x",
                measure="amount",
                value="1",
                about=ClaimCell(statement="expenditure", code="208", column="total"),
            ),
        ],
    )


def test_round_trip() -> None:
    assert decode_disclosure(encode(small()), "x") == small()


def test_shape_of_the_contract() -> None:
    plain = json.loads(encode(small()))
    fact = plain["statements"][0]["facts"][0]
    assert fact == {
        "side": None,
        "code": "208",
        "label": None,
        "line_no": None,
        "column": "total",
        "value": "125.06",
        "source": {"line": 9},
        "confidence": 1.0,
    }
    assert plain["evaluations"][0]["project"] is None
    abouts = [claim["about"] for claim in plain["claims"]]
    assert abouts == [
        {"figure": "procurement_sme"},
        {"project": "p", "field": "total_score"},
        {"statement": "expenditure", "side": None, "code": "208", "column": "total"},
    ]


def test_finding_names_its_cells_as_the_contract_says() -> None:
    finding = Finding(
        rule="a/b",
        severity="error",
        title="t",
        message="m",
        facts=[FindingFact(statement="evaluation", project="p", field="indicators.3.score", value="1")],
    )
    plain = json.loads(encode(Report(file="f", verdict="inconsistent", findings=[finding])))
    assert plain["findings"][0]["facts"][0] == {
        "statement": "evaluation",
        "project": "p",
        "field": "indicators.3.score",
        "value": "1",
        "source": {},
    }
    assert plain["findings"][0]["suspect"] is None
    jsonschema.validate(plain, report_json_schema())


def test_written_json_satisfies_the_published_schema() -> None:
    jsonschema.validate(json.loads(encode(small())), disclosure_json_schema())


@pytest.mark.parametrize("name", ["disclosure-1", "findings-1"])
def test_published_schema_is_up_to_date(name: str) -> None:
    published = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert published == json.loads(
        json.dumps(disclosure_json_schema() if name == "disclosure-1" else report_json_schema())
    ), "run `make docs`"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"schema": 1}', "$.schema"),
        (b'{"surprise": 1}', "surprise"),
        (b'{"statements": [{"id": "x", "facts": [{"code": "1", "column": "c", "value": 1.5}]}]}', "value"),
        (b'{"statements": [{"id": "x", "facts": [{"code": "1", "column": "c", "value": "1e5"}]}]}', "value"),
        (b'{"schema": "mingzhang/disclosure/9"}', "mingzhang/disclosure/1"),
        (b'{"fiscal_year": ' + b"9" * 5000 + b"}", "400"),
        (
            b'{"statements": [{"id": "x", "facts": [{"code": "1", "column": "c", "value": "'
            + b"9" * 60
            + b'"}]}]}',
            "40",
        ),
        (b"{" * 100_000, "JSON"),
        (b'{"title": "\xff"}', "JSON"),
        (b"{", "JSON"),
    ],
)
def test_wrong_input_is_one_clear_line(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        decode_disclosure(data, "file.json")
    for line in (caught.value.message.zh, caught.value.message.en):
        assert "\n" not in line
        assert line.startswith("file.json")
    assert words in caught.value.message.en
