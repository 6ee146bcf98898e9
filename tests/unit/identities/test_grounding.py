"""What grounding gives to its users: groups, coefficients, blank cells, and what could not be grounded."""

from __future__ import annotations

from typing import Any

import msgspec

from mingzhang.facts.batch import Batch
from mingzhang.facts.model import Disclosure
from mingzhang.identities.blanks import blank_cells
from mingzhang.identities.ground import Grounding, ground
from mingzhang.standard.load import load_standard

STANDARD = load_standard("cn", 2024)


def document(**statements: dict[str, str | None]) -> Disclosure:
    """`document(expenditure={"201/total": "1.00"})`; a side comes first in the address."""
    return msgspec.convert(
        {"statements": [{"id": name, "facts": _facts(cells)} for name, cells in statements.items()]},
        Disclosure,
    )


def _facts(cells: dict[str, str | None]) -> list[dict[str, Any]]:
    parts = [(address.split("/"), value) for address, value in cells.items()]
    return [
        {"side": part[0] if len(part) == 3 else None, "code": part[-2], "column": part[-1], "value": value}
        for part, value in parts
    ]


def grounded(rule: str, *disclosures: Disclosure) -> Grounding:
    return ground(Batch.of(list(disclosures)), STANDARD.identities[rule], STANDARD)


def test_groups_are_keyed_by_parent_and_column() -> None:
    grounding = grounded(
        "expenditure/hierarchy",
        document(expenditure={"total/total": "3.00", "201/total": "3.00", "20101/total": "3.00"}),
    )
    assert sorted(grounding.key(group) for group in range(len(grounding))) == [
        ("201", "total"),
        ("total", "total"),
    ]
    assert grounding.difference.tolist() == [0, 0]
    assert sorted(grounding.coefficient.tolist()) == [-1, -1, 1, 1]


def test_groups_stay_with_their_documents() -> None:
    one = document(expenditure={"total/total": "3.00", "201/total": "3.00"})
    other = document(expenditure={"total/total": "4.00", "201/total": "3.00"})
    grounding = grounded("expenditure/hierarchy", one, other, one)
    assert grounding.document.tolist() == [0, 1, 2]
    assert grounding.broken.tolist() == [False, True, False]
    assert grounding.difference.tolist() == [0, 1_000_000, 0]


def test_slack_is_half_a_unit_for_every_cell() -> None:
    grounding = grounded(
        "summary/income-total",
        document(
            income_expenditure_summary={
                "income/total/amount": "5.00",
                "income/opening/amount": "2.00",
                "income/current_year_total/amount": "3.00",
            }
        ),
    )
    assert grounding.slack.tolist() == [3 * 5000]


def test_blank_cells_of_literal_codes_and_of_rows_that_are_there() -> None:
    grounding = grounded(
        "expenditure/hierarchy",
        document(expenditure={"total/basic": "3.00", "201/total": "3.00", "201/basic": "3.00"}),
    )
    groups = {grounding.key(group): group for group in range(len(grounding))}
    blanks = blank_cells(grounding, groups["total", "total"])
    assert [str(blank.address) for blank in blanks] == ["expenditure/total/total"]
    assert blanks[0].is_total
    assert blanks[0].coefficient == 1
    assert blanks[0].row is not None, "the row has another figure, so its place is known"


def test_blank_counterpart_in_another_statement() -> None:
    grounding = grounded(
        "expenditure/summary-lines",
        document(expenditure={"208/total": "3.00"}, income_expenditure_summary={}),
    )
    blanks = blank_cells(grounding, 0)
    assert [str(blank.address) for blank in blanks] == ["income_expenditure_summary/expenditure/208/amount"]
    assert blanks[0].coefficient == -1
    assert blanks[0].row is None


def test_absent_statements_are_named_with_their_documents() -> None:
    whole = document(expenditure={"total/total": "3.00"}, income_expenditure_summary={})
    grounding = grounded("expenditure/summary-total", whole, document(expenditure={"total/total": "3.00"}))
    assert [(name, documents.tolist()) for name, documents in grounding.missing] == [
        ("income_expenditure_summary", [1])
    ]
    assert grounding.document.tolist() == [0]


def test_an_illegible_cell_makes_its_group_unknown() -> None:
    grounding = grounded(
        "expenditure/hierarchy",
        document(expenditure={"total/total": None, "201/total": "3.00", "20101/total": "3.00"}),
    )
    by_key = {grounding.key(group): bool(grounding.unknown[group]) for group in range(len(grounding))}
    assert by_key == {("total", "total"): True, ("201", "total"): False}
    assert not (grounding.held & grounding.unknown).any()


def test_an_empty_batch_and_an_empty_document() -> None:
    for disclosures in ([], [document()]):
        batch = Batch.of(disclosures)
        for identity in STANDARD.identities.values():
            assert len(ground(batch, identity, STANDARD)) == 0


def test_amounts_of_a_trillion_stay_exact() -> None:
    grounding = grounded(
        "summary/income-total",
        document(
            income_expenditure_summary={
                "income/total/amount": "100000000000.01",
                "income/current_year_total/amount": "100000000000.00",
            }
        ),
    )
    assert grounding.difference.tolist() == [10_000]
    assert grounding.rounding.tolist() == [True]
