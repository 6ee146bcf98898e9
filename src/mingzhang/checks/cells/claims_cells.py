"""What claims speak of, joined to the printed cells of the same document through integer keys.

Money is whole 分, which is the millionth of a 万元; counts, rates and scores are whole millionths.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np

from mingzhang.checks.cells.claims_addresses import EVALUATION, Addresses
from mingzhang.checks.cells.evaluation_forms import Forms, forms_of
from mingzhang.checks.cells.evaluation_wording import around, exact
from mingzhang.facts.arrow import FUNDS_AMOUNTS, MICRO
from mingzhang.facts.batch import Batch, Ints, Mask, Table
from mingzhang.facts.findings import FindingFact
from mingzhang.identities.grid import grid_of
from mingzhang.kit.amounts import FEN_PER_UNIT, Interval

MONEY, COUNT, RATE, SCORE, RESULT = range(5)
_FACT, _FUNDS, _INDICATOR, _FORM = range(4)
_FUNDS_KINDS = {**dict.fromkeys(FUNDS_AMOUNTS, MONEY), "execution_rate": RATE, "score": SCORE}
_INDICATOR_COLUMNS = {"target": "target", "actual": "actual_result", "score": "score", "weight": "weight"}
_ZERO_HALF = MICRO // 200
"""An amount stated as 0 means zero to two places, whatever its length."""


@dataclass(slots=True)
class _Part:
    """Cells of one table and column: the numbers of their addresses, documents, values and rows."""

    address: Ints
    document: Ints
    value: Ints
    half: Ints
    kind: Ints
    table: int
    column: str
    row: Ints


class Cells:
    """The printed cells that claims may speak of, found by document and address."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.forms: Forms = forms_of(batch)
        self._names: list[tuple[int, str]] = []
        self._part = self._row = self.value = self.half = self.kind = np.empty(0, dtype=np.int64)
        claims = batch.claims
        asked = [claims.words(name) for name in ("about", "base")]
        self.about, self.base = self._look_up(claims.document, *asked)

    def _look_up(self, document: Ints, *asked: tuple[Ints, list[str]]) -> list[Ints]:
        """The cells of addresses (ids and vocabulary) in documents; −1 where the document prints none.

        Takes them in: the facts that are named, and every field of a form that has one of the addresses.
        """
        words = list(dict.fromkeys(word for _, vocabulary in asked for word in vocabulary))
        addresses = Addresses(words)
        numbers = [
            np.asarray([*(addresses.number[word] for word in vocabulary), -1], dtype=np.int64)[ids]
            for ids, vocabulary in asked
        ]
        cells = self._named_facts(addresses, document, numbers)
        if any(word.startswith(f"{EVALUATION}/") for word in words):
            begin = len(self._row)
            parts = [*self._funds(addresses), *self._indicators(addresses), self._totals(addresses)]
            self._take(parts)
            keys = np.concatenate([_key(part.document, part.address) for part in parts])
            order = np.argsort(keys, kind="stable")
            lookup = _Lookup(keys[order], order + begin)
            cells = [
                np.where(found < 0, lookup.cells(document, own), found)
                for found, own in zip(cells, numbers, strict=True)
            ]
        return cells

    def _named_facts(self, addresses: Addresses, document: Ints, numbers: list[Ints]) -> list[Ints]:
        places = addresses.in_grid(grid_of(self.batch))
        facts = [places.facts(document, own) for own in numbers]
        named = np.zeros(len(self.batch.facts), dtype=np.bool_)
        for found in facts:
            named[found[found >= 0]] = True
        rows = np.flatnonzero(named)
        number = np.empty(len(named) + 1, dtype=np.int64)
        number[rows] = np.arange(len(self._row), len(self._row) + len(rows))
        number[-1] = -1
        self._take([self._facts(rows)])
        return [number[found] for found in facts]

    def _take(self, parts: list[_Part]) -> None:
        """Takes in cells: they are numbered on."""
        sizes = [len(part.row) for part in parts]
        numbers = np.arange(len(self._names), len(self._names) + len(parts))
        self._names += [(part.table, part.column) for part in parts]
        self._part = np.concatenate([self._part, np.repeat(numbers, sizes)])
        self._row = np.concatenate([self._row, *(part.row for part in parts)])
        self.value = np.concatenate([self.value, *(part.value for part in parts)])
        self.half = np.concatenate([self.half, *(part.half for part in parts)])
        self.kind = np.concatenate([self.kind, *(part.kind for part in parts)])

    def everywhere(self, addresses: Sequence[str]) -> dict[str, Ints]:
        """For each address, per document of the batch, its cell; −1 where it is not printed."""
        words = list(dict.fromkeys(addresses))
        documents = np.arange(self.batch.size)
        asked = [(np.full(len(documents), at), words) for at in range(len(words))]
        return dict(zip(words, self._look_up(documents, *asked), strict=True))

    def interval(self, cell: int) -> Interval:
        """What the printed cell can stand for (万元, pieces, % or points)."""
        return around(self.value[cell], int(self.half[cell]))

    def quote(self, cell: int) -> FindingFact:
        """The cell as a finding quotes it."""
        table, column = self._names[int(self._part[cell])]
        row = int(self._row[cell])
        if table == _FACT:
            return self.batch.quoted_fact(row)
        if table == _FUNDS:
            return self.forms.quote_funds(row, column)
        if table == _INDICATOR:
            return self.forms.quote_indicator(row, column)
        return self.forms.quote_form(row, column, column)

    @cached_property
    def units(self) -> tuple[Ints, list[str]]:
        """Per cell the unit of its indicator (ids and vocabulary); −1 for every other cell."""
        ids, vocabulary = self.forms.indicators.words("unit")
        chosen = np.full(len(self._row), -1, dtype=np.int64)
        parts = [number for number, (table, _) in enumerate(self._names) if table == _INDICATOR]
        rows = np.isin(self._part, parts)
        chosen[rows] = ids[self._row[rows]]
        return chosen, vocabulary

    def _facts(self, rows: Ints) -> _Part:
        facts = self.batch.facts
        units, vocabulary = facts.words("unit")
        count = np.asarray([*(word == "count" for word in vocabulary), False], dtype=np.bool_)[units[rows]]
        scale = np.where(count, MICRO, 1)
        return _Part(
            np.zeros_like(rows),
            facts.document[rows],
            facts.values("fen")[rows] * scale,
            facts.values("half")[rows] * scale,
            np.where(count, COUNT, MONEY),
            _FACT,
            "value",
            rows,
        )

    def _funds(self, addresses: Addresses) -> Iterator[_Part]:
        table, forms = self.batch.funds, self.forms
        halves = {
            MONEY: forms.amount_half[forms.of_funds],
            RATE: forms.rate_half[forms.of_funds],
            SCORE: forms.score_half[forms.of_funds],
        }
        kinds, vocabulary = table.words("source_kind")
        for column, kind in _FUNDS_KINDS.items():
            fields = [f"funds.{word}.{column}" for word in vocabulary]
            rows, numbers = addresses.of_forms(table, fields, kinds)
            yield self._form_part(table, rows, numbers, column, halves[kind][rows], kind, _FUNDS)

    def _indicators(self, addresses: Addresses) -> Iterator[_Part]:
        table = self.batch.indicators
        ordinals = table.values("ordinal")
        for name, column in _INDICATOR_COLUMNS.items():
            fields = [f"indicators.{ordinal}.{name}" for ordinal in range(int(ordinals.max(initial=-1)) + 1)]
            rows, numbers = addresses.of_forms(table, fields, ordinals)
            kind = SCORE if name in ("score", "weight") else RESULT
            yield self._form_part(table, rows, numbers, column, np.zeros_like(rows), kind, _INDICATOR)

    def _totals(self, addresses: Addresses) -> _Part:
        table = self.batch.evaluations
        rows, numbers = addresses.of_forms(table, ["total_score"], np.zeros(len(table), dtype=np.int64))
        half = self.forms.score_half[rows]
        return self._form_part(table, rows, numbers, "total_score", half, SCORE, _FORM)

    def _form_part(
        self, table: Table, rows: Ints, numbers: Ints, column: str, half: Ints, kind: int, source: int
    ) -> _Part:
        values, known = table.number(column)
        kinds = np.full(len(rows), kind, dtype=np.int64)
        part = _Part(numbers, table.document[rows], values[rows], half, kinds, source, column, rows)
        return _only(part, known[rows])


def _only(part: _Part, known: Mask) -> _Part:
    """The cells of a part that are known."""
    for name in ("address", "document", "value", "half", "kind", "row"):
        setattr(part, name, getattr(part, name)[known])
    return part


def _key(document: Ints, address: Ints) -> Ints:
    return document * (1 << 31) + address


@dataclass(frozen=True, slots=True)
class _Lookup:
    """Cells in the order of (document, number of their address)."""

    keys: Ints
    order: Ints

    def cells(self, document: Ints, address: Ints) -> Ints:
        """The first cell of each document with each address; −1 where there is none."""
        if not len(self.keys):
            return np.full(len(document), -1, dtype=np.int64)
        keys = _key(document, address)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where((self.keys[at] == keys) & (address >= 0), self.order[at], -1)


class Stated:
    """The claims of a batch: their values in 万元 (millionths) or millionths of their unit, and cells."""

    def __init__(self, batch: Batch) -> None:
        self.batch, self.table = batch, batch.claims
        self._masks: dict[tuple[str, ...], Mask] = {}
        self.cells = Cells(batch)
        self.about, self.base = self.cells.about, self.cells.base
        raw, self.known = self.table.number("value")
        self.money = self.table.is_word("unit", *FEN_PER_UNIT)
        up, down = self._scales()
        self.value = raw * up // down
        half = self.table.values("value_half")
        half = np.where((raw == 0) & self.money, np.minimum(half, _ZERO_HALF), half)
        self.half = np.asarray(-(-half * up // down), dtype=np.int64)
        self.unresolved: Mask = self.table.words("about")[0] < 0
        self.of_form: Mask = self.starts_with("about", "evaluation/")

    @cached_property
    def sign(self) -> Ints:
        """+1 for an increase, −1 for a decrease, 0 where the direction is not said."""
        up, down = (self.table.is_word("direction", word) for word in ("increase", "decrease"))
        return up.astype(np.int64) - down.astype(np.int64)

    def _scales(self) -> tuple[Ints, Ints]:
        """Factors from the printed unit of money to 万元 (1 for other units)."""
        ids, vocabulary = self.table.words("unit")
        wan = FEN_PER_UNIT["万元"]
        up = [max(1, FEN_PER_UNIT.get(word, wan) // wan) for word in vocabulary] + [1]
        down = [max(1, wan // FEN_PER_UNIT.get(word, wan)) for word in vocabulary] + [1]
        return np.asarray(up, dtype=np.int64)[ids], np.asarray(down, dtype=np.int64)[ids]

    def starts_with(self, column: str, prefix: str) -> Mask:
        """Claims whose `about` or `base` begins with `prefix`; not to be written to."""
        if (column, prefix) not in self._masks:
            ids, words = self.table.words(column)
            named = np.asarray([*(word.startswith(prefix) for word in words), False], dtype=np.bool_)
            found = self._masks[column, prefix] = named[ids]
            found.flags.writeable = False
        return self._masks[column, prefix]

    def measured(self, *measures: str) -> Mask:
        """Claims of these measures with a readable value; not to be written to."""
        if measures not in self._masks:
            found = self._masks[measures] = self.table.is_word("measure", *measures) & self.known
            found.flags.writeable = False
        return self._masks[measures]

    def interval(self, row: int) -> Interval:
        """What the stated number can stand for, in 万元 or its own unit."""
        return around(self.value[row], int(self.half[row]))

    def quote(self, row: int) -> FindingFact:
        """The claim as a finding quotes it: what it speaks of, the number, its place."""
        table = self.table
        return FindingFact(
            statement="explanation",
            label=table.text("subject", row),
            column=table.text("measure", row),
            field=table.text("section", row),
            value=table.text("value", row),
            source=table.source(row),
        )

    def words(self, row: int) -> dict[str, str]:
        """What messages say of a claim."""
        text = self.table.text
        return {
            "subject": text("subject", row) or "该数",
            "value": text("value", row) or "",
            "unit": text("unit", row) or "",
            "section": text("section", row) or "",
        }

    def in_own_unit(self, row: int, amount: Any) -> Any:
        """An amount in 万元 as the claim's own unit of money."""
        unit = self.table.text("unit", row) or ""
        return amount * FEN_PER_UNIT["万元"] / FEN_PER_UNIT[unit] if unit in FEN_PER_UNIT else amount

    def printed(self, row: int) -> Any:
        """The stated number, exact, in 万元 or its own unit."""
        return exact(self.value[row])


def stated(batch: Batch) -> Stated:
    """The batch's claims, joined once."""
    if "stated" not in batch.memo:
        batch.memo["stated"] = Stated(batch)
    return cast(Stated, batch.memo["stated"])
