"""Stated amounts, counts and results against the cells they speak of, and against one another."""

from __future__ import annotations

import numpy as np

from mingzhang.checks.cells.alike import alike
from mingzhang.checks.cells.claims_cells import COUNT, MONEY, RATE, RESULT, Stated, stated
from mingzhang.checks.cells.evaluation_budget import FUNDS_NAMES
from mingzhang.checks.cells.evaluation_wording import exact, place_of, said
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.batch import Batch, Ints, Mask
from mingzhang.kit.amounts import FEN_PER_UNIT
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


def unresolved(found: Stated, asked: Mask, outcome: Outcome) -> None:
    """Counts claims whose cell is unknown or not printed in the document as not run."""
    documents = found.table.document
    outcome.miss_each(
        documents[asked & found.unresolved], "说的是哪个数无法确定", "what the number is said of is unknown"
    )
    outcome.miss_each(
        documents[asked & ~found.unresolved & (found.about < 0)],
        "文中没有所说的数",
        "the cell it speaks of is not printed",
    )


def _compare(found: Stated, ready: Mask, outcome: Outcome) -> list[int]:
    """Counts what holds exactly or by rounding; the rows whose intervals do not meet."""
    cells = found.cells
    at = np.maximum(found.about, 0)
    gap = np.abs(found.value - cells.value[at]) if len(cells.value) else np.zeros(len(at), dtype=np.int64)
    slack = found.half + (cells.half[at] if len(cells.half) else 0)
    documents = found.table.document
    outcome.hold_each(documents[ready & (gap == 0)])
    outcome.round_each(documents[ready & (gap > 0) & (gap <= slack)])
    return [int(row) for row in np.flatnonzero(ready & (gap > slack))]


def _against_cell(found: Stated, row: int) -> Breach:
    at = int(found.about[row])
    cell = found.cells.quote(at)
    wanted = exact(found.cells.value[at])
    expected = said(found.in_own_unit(row, wanted))
    field = (cell.field or "").rpartition(".")[2]
    named = {"subject": FUNDS_NAMES[field]} if field in FUNDS_NAMES else {}
    return Breach(
        values={
            **found.words(row),
            **named,
            "expected": expected,
            "cell": cell.value or "",
            "label": cell.label or "",
            "project": cell.project or "",
            "place": place_of(cell.source),
        },
        facts=[found.quote(row), cell],
        printed=found.table.text("value", row),
        expected=expected,
        difference=said(found.in_own_unit(row, found.printed(row) - wanted)),
        document=int(found.table.document[row]),
    )


def _of_kind(found: Stated, *kinds: int) -> Mask:
    if not len(found.cells.kind):
        return np.zeros(len(found.about), dtype=np.bool_)
    chosen = np.isin(found.cells.kind[np.maximum(found.about, 0)], kinds)
    return np.asarray(chosen & (found.about >= 0), dtype=np.bool_)


@cell_check("claim_amount")
def amount(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """An amount of the explanation = the statement cell it speaks of; the claim rounds by its own place."""
    found, outcome = stated(batch), Outcome(batch.size)
    asked = found.measured("amount") & found.money & ~found.of_form & ~_in_form(found)
    unresolved(found, asked, outcome)
    ready = asked & _of_kind(found, MONEY) & ~_figure(found)
    for row in _compare(found, ready, outcome):
        outcome.breach(_against_cell(found, row))
    return outcome


def _in_form(found: Stated) -> Mask:
    """Claims of the texts under and in the forms."""
    ids, vocabulary = found.table.words("section")
    named = [word.startswith(("analysis.", "funds.", "completion", "goal")) for word in vocabulary]
    return np.asarray([*named, False], dtype=np.bool_)[ids]


def _figure(found: Stated) -> Mask:
    """Claims of figures that no statement prints: they are compared with one another."""
    return found.starts_with("about", "figures/")


@cell_check("claim_count")
def count(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """A number of pieces (vehicles, equipment) = the statement cell it speaks of."""
    found, outcome = stated(batch), Outcome(batch.size)
    asked = found.measured("count") & ~found.of_form & ~_figure(found) & ~_in_form(found)
    unresolved(found, asked, outcome)
    for row in _compare(found, asked & _of_kind(found, COUNT), outcome):
        outcome.breach(_against_cell(found, row))
    return outcome


@cell_check("claim_two_amounts")
def two_amounts(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """The same figure of the same year, stated twice in the explanation, is the same amount or count."""
    found, outcome = stated(batch), Outcome(batch.size)
    ready = found.measured("amount", "count") & _figure(found) & ~_in_form(found)
    first = _first_alike(found, ready)
    again = ready & (first >= 0) & (first != np.arange(len(first)))
    outcome.hold_each(found.table.document[ready & ~again])
    at = np.maximum(first, 0)
    gap, slack = np.abs(found.value - found.value[at]), found.half + found.half[at]
    outcome.hold_each(found.table.document[again & (gap == 0)])
    outcome.round_each(found.table.document[again & (gap > 0) & (gap <= slack)])
    for row in np.flatnonzero(again & (gap > slack)).tolist():
        other = int(first[row])
        facts = [found.quote(row), found.quote(other)]
        wanted = said(found.in_own_unit(row, found.printed(other)))
        outcome.breach(
            Breach(
                values={**found.words(row), "expected": wanted, "place": place_of(facts[1].source)},
                facts=facts,
                printed=facts[0].value,
                expected=wanted,
                difference=said(found.in_own_unit(row, found.printed(row) - found.printed(other))),
                document=int(found.table.document[row]),
            )
        )
    return outcome


def _first_alike(found: Stated, chosen: Mask) -> Ints:
    """For each chosen claim the first chosen one of the same document, cell and year."""
    table = found.table
    rows = np.flatnonzero(chosen)
    first = np.full(len(chosen), -1, dtype=np.int64)
    if len(rows):
        columns = (table.document, table.words("about")[0], table.values("year"), found.money)
        index, which = alike([column[rows].astype(np.int64, copy=False) for column in columns])
        first[rows] = rows[index[which]]
    return first


@cell_check("claim_form_amount")
def form_amount(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Budget, actual and execution rate in a form's texts = the form's own funds table."""
    found, outcome = stated(batch), Outcome(batch.size)
    money = found.measured("amount") & found.money & _of_kind(found, MONEY)
    rates = found.measured("completion", "rate") & _of_kind(found, RATE)
    asked = found.measured("amount", "completion") & _in_form(found)
    unresolved(found, asked, outcome)
    for row in _compare(found, found.of_form & (money | rates), outcome):
        outcome.breach(_against_cell(found, row))
    return outcome


@cell_check("claim_form_result")
def form_result(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Targets and results told in a form's texts = the form's indicators, where the units agree."""
    found, outcome = stated(batch), Outcome(batch.size)
    asked = found.measured("count", "rate", "amount") & found.of_form & _of_kind(found, RESULT)
    unresolved(found, found.measured("count", "rate") & _in_form(found), outcome)
    comparable = asked & _same_unit(found, asked)
    outcome.miss_each(found.table.document[asked & ~comparable], "单位不同，无法比较", "units differ")
    told = _told_beside(found, comparable)
    for row in _compare(found, comparable & ~told, outcome):
        outcome.breach(_against_cell(found, row))
    return outcome


def _told_beside(found: Stated, asked: Mask) -> Mask:
    """Further numbers of a list (“分别为…”) of which another one is the indicator's: not said of it."""
    table, at = found.table, np.maximum(found.about, 0)
    if not asked.any():
        return asked
    meets = asked & (np.abs(found.value - found.cells.value[at]) <= found.half + found.cells.half[at])
    _, which = alike([table.document, found.about, table.values("line")])
    settled = np.bincount(which, weights=meets) > 0
    return np.asarray(asked & settled[which] & ~meets, dtype=np.bool_)


def _same_unit(found: Stated, asked: Mask) -> Mask:
    """Claims in the unit of their indicator; money is compared in 万元."""
    ids, vocabulary = found.table.words("unit")
    cell_units, names = found.cells.units
    places = {name: place for place, name in enumerate(names)}
    alike = [places.get("万元" if word in FEN_PER_UNIT else word, -2) for word in vocabulary] + [-2]
    if not len(cell_units):
        return np.zeros(len(ids), dtype=np.bool_)
    same = np.asarray(alike, dtype=np.int64)[ids] == cell_units[np.maximum(found.about, 0)]
    return np.asarray(asked & same, dtype=np.bool_)
