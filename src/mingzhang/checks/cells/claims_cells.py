"""What claims speak of, joined to the printed cells of the same document through integer keys.

Money is whole 分, which is the millionth of a 万元; counts, rates and scores are whole millionths.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingzhang.checks.cells.evaluation_forms import Forms, forms_of
from mingzhang.checks.cells.evaluation_wording import around, exact
from mingzhang.facts.arrow import FUNDS_AMOUNTS, MICRO
from mingzhang.facts.batch import Batch, Ints, Mask, Table
from mingzhang.facts.findings import FindingFact
from mingzhang.kit.amounts import FEN_PER_UNIT, Interval

MONEY, COUNT, RATE, SCORE, RESULT = range(5)
_FACT, _FUNDS, _INDICATOR, _FORM = range(4)
_FUNDS_KINDS = {**dict.fromkeys(FUNDS_AMOUNTS, MONEY), "execution_rate": RATE, "score": SCORE}
_INDICATOR_COLUMNS = {"target": "target", "actual": "actual_result", "score": "score", "weight": "weight"}
_ZERO_HALF = MICRO // 200
"""An amount stated as 0 means zero to two places, whatever its length."""


@dataclass(slots=True)
class _Part:
    """Cells of one table and column: their addresses, documents, values and rows."""

    address: pa.Array
    document: Ints
    value: Ints
    half: Ints
    kind: Ints
    table: int
    column: str
    row: Ints


class Cells:
    """Every printed cell that a claim may speak of, found by document and address."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.forms: Forms = forms_of(batch)
        parts = [self._facts(), *self._funds(), *self._indicators(), self._totals()]
        self._names = [(part.table, part.column) for part in parts]
        sizes = [len(part.row) for part in parts]
        self._part = np.repeat(np.arange(len(parts)), sizes)
        self._row = np.concatenate([part.row for part in parts])
        self.value = np.concatenate([part.value for part in parts])
        self.half = np.concatenate([part.half for part in parts])
        self.kind = np.concatenate([part.kind for part in parts])
        document = np.concatenate([part.document for part in parts])
        address = pa.concat_arrays([part.address for part in parts]).dictionary_encode()
        self._vocabulary = address.dictionary
        keys = self._key(document, pc.fill_null(address.indices, -1).to_numpy(zero_copy_only=False))
        self._order = np.argsort(keys, kind="stable")
        self._sorted = keys[self._order]

    def _key(self, document: Ints, address: Ints) -> Ints:
        return document * (1 << 31) + address.astype(np.int64)

    def find(self, column: str) -> Ints:
        """Per claim the cell that `about` or `base` names; −1 where the document prints none."""
        ids, vocabulary = self.batch.claims.words(column)
        places = pc.index_in(pa.array(vocabulary, pa.string()), value_set=self._vocabulary)
        known = pc.fill_null(places, -2).to_numpy(zero_copy_only=False).astype(np.int64)
        wanted = np.append(known, -2)[ids]
        keys = self._key(self.batch.claims.document, wanted)
        if not len(self._sorted):
            return np.full(len(keys), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self._sorted, keys), len(self._sorted) - 1)
        found = (self._sorted[at] == keys) & (wanted >= 0)
        return np.where(found, self._order[at], -1)

    def everywhere(self, address: str) -> Ints:
        """Per document of the batch the cell with this address; −1 where it is not printed."""
        documents = np.arange(self.batch.size)
        place = pc.index_in(pa.scalar(address), value_set=self._vocabulary).as_py()
        if place is None or not len(self._sorted):
            return np.full(len(documents), -1, dtype=np.int64)
        keys = self._key(documents, np.full(len(documents), place, dtype=np.int64))
        at = np.minimum(np.searchsorted(self._sorted, keys), len(self._sorted) - 1)
        return np.where(self._sorted[at] == keys, self._order[at], -1)

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

    def _facts(self) -> _Part:
        facts = self.batch.facts
        words = [_strings(facts, name) for name in ("statement", "side", "code", "column")]
        full = _joined(*words)
        figure = facts.is_word("statement", "figures")
        address = pc.if_else(pa.array(figure), _joined(words[0], words[2]), full)
        count = facts.is_word("unit", "count")
        scale = np.where(count, MICRO, 1)
        return self._part_of(
            facts,
            address,
            facts.number("fen")[0] * scale,
            facts.known("fen"),
            facts.values("half") * scale,
            np.where(count, COUNT, MONEY),
            _FACT,
            "value",
        )

    def _funds(self) -> list[_Part]:
        table, forms = self.batch.funds, self.forms
        halves = {
            MONEY: forms.amount_half[forms.of_funds],
            RATE: forms.rate_half[forms.of_funds],
            SCORE: forms.score_half[forms.of_funds],
        }
        parts = []
        for column, kind in _FUNDS_KINDS.items():
            field = _joined(pa.scalar("funds"), _strings(table, "source_kind"), pa.scalar(column), sign=".")
            parts.append(self._evaluation_part(table, field, column, column, halves[kind], kind, _FUNDS))
        return parts

    def _indicators(self) -> list[_Part]:
        table = self.batch.indicators
        ordinal = pc.cast(table.rows.column("ordinal").combine_chunks(), pa.string())
        nothing = np.zeros(len(table), dtype=np.int64)
        return [
            self._evaluation_part(
                table,
                _joined(pa.scalar("indicators"), ordinal, pa.scalar(name), sign="."),
                column,
                column,
                nothing,
                SCORE if name in ("score", "weight") else RESULT,
                _INDICATOR,
            )
            for name, column in _INDICATOR_COLUMNS.items()
        ]

    def _totals(self) -> _Part:
        table = self.batch.evaluations
        field = pa.array(["total_score"] * len(table), pa.string())
        return self._evaluation_part(
            table, field, "total_score", "total_score", self.forms.score_half, SCORE, _FORM
        )

    def _evaluation_part(
        self,
        table: Table,
        field: Any,
        column: str,
        name: str,
        half: Ints,
        kind: int,
        source: int,
    ) -> _Part:
        project = _strings(table, "project")
        address = _joined(pa.scalar("evaluation"), project, field)
        values, known = table.number(column)
        known = known & table.filled("project")
        kinds = np.full(len(table), kind, dtype=np.int64)
        return self._part_of(table, address, values, known, half, kinds, source, name)

    def _part_of(
        self,
        table: Table,
        address: Any,
        values: Ints,
        known: Mask,
        half: Ints,
        kind: Ints,
        source: int,
        column: str,
    ) -> _Part:
        rows = np.flatnonzero(known)
        texts = pc.take(address, pa.array(rows, pa.int64()))
        if isinstance(texts, pa.ChunkedArray):
            texts = texts.combine_chunks()
        return _Part(texts, table.document[rows], values[rows], half[rows], kind[rows], source, column, rows)


def _strings(table: Table, name: str) -> Any:
    column = pc.cast(table.rows.column(name), pa.string())
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _joined(*parts: Any, sign: str = "/") -> Any:
    return pc.binary_join_element_wise(*parts, sign, null_handling="skip")


class Stated:
    """The claims of a batch: their values in 万元 (millionths) or millionths of their unit, and cells."""

    def __init__(self, batch: Batch) -> None:
        self.batch, self.table = batch, batch.claims
        self.cells = Cells(batch)
        self.about, self.base = self.cells.find("about"), self.cells.find("base")
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
        """Claims whose `about` or `base` begins with `prefix`."""
        ids, vocabulary = self.table.words(column)
        matches = pc.starts_with(pa.array(vocabulary, pa.string()), prefix)
        return np.append(matches.to_numpy(zero_copy_only=False).astype(np.bool_), False)[ids]

    def measured(self, *measures: str) -> Mask:
        """Claims of these measures with a readable value."""
        return np.asarray(self.table.is_word("measure", *measures) & self.known, dtype=np.bool_)

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
