"""Some rows of a table of a batch, as a table of its own."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from mingzhang.facts.model import Source
from mingzhang.facts.table import Ints, Mask, Rows, Table


class _SomeRows:
    """Some rows of a table, taken column by column."""

    def __init__(self, rows: Rows, chosen: Ints) -> None:
        self.column_names = rows.column_names
        self._rows, self._chosen = rows, pa.array(chosen)

    def column(self, name: str) -> Any:
        return self._rows.column(name).take(self._chosen)


class PartOfTable(Table):
    """Some rows of a table, those of some documents, which are counted anew."""

    def __init__(self, whole: Table, chosen: Ints, document: Ints) -> None:
        super().__init__(_SomeRows(whole.rows, chosen), document)
        self._whole, self._chosen = whole, chosen

    def number(self, name: str) -> tuple[Ints, Mask]:
        """An integer column as (values, known)."""
        if name not in self._numbers:
            values, known = self._whole.number(name)
            self._numbers[name] = values[self._chosen], known[self._chosen]
        return self._numbers[name]

    def words(self, name: str) -> tuple[Ints, list[str]]:
        """A word column as (ids, vocabulary); −1 where there is none."""
        if name not in self._words:
            ids, vocabulary = self._whole.words(name)
            self._words[name] = ids[self._chosen], vocabulary
        return self._words[name]

    def text(self, name: str, row: int) -> str | None:
        """One text cell."""
        return self._whole.text(name, int(self._chosen[row]))

    def texts(self, name: str, rows: Ints) -> list[str | None]:
        """Text cells of many rows at once."""
        return self._whole.texts(name, self._chosen[rows])

    def source(self, row: int) -> Source:
        """The place of a row."""
        return self._whole.source(int(self._chosen[row]))

    def sources(self, rows: Ints) -> list[Source]:
        """The places of many rows at once."""
        return self._whole.sources(self._chosen[rows])
