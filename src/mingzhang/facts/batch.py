"""A batch of whole documents as columns: what cell rules compute on.

Built from the Arrow tables of `facts.arrow`; a desk check is a batch of one document. Numbers are
NumPy int64 (分 or millionths) with a mask of what is known; texts stay in Arrow and are read only
for the few rows that a finding quotes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from mingzhang.facts.arrow import to_tables
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Disclosure
from mingzhang.facts.part_of_table import PartOfTable
from mingzhang.facts.table import Ints, Mask, Rows, Table

__all__ = ["Batch", "Ints", "Mask", "Rows", "Table"]


class Batch:
    """Whole documents as columns. `documents` are their names, in order."""

    def __init__(self, documents: Sequence[str], tables: Mapping[str, Table]) -> None:
        self.documents: list[str] = list(documents)
        self._tables = dict(tables)
        self.memo: dict[str, object] = {}
        """What several rules derive from the batch and share (indexes of its rows), by name."""

    @classmethod
    def of(cls, disclosures: Sequence[Disclosure]) -> Batch:
        """A batch of disclosures in memory, named by position."""
        tables = {
            name: Table(rows, np.asarray(rows.column("document").to_numpy(), dtype=np.int64))
            for name, rows in to_tables(disclosures).items()
        }
        return cls([str(index) for index in range(len(disclosures))], tables)

    @property
    def size(self) -> int:
        """The number of documents."""
        return len(self.documents)

    def table(self, name: str) -> Table:
        """One of `facts.arrow.SCHEMAS`."""
        return self._tables[name]

    @cached_property
    def facts(self) -> Table:
        """Printed figures of the statements (and of the explanation, as statement `figures`)."""
        return self.table("facts")

    @cached_property
    def statements(self) -> Table:
        """The statements that each document has."""
        return self.table("statements")

    @cached_property
    def evaluations(self) -> Table:
        """Evaluation forms."""
        return self.table("evaluations")

    @cached_property
    def funds(self) -> Table:
        """Rows of the funds tables; `evaluation` is the form's index in its document."""
        return self.table("funds")

    @cached_property
    def indicators(self) -> Table:
        """Indicator rows; `evaluation` is the form's index in its document."""
        return self.table("indicators")

    @cached_property
    def claims(self) -> Table:
        """Numbers stated in prose."""
        return self.table("claims")

    def part(self, documents: Ints, *tables: str) -> Batch:
        """Some of the documents (positions, ascending), with these tables only."""
        place = np.full(self.size, -1, dtype=np.int64)
        place[documents] = np.arange(len(documents))
        parts: dict[str, Table] = {}
        for name in tables:
            whole = self._tables[name]
            chosen = np.flatnonzero(place[whole.document] >= 0)
            parts[name] = PartOfTable(whole, chosen, place[whole.document[chosen]])
        return Batch([self.documents[at] for at in documents.tolist()], parts)

    def quoted_fact(self, row: int) -> FindingFact:
        """A statement cell as a finding quotes it."""
        return self.quoted_facts(np.asarray([row]))[0]

    def quoted_facts(self, rows: Ints) -> list[FindingFact]:
        """Statement cells as findings quote them."""
        facts = self.facts
        names = ("statement", "side", "code", "label", "column", "value")
        texts = [facts.texts(name, rows) for name in names]
        return [
            FindingFact(**dict(zip(names, cell, strict=True)), source=source)
            for *cell, source in zip(*texts, facts.sources(rows), strict=True)
        ]

    def quoted_field(self, table: Table, row: int, field: str, value: str | None) -> FindingFact:
        """A field of an evaluation form (`funds.total.carryover`, `indicators.3.score`) as quoted."""
        return FindingFact(
            statement="evaluation",
            project=table.text("project", row),
            field=field,
            value=value,
            source=table.source(row),
        )
