"""The Arrow form and the batch built from it."""

from __future__ import annotations

import numpy as np

from mingzhang.facts.arrow import SCHEMAS, micro, to_tables
from mingzhang.facts.batch import Batch
from mingzhang.facts.model import Disclosure, Evaluation, Fact, FundsRow, Statement


def disclosure(*values: str | None, unit: str = "万元", column: str = "total") -> Disclosure:
    facts = [Fact(code=str(200 + index), column=column, value=value) for index, value in enumerate(values)]
    return Disclosure(statements=[Statement(id="expenditure", currency_unit=unit, facts=facts)])


def test_amounts_are_whole_fen_with_the_half_of_their_last_place() -> None:
    facts = Batch.of([disclosure("125.06", None, "3.50")]).facts
    assert facts.values("fen").tolist() == [125_060_000, 0, 3_500_000]
    assert facts.known("fen").tolist() == [True, False, True]
    assert facts.values("half").tolist() == [5000, 0, 5000]


def test_yuan_printed_to_the_fen_are_exact() -> None:
    facts = Batch.of([disclosure("125.06", "3.50", unit="元")]).facts
    assert facts.values("fen").tolist() == [12506, 350]
    assert facts.values("half").tolist() == [0, 0]


def test_counts_are_themselves() -> None:
    facts = Batch.of([disclosure("29", column="count")]).facts
    assert (facts.values("fen").tolist(), facts.values("half").tolist()) == ([29], [0])


def test_documents_stay_whole_and_in_order() -> None:
    batch = Batch.of([disclosure("1.00"), Disclosure(), disclosure("2.00", "3.00")])
    assert batch.size == 3
    assert batch.facts.document.tolist() == [0, 2, 2]


def test_tables_have_the_published_columns() -> None:
    tables = to_tables([disclosure("1.00")])
    assert {name: table.schema for name, table in tables.items()} == SCHEMAS


def test_forms_take_the_finest_place_that_they_print() -> None:
    form = Evaluation(
        status="complete",
        funds=[FundsRow(source_kind="total", final_budget="100", actual="28.727")],
        total_score="80",
    )
    funds = Batch.of([Disclosure(evaluations=[form])]).funds
    assert funds.values("amount_half").tolist() == [500], "half of 0.001 万元 in millionths"
    assert np.array_equal(funds.values("final_budget_u"), [100_000_000])


def test_micro_is_exact_and_bounded() -> None:
    assert micro("0.000001") == 1
    assert micro("-12.5") == -12_500_000
    assert micro("9" * 30) is None
    assert micro("达成预期指标") is None
