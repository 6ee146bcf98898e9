"""Grounding: one family of identities, laid over the cells of any number of documents at once.

The same grounding serves the check, joint feasibility, repair, compilation, Excel formulas and XBRL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from mingzhang.identities.cells import Cells, Documents, Ints, Mask, cells_of
from mingzhang.standard.identities import Condition, Identity, KeyPart, Term

_SPARSE = 16
"""Keys are counted in a table while it has at most this many places a fact, else they are sorted."""


class Conditions(Protocol):
    """The part of a standard that grounding needs."""

    @property
    def identity_conditions(self) -> Mapping[str, list[Condition]]: ...


@dataclass(frozen=True, slots=True)
class _Keys:
    """Facts of all terms, one entry a fact and term: row of the fact table, signed coefficient, group."""

    rows: Ints
    coefficient: Ints
    is_total: Mask
    term: Ints
    group: Ints
    document: Ints
    """Per group."""
    words: tuple[Ints, ...]
    """Per group: the words of its key."""


class Grounding:
    """The instances (groups) of one identity. `document` is ascending; a blank cell is in no array.

    Entries (`rows`, `coefficient`, `is_total`, `group`) are parallel: the fact's row in
    `batch.facts`, +coefficient on the total's side and −coefficient on the parts', and its group.
    `missing`: statements without which documents could not be grounded, with those documents.
    `allowance` per group: how far (分) the figures that met a condition may have been from meeting it;
    a printed 0.00 of other income is up to half a unit of money that an equality does not see.
    """

    def __init__(
        self,
        identity: Identity,
        cells: Cells,
        keys: _Keys,
        missing: list[tuple[str, Ints]],
        allowance: Ints,
    ) -> None:
        self.identity = identity
        self.cells = cells
        self.rows = keys.rows
        self.coefficient = keys.coefficient
        self.is_total = keys.is_total
        self.group = keys.group
        self.document = keys.document
        self.missing = missing
        self.allowance = allowance[keys.document]
        self._term = keys.term
        self._words = keys.words

    def __len__(self) -> int:
        """The number of groups."""
        return len(self.document)

    def key(self, group: int) -> tuple[str, ...]:
        """The words that a group is known by."""
        return tuple(self.cells.words[int(words[group])] for words in self._words)

    @cached_property
    def difference(self) -> Ints:
        """Per group: total − parts as printed, in 分 (or in units of a count)."""
        return self._sum(self.coefficient * self.cells.fen[self.rows])

    @cached_property
    def slack(self) -> Ints:
        """Per group: how far rounding alone can move the difference, in 分."""
        return self._sum(np.abs(self.coefficient) * self.cells.half[self.rows]) + self.allowance

    @cached_property
    def unknown(self) -> Mask:
        """Per group: whether a cell was seen and could not be read; such a group is not run."""
        mask = np.zeros(len(self), dtype=np.bool_)
        mask[self.group[~self.cells.known[self.rows]]] = True
        return mask

    @property
    def held(self) -> Mask:
        """Per group: true as printed."""
        exact = self.difference == 0 if self.identity.relation == "=" else self.difference >= 0
        return np.asarray(exact & ~self.unknown)

    @property
    def broken(self) -> Mask:
        """Per group: false for all amounts that the printed values can stand for."""
        shortfall = -self.difference if self.identity.relation == ">=" else np.abs(self.difference)
        return np.asarray((shortfall > self.slack) & ~self.unknown)

    @property
    def rounding(self) -> Mask:
        """Per group: not true as printed, and true for some amounts inside the intervals."""
        return ~self.held & ~self.broken & ~self.unknown

    def _sum(self, values: Ints) -> Ints:
        sums = np.zeros(len(self), dtype=np.int64)
        np.add.at(sums, self.group, values)
        return sums

    @cached_property
    def _order(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.group, kind="stable")
        return order, np.searchsorted(self.group[order], np.arange(len(self) + 1))

    def entries(self, group: int) -> Ints:
        """Positions of a group's entries in the parallel arrays: totals first, as the terms stand."""
        order, begin = self._order
        return order[begin[group] : begin[group + 1]]

    def terms_of(self, entries: Ints) -> list[tuple[Term, bool]]:
        """The term of each entry and whether it is on the total's side."""
        terms = self.identity.terms()
        return [terms[int(index)] for index in self._term[entries]]


def ground(batch: Documents, identity: Identity, standard: Conditions) -> Grounding:
    """The identity over every document of the batch that has its statements and meets its conditions."""
    cells = cells_of(batch)
    ready, missing, allowance = readiness(cells, identity, standard)
    chosen = [(term, is_total, cells.select(term)) for term, is_total in identity.terms()]
    if not ready.all():
        chosen = [(term, is_total, rows[ready[cells.document[rows]]]) for term, is_total, rows in chosen]
    chosen = [
        (term, is_total, rows[cells.present(term.statement)[cells.document[rows]]] if term.optional else rows)
        for term, is_total, rows in chosen
    ]
    return Grounding(identity, cells, _keys(cells, chosen), missing, allowance)


def readiness(
    cells: Cells, identity: Identity, standard: Conditions
) -> tuple[Mask, list[tuple[str, Ints]], Ints]:
    """Documents over which the identity runs, what the others lack, and each document's allowance."""
    conditions = standard.identity_conditions
    required = [term.statement for term, _ in identity.terms() if not term.optional]
    if identity.when is not None:
        required += [name for condition in conditions[identity.when] for name in condition.needed()]
    ready = np.ones(cells.documents, dtype=np.bool_)
    missing = []
    for statement in dict.fromkeys(required):
        present = cells.present(statement)
        if not present.all():
            missing.append((statement, np.flatnonzero(ready & ~present)))
            ready &= present
    allowance = np.zeros(cells.documents, dtype=np.int64)
    if identity.when is not None:
        met, allowance = _met(cells, conditions[identity.when])
        ready &= met
    if identity.unless is not None:
        ready &= ~_met(cells, conditions[identity.unless])[0]
    return ready, [(statement, documents) for statement, documents in missing if len(documents)], allowance


def _met(cells: Cells, conditions: Sequence[Condition]) -> tuple[Mask, Ints]:
    """Documents that show all the conditions, and what rounding of those figures may hide.

    What is absent or could not be read shows nothing.
    """
    met = np.ones(cells.documents, dtype=np.bool_)
    hidden = np.zeros(cells.documents, dtype=np.int64)
    for condition in conditions:
        for statement in condition.needed():
            met &= cells.present(statement)
        if condition.present:
            found = np.zeros(cells.documents, dtype=np.bool_)
            for term in condition.present:
                found[cells.document[cells.select(term)]] = True
            met &= found
        sums = np.zeros(cells.documents, dtype=np.int64)
        for terms, sign in ((condition.total, 1), (condition.parts, -1)):
            for term in terms:
                rows = cells.select(term)
                np.add.at(sums, cells.document[rows], sign * term.coefficient * cells.fen[rows])
                np.add.at(hidden, cells.document[rows], abs(term.coefficient) * cells.half[rows])
                met[cells.document[rows[~cells.known[rows]]]] = False
        met &= sums == 0
    return met, hidden


def _keys(cells: Cells, chosen: Sequence[tuple[Term, bool, Ints]]) -> _Keys:
    rows = np.concatenate([found for _, _, found in chosen])
    lengths = [len(found) for _, _, found in chosen]
    signs = [term.coefficient if is_total else -term.coefficient for term, is_total, _ in chosen]
    parts = len(chosen[0][0].key)
    words = [
        np.concatenate([_key_words(cells, term, term.key[part], found) for term, _, found in chosen])
        for part in range(parts)
    ]
    group, document, key = _groups(cells.document[rows], words, cells.documents, len(cells.words))
    return _Keys(
        rows=rows,
        coefficient=np.repeat(np.asarray(signs, dtype=np.int64), lengths),
        is_total=np.repeat(np.asarray([is_total for _, is_total, _ in chosen]), lengths),
        term=np.repeat(np.arange(len(chosen), dtype=np.int64), lengths),
        group=group,
        document=document,
        words=tuple(key),
    )


def _key_words(cells: Cells, term: Term, part: KeyPart, rows: Ints) -> Ints:
    """What each fact gives to its group's key."""
    if part == "parent":
        return cells.parent[cells.row[rows]]
    words = (cells.column if part == "column" else cells.code)[rows]
    if part == "category":
        return cells.category[words]
    return cells.renamed(term)[words] if term.names else words


def _groups(
    document: Ints, words: Sequence[Ints], documents: int, width: int
) -> tuple[Ints, Ints, list[Ints]]:
    """(group of each entry, document of each group, key words of each group), ordered by document."""
    compact: list[tuple[Ints, Ints]] = []
    combined = document
    size = documents
    for part in words:
        used = np.zeros(width + 1, dtype=np.bool_)
        used[part] = True
        vocabulary = np.flatnonzero(used)
        place = np.cumsum(used) - 1
        compact.append((vocabulary, place))
        combined = combined * max(len(vocabulary), 1) + place[part]
        size *= max(len(vocabulary), 1)
    if size <= _SPARSE * len(combined) + 4096:
        seen = np.zeros(size, dtype=np.bool_)
        seen[combined] = True
        distinct = np.flatnonzero(seen)
        number = np.empty(size, dtype=np.int64)
        number[distinct] = np.arange(len(distinct))
        group = number[combined]
    else:
        distinct, group = np.unique(combined, return_inverse=True)
    rest = distinct
    key: list[Ints] = []
    for vocabulary, _ in reversed(compact):
        rest, place = np.divmod(rest, max(len(vocabulary), 1))
        key.insert(0, vocabulary[place] if len(vocabulary) else place)
    return group, rest, key
