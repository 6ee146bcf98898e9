"""The evaluation forms of a batch, indexed: which rows belong to which form, and what may be judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np

from mingzhang.checks.outcome import Outcome
from mingzhang.facts.arrow import MICRO
from mingzhang.facts.batch import Batch, Ints, Mask, Table
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Source

CENTI = MICRO // 200
"""Half of 0.01: amounts in 万元 stand at two places at least, so a bare integer is exact to 0.01."""


class _Index:
    """Rows by owner, found without going through all of them."""

    def __init__(self, owner: Ints, count: int) -> None:
        self._order = np.argsort(owner, kind="stable")
        self._starts = np.searchsorted(owner[self._order], np.arange(count + 1))

    def rows(self, owner: int) -> list[int]:
        found = self._order[self._starts[owner] : self._starts[owner + 1]]
        return [int(row) for row in found]


class Forms:
    """Every form of the batch by its row in the table `evaluations`."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.table = batch.evaluations
        self.funds = batch.funds
        self.indicators = batch.indicators
        self.count = len(self.table)
        keys = self._keys(self.table)
        self._order = np.argsort(keys, kind="stable")
        self._sorted = keys[self._order]
        self.of_funds = self._form_of(self.funds)
        self.of_indicators = self._form_of(self.indicators)
        self.complete: Mask = self.table.is_word("status", "complete")
        self.document = self.table.document
        self._funds_index = _Index(self.of_funds, self.count)
        self._indicators_index = _Index(self.of_indicators, self.count)
        self.total_row = self._total_rows()
        self.amount_half = np.minimum(self.table.values("amount_half"), CENTI)
        self.rate_half = self.table.values("rate_half")
        self.score_half = self.table.values("score_half")

    def _keys(self, table: Table) -> Ints:
        return table.document * (1 << 32) + table.values("evaluation")

    def _form_of(self, table: Table) -> Ints:
        if not self.count:
            return np.zeros(len(table), dtype=np.int64)
        return self._order[np.searchsorted(self._sorted, self._keys(table))]

    def _total_rows(self) -> Ints:
        """Per form its row of total funds, else its only row; -1 where neither exists."""
        chosen = np.full(self.count, -1, dtype=np.int64)
        rows = np.arange(len(self.funds))
        alone = np.bincount(self.of_funds, minlength=self.count) == 1
        single = rows[alone[self.of_funds]] if self.count else rows
        chosen[self.of_funds[single]] = single
        total = rows[self.funds.is_word("source_kind", "total")][::-1]
        chosen[self.of_funds[total]] = total
        return chosen

    @property
    def is_total(self) -> Mask:
        """Funds rows that speak for the whole project."""
        mask = np.zeros(len(self.funds), dtype=np.bool_)
        mask[self.total_row[self.total_row >= 0]] = True
        return mask

    def funds_complete(self) -> Mask:
        """Funds rows of complete forms."""
        return self.complete[self.of_funds] if self.count else np.zeros(0, dtype=np.bool_)

    def indicators_complete(self) -> Mask:
        """Indicator rows of complete forms."""
        return self.complete[self.of_indicators] if self.count else np.zeros(0, dtype=np.bool_)

    def funds_of(self, form: int) -> list[int]:
        """The funds rows of a form, in printed order."""
        return self._funds_index.rows(form)

    def indicators_of(self, form: int) -> list[int]:
        """The indicator rows of a form, in printed order."""
        return self._indicators_index.rows(form)

    def project_value(self, column: str) -> tuple[Ints, Mask]:
        """A funds column of each form's total row, per form, with what is known."""
        values, known = self.funds.number(column)
        present = self.total_row >= 0
        taken = np.where(present, self.total_row, 0)
        if not len(values):
            return np.zeros(self.count, dtype=np.int64), np.zeros(self.count, dtype=np.bool_)
        return values[taken] * present, known[taken] & present

    def leave_out(self, outcome: Outcome) -> None:
        """Forms without results and fragments are not judged, and counted."""
        status, vocabulary = self.table.words("status")
        for number, word in enumerate(vocabulary):
            if word == "blank":
                why = "空白表（没有填报结果）", "the form is blank (no results)"
            elif word == "fragment":
                why = "自评表残缺", "only a fragment of the form survives"
            else:
                continue
            outcome.miss_each(self.document[status == number], *why)

    def quote_funds(self, row: int, column: str) -> FindingFact:
        """A cell of the funds table as a finding quotes it."""
        kind = self.funds.text("source_kind", row)
        field = f"funds.{kind}.{column}"
        fact = self.batch.quoted_field(self.funds, row, field, self.funds.text(column, row))
        fact.label = self.funds.text("label", row)
        return fact

    def quote_indicator(self, row: int, column: str) -> FindingFact:
        """A cell of an indicator as a finding quotes it; its label is the indicator's name."""
        table = self.indicators
        name = "actual" if column == "actual_result" else column
        field = f"indicators.{table.values('ordinal')[row]}.{name}"
        fact = self.batch.quoted_field(table, row, field, table.text(column, row))
        fact.label = table.text("level3", row)
        return fact

    def quote_form(self, form: int, field: str, column: str | None = None) -> FindingFact:
        """Total or grade of a form, at the line that prints them."""
        value = None if column is None else self.table.text(column, form)
        fact = self.batch.quoted_field(self.table, form, field, value)
        fact.source = self.total_source(form)
        return fact

    def total_source(self, form: int) -> Source:
        """Where total and grade are printed."""
        line = self.table.rows.column("total_line")[form].as_py()
        return Source(line=line, page=self.table.source(form).page)

    def project(self, form: int) -> str:
        """The project's name for a message."""
        return self.table.text("project", form) or "（项目名缺失）"


def forms_of(batch: Batch) -> Forms:
    """The batch's forms, indexed once."""
    if "forms" not in batch.memo:
        batch.memo["forms"] = Forms(batch)
    return cast(Forms, batch.memo["forms"])


def sums(owner: Ints, values: Ints, count: int) -> Ints:
    """Sum of `values` per form. Exact below 2^53, far above any sum of points or 万元 in millionths."""
    return np.rint(np.bincount(owner, weights=values, minlength=count)).astype(np.int64)


def counts(owner: Ints, mask: Mask, count: int) -> Ints:
    """How many rows of each form are in `mask`."""
    return np.bincount(owner[mask], minlength=count)


def same_as_total(forms: Forms, columns: Sequence[str]) -> Mask:
    """Level rows that repeat their form's total row in `columns`: one breach there is one finding."""
    if not len(forms.funds):
        return np.zeros(0, dtype=np.bool_)
    total = forms.total_row[forms.of_funds]
    repeated: Mask = (total >= 0) & (total != np.arange(len(total)))
    for column in columns:
        values, known = forms.funds.number(column)
        repeated &= (values == values[total]) & (known == known[total])
    return repeated
