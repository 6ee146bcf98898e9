"""Sums of selected cells per document, with what rounding can move: what statement rules compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mingzhang.checks.cells.amounts import COUNT, Sum
from mingzhang.checks.cells.places import statement_name
from mingzhang.checks.outcome import Outcome
from mingzhang.facts.batch import Batch, Ints, Mask
from mingzhang.facts.findings import FindingFact
from mingzhang.identities.cells import Cells, cells_of
from mingzhang.standard.data import converted
from mingzhang.standard.identities import Term
from mingzhang.standard.load import Standard


@dataclass(slots=True)
class Sums:
    """Per document: the sum in 分 (or pieces), half its rounding, whether all is legible, how many cells."""

    fen: Ints
    half: Ints
    legible: Mask
    cells: Ints
    rows: Ints
    """The facts summed, of all documents."""


def terms_of(value: Any) -> list[Term]:
    """Terms written in a rule's parameters, as identities write them."""
    return converted(value, list[Term])


def sums_of(cells: Cells, terms: Sequence[Term]) -> Sums:
    """The sum of the terms in every document; what is absent or blank adds nothing."""
    size = cells.documents
    sums = Sums(
        np.zeros(size, dtype=np.int64),
        np.zeros(size, dtype=np.int64),
        np.ones(size, dtype=np.bool_),
        np.zeros(size, dtype=np.int64),
        np.concatenate([cells.select(term) for term in terms]),
    )
    for term in terms:
        rows = cells.select(term)
        document = cells.document[rows]
        np.add.at(sums.fen, document, term.coefficient * cells.fen[rows])
        np.add.at(sums.half, document, abs(term.coefficient) * cells.half[rows])
        np.add.at(sums.cells, document, 1)
        sums.legible[document[~cells.known[rows]]] = False
    return sums


def runnable(
    batch: Batch, terms: Sequence[Term], legible: Mask, outcome: Outcome, standard: Standard
) -> Mask:
    """Documents that have every statement of the terms, all legible; the others are noted as not run."""
    cells = cells_of(batch)
    ready = np.ones(batch.size, dtype=np.bool_)
    for statement in dict.fromkeys(term.statement for term in terms):
        absent = ready & ~cells.present(statement)
        name = statement_name(standard, statement)
        outcome.miss_each(np.flatnonzero(absent), f"没有{name.zh}", f"the document has no “{name.en}”")
        ready &= ~absent
    outcome.miss_each(np.flatnonzero(ready & ~legible), "有数字无法辨认", "a figure could not be read")
    return np.asarray(ready & legible)


def quoted(batch: Batch, rows: Ints, document: int) -> list[FindingFact]:
    """The cells of one document among `rows`, as a finding quotes them."""
    own = rows[batch.facts.document[rows] == document]
    return [batch.quoted_fact(int(row)) for row in own]


def written(batch: Batch, rows: Ints, document: int, fen: int) -> tuple[str, str]:
    """(a sum as findings write it, its unit): in the unit and with the places of its cells."""
    own = rows[batch.facts.document[rows] == document]
    unit = (batch.facts.text("unit", int(own[0])) if len(own) else None) or "万元"
    values = [batch.facts.text("value", int(row)) for row in own]
    if any(batch.facts.text("unit", int(row)) != unit for row in own) and unit == COUNT:
        unit = "万元"
    return Sum(unit, values).said(fen), unit
