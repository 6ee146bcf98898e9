"""Whole documents of the lake → their findings and checks: what every engine calls, wherever it runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from mingzhang.checks.run import every_rule
from mingzhang.corpus.batches import READ, batch_of
from mingzhang.corpus.checking.cells import cell_answers
from mingzhang.corpus.checking.documents import Ruling
from mingzhang.corpus.checking.renewal import Before, renew
from mingzhang.corpus.files import by_document
from mingzhang.corpus.rows import LazyRows, encoded_column, positions
from mingzhang.corpus.rule_hash import rule_hashes
from mingzhang.corpus.store.partition import Partition
from mingzhang.facts.batch import Ints, Rows
from mingzhang.kit.language import Language
from mingzhang.standard.load import load_standard

Tables = Callable[[str], Rows]
"""A table of the lake by its name, with the rows of certain documents, in their order."""


@cache
def ruling_of(folder: str, language: Language) -> Ruling | None:
    """The rules for documents of a partition; None where they could not be read, so that nothing is known."""
    standard = Partition.of_folder(folder).standard
    if standard is None:
        return None
    country, _, year = standard.partition("/")
    found = load_standard(country, int(year))
    rules = every_rule(found)
    return Ruling(found, rules, rule_hashes(rules, found), language)


def check_documents(documents: Sequence[str], tables: Tables, ruling: Ruling) -> tuple[pa.Table, pa.Table]:
    """(findings, checks) of the documents, in their order: every cell rule, document rules where needed."""
    kinds = encoded_column(tables("documents"), "kind")
    of_document = kinds.indices.fill_null(-1).to_numpy()
    found = np.unique(of_document)
    if len(found) == 1:
        return _of_kind(documents, tables, _kind(kinds, found[0]), ruling)
    parts = []
    for number in found.tolist():
        chosen = [documents[at] for at in np.flatnonzero(of_document == number).tolist()]
        parts.append(_of_kind(chosen, some_of(tables, chosen), _kind(kinds, number), ruling))
    return by_document([part[0] for part in parts]), by_document([part[1] for part in parts])


def _kind(kinds: pa.DictionaryArray, number: int) -> str:
    return "" if number < 0 else str(kinds.dictionary[int(number)].as_py())


def _of_kind(
    documents: Sequence[str], tables: Tables, kind: str, ruling: Ruling
) -> tuple[pa.Table, pa.Table]:
    batch = batch_of(documents, {name: tables(name) for name in READ})
    answers = cell_answers(batch, kind, ruling.rules, ruling.standard, ruling.language)
    # What rules derive refers back to the batch: without this its arrays stay until the next collection.
    batch.memo.clear()
    before = Before(documents, tables("findings"), tables("checks"), tables("documents"))
    return renew(before, answers, ruling)


def some_of(tables: Tables, documents: Sequence[str]) -> Tables:
    """The rows of some of the documents."""
    place = {document: at for at, document in enumerate(documents)}

    def table(name: str) -> Rows:
        rows = tables(name)
        chosen: Ints = np.flatnonzero(positions(rows, place) >= 0)

        def column(wanted: str) -> Any:
            return pa.chunked_array([_taken(rows.column(wanted), chosen)])

        return LazyRows(rows.column_names, column)

    return table


def _taken(column: Any, rows: Ints) -> pa.Array:
    taken = column.take(pa.array(rows))
    if isinstance(taken, pa.ChunkedArray):
        taken = taken.unify_dictionaries().combine_chunks() if taken.num_chunks != 1 else taken.chunk(0)
    return taken
