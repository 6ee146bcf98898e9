"""The printed cells of a batch of whole documents, indexed once and used by every identity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mingzhang.kit.address import CellAddress
from mingzhang.standard.identities import DIGITS, Term

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Small = NDArray[np.int16]

TOTAL = "total"
FIGURES = "figures"
"""What the explanation states and no statement prints; there where it states anything."""
NO_WORD = -1
_ANCESTOR_DIGITS = (5, 3)
"""Lengths of the codes that can stand above others, nearest first."""


class Columns(Protocol):
    """One table of a batch: words as (ids, vocabulary), numbers as (values, known)."""

    @property
    def document(self) -> Ints: ...
    def words(self, name: str) -> tuple[Ints, list[str]]: ...
    def number(self, name: str) -> tuple[Ints, Mask]: ...
    def values(self, name: str) -> Ints: ...
    def text(self, name: str, row: int) -> str | None: ...


class Documents(Protocol):
    """Whole documents as columns (a `checks.batch.Batch`)."""

    memo: dict[str, object]

    @property
    def size(self) -> int: ...
    @property
    def facts(self) -> Columns: ...
    @property
    def statements(self) -> Columns: ...


_TAKES: dict[tuple[object, ...], dict[str, bool]] = {}
"""Codes that terms take, over all batches: there are only so many codes."""
_MOST_CODES = 100_000


def _takes(term: Term, word: str, known: dict[str, bool]) -> bool:
    if word not in known:
        if len(known) > _MOST_CODES:
            known.clear()
        known[word] = term.takes(word)
    return known[word]


def _key_of(term: Term) -> tuple[object, ...]:
    """What decides which codes a term takes."""
    return tuple(term.codes), tuple(term.levels), term.prefix, term.ending, tuple(term.without)


def cells_of(batch: Documents) -> Cells:
    """The index of the batch's cells, made once."""
    found = batch.memo.get("identities.cells")
    if not isinstance(found, Cells):
        found = batch.memo["identities.cells"] = Cells(batch)
    return found


class Cells:
    """Facts as parallel arrays, found by statement, side and column; rows, and the rows above them.

    A *row* is one code of one side of one statement of one document; its facts are its columns.
    Words of keys (codes, columns, names) are numbers in one vocabulary, `words`.
    """

    def __init__(self, batch: Documents) -> None:
        facts = batch.facts
        self.documents = batch.size
        self.document: Ints = facts.document
        self.fen, self.known = facts.number("fen")
        self.half: Ints = facts.values("half")
        self.words: list[str] = []
        self._word_ids: dict[str, int] = {}
        statements, self._statements = facts.words("statement")
        sides, self._sides = facts.words("side")
        codes, code_words = facts.words("code")
        columns, self._columns = facts.words("column")
        self.code: Ints = self._as_words(code_words)[codes]
        self._column_words, self._column_ids = self._as_words(self._columns), columns
        self.total = self.word(TOTAL)
        self.columns = len(self._columns) + 1
        self.blocks = len(self._statements) * (len(self._sides) + 1)
        self.block: Ints = statements * (len(self._sides) + 1) + sides + 1
        self.place: Ints = self.block * self.columns + columns + 1
        self._statement, self._side = statements, sides
        self._present = _present(batch)
        self._taken: dict[tuple[object, ...], Mask] = {}
        self._selected: dict[tuple[object, ...], Ints] = {}
        self._rows_found: dict[tuple[int, str, str | None], dict[str, int]] = {}
        self._below: dict[tuple[int, str, str | None], dict[str, list[str]]] = {}
        self._digits: Ints = np.empty(0, dtype=np.int64)
        self._ancestors: dict[int, Ints] = {}

    @cached_property
    def column(self) -> Ints:
        """The column of each fact as a word."""
        return self._column_words[self._column_ids]

    def word(self, text: str) -> int:
        """The number of a word in keys; new words get the next one."""
        found = self._word_ids.get(text)
        if found is None:
            found = self._word_ids[text] = len(self.words)
            self.words.append(text)
        return found

    def number_of(self, text: str) -> int | None:
        """The number of a word that is there."""
        return self._word_ids.get(text)

    def _as_words(self, vocabulary: Sequence[str]) -> Ints:
        """Vocabulary position → word; the last entry serves the position −1 (no word)."""
        return np.asarray([*(self.word(text) for text in vocabulary), NO_WORD], dtype=np.int64)

    def present(self, statement: str) -> Mask:
        """Documents that have the statement and show it (not withheld); an empty one is present."""
        return self._present.get(statement, np.zeros(self.documents, dtype=np.bool_))

    @cached_property
    def _by_place(self) -> tuple[Ints, Ints]:
        """Facts sorted by statement, side and column, and where each such place begins."""
        places = self.place.max(initial=0) + 1
        kind = np.int16 if places < 1 << 15 else np.int64
        order = np.argsort(self.place.astype(kind), kind="stable")
        counts = np.bincount(self.place, minlength=int(places))
        return order, np.concatenate(([0], np.cumsum(counts)))

    @cached_property
    def _code_by_place(self) -> Ints:
        """The codes in the order of `_by_place`: terms look through whole columns of them."""
        return self.code[self._by_place[0]]

    def _at(self, statement: str, side: str | None, column: str) -> slice:
        """Where in `_by_place` the facts of one column of one side of a statement are, in document order."""
        block = self.block_of(statement, side)
        if block is None or column not in self._columns:
            return slice(0, 0)
        begin = self._by_place[1]
        place = block * self.columns + self._columns.index(column) + 1
        return slice(begin[place], begin[place + 1]) if place + 1 < len(begin) else slice(0, 0)

    def block_of(self, statement: str, side: str | None) -> int | None:
        """The number of one side of a statement; None where no document has either."""
        if statement not in self._statements or (side is not None and side not in self._sides):
            return None
        side_id = 0 if side is None else self._sides.index(side) + 1
        return self._statements.index(statement) * (len(self._sides) + 1) + side_id

    def blocks_of(self, statement: str) -> range:
        """The numbers that the sides of a statement may have."""
        if statement not in self._statements:
            return range(0)
        first = self._statements.index(statement) * (len(self._sides) + 1)
        return range(first, first + len(self._sides) + 1)

    def column_word(self, number: int) -> int:
        """The word of a column by its number in `place`; NO_WORD for none."""
        return int(self._column_words[number - 1])

    def select(self, term: Term) -> Ints:
        """The facts that belong to a term, column by column; not to be written to."""
        key = (term.statement, term.side, tuple(term.columns), term.parents, *_key_of(term))
        if key not in self._selected:
            self._selected[key] = self._select(term)
        return self._selected[key]

    def _select(self, term: Term) -> Ints:
        every = not (term.codes or term.levels or term.prefix or term.ending or term.without)
        accepted = self.accepted(term)
        parts = []
        for column in term.columns:
            at = self._at(term.statement, term.side, column)
            facts = self._by_place[0][at]
            parts.append(facts if every else facts[accepted[self._code_by_place[at]]])
        found = parts[0] if len(parts) == 1 else np.concatenate(parts)
        if term.parents:
            found = found[self.is_parent[self.row[found]]]
        return found

    def accepted(self, term: Term) -> Mask:
        """Word → whether the term takes it as a code. Words may have come since it was last asked."""
        key = _key_of(term)
        if key not in self._taken or len(self._taken[key]) < len(self.words):
            self._taken[key] = self._accepted(term, key)
        return self._taken[key]

    def _accepted(self, term: Term, key: tuple[object, ...]) -> Mask:
        if term.prefix or term.ending:
            known = _TAKES.setdefault(key, {})
            return np.asarray([_takes(term, word, known) for word in self.words], dtype=np.bool_)
        # What `Term.takes` says, without asking it for every word.
        levels = [DIGITS[level] for level in term.levels]
        every = not (term.codes or levels)
        mask = np.ones(len(self.words), np.bool_) if every else np.isin(self.digits, levels)
        for codes, taken in ((term.codes, True), (term.without, False)):
            mask[[self._word_ids[code] for code in codes if code in self._word_ids]] = taken
        return mask

    def taking(self, term: Term) -> Callable[[str], bool]:
        """Whether the term takes a row of a code, asked once for each code."""
        known = _TAKES.setdefault(_key_of(term), {})
        return lambda code: _takes(term, code, known)

    def renamed(self, term: Term) -> Ints:
        """Word → the word that a term gives to the key for it."""
        renamed = {self.word(old): self.word(new) for old, new in term.names.items()}
        table = np.arange(len(self.words) + 1, dtype=np.int64)
        table[NO_WORD] = NO_WORD
        for old, new in renamed.items():
            table[old] = new
        return table

    @cached_property
    def category(self) -> Ints:
        """Word → the word of its first three digits; for what is no subject code, the word itself."""
        categories = [self.word(text[:3] if text.isdecimal() else text) for text in list(self.words)]
        return np.asarray(categories, dtype=np.int64)

    @cached_property
    def _rows(self) -> tuple[Ints, Ints, Ints]:
        """(row of each fact, the rows' sort keys, first fact of each row); keys ascend."""
        self._width = len(self.words) + 1
        key = (self.document * self.blocks + self.block) * self._width + self.code
        change = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if len(key) else key
        keys, first, inverse = np.unique(key[change], return_index=True, return_inverse=True)
        lengths = np.diff(np.concatenate((change, [len(key)])))
        return np.repeat(inverse, lengths), keys, change[first]

    @property
    def row(self) -> Ints:
        """The row of each fact."""
        return self._rows[0]

    @property
    def row_first(self) -> Ints:
        """The first fact of each row."""
        return self._rows[2]

    @cached_property
    def parent(self) -> Ints:
        """Row → the word of the nearest ancestor's code that has a row; `total` where none has one.

        What is no subject code (a total, a named line) has no parent: NO_WORD.
        """
        _, keys, first = self._rows
        codes = self.code[first]
        base = keys - codes
        parent = np.where(self.is_subject[codes], self.total, NO_WORD)
        for digits in reversed(_ANCESTOR_DIGITS):
            ancestor = self.shortened(digits)[codes]
            wanted = base + ancestor
            at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
            found = (ancestor != NO_WORD) & (keys[at] == wanted) if len(keys) else parent == wanted
            parent = np.where(found, ancestor, parent)
        return parent

    @cached_property
    def is_parent(self) -> Mask:
        """Row → whether another row stands below it."""
        _, keys, first = self._rows
        wanted = (keys - self.code[first] + self.parent)[self.parent != NO_WORD]
        mask = np.zeros(len(keys), dtype=np.bool_)
        if len(keys):
            at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            mask[at[keys[at] == wanted]] = True
        return mask

    @property
    def digits(self) -> Ints:
        """Word → how many digits it has as a subject's code; 0 where it is none."""
        if len(self._digits) < len(self.words):
            new = [len(word) if word.isdecimal() else 0 for word in self.words[len(self._digits) :]]
            self._digits = np.append(self._digits, np.asarray(new, dtype=np.int64))
        return self._digits

    @property
    def is_subject(self) -> Mask:
        """Word → whether it is a subject's code: digits only."""
        return np.asarray(self.digits > 0)

    def shortened(self, digits: int) -> Ints:
        """Word → the word of its first `digits` digits, NO_WORD where it is not longer or that is no word."""
        found = self._ancestors.get(digits)
        if found is None or len(found) < len(self.words):
            longer = (self.digits > digits).tolist()
            words = zip(self.words, longer, strict=True)
            ids = [
                self._word_ids.get(word[:digits], NO_WORD) if is_longer else NO_WORD
                for word, is_longer in words
            ]
            found = self._ancestors[digits] = np.asarray(ids, dtype=np.int64)
        return found

    def address(self, fact: int) -> CellAddress:
        """Where a fact stands."""
        side = int(self._side[fact])
        return CellAddress(
            self._statements[int(self._statement[fact])],
            None if side < 0 else self._sides[side],
            self.words[int(self.code[fact])],
            self.words[int(self.column[fact])],
        )

    def rows_of(self, document: int, statement: str, side: str | None) -> dict[str, int]:
        """Code → row of one side of a statement of one document."""
        key = (document, statement, side)
        if key not in self._rows_found:
            self._rows_found[key] = self._find_rows(document, statement, side)
        return self._rows_found[key]

    def below(self, document: int, statement: str, side: str | None, above: str) -> list[str]:
        """The codes of the rows whose nearest ancestor is `above`, of one side of a statement."""
        key = (document, statement, side)
        if key not in self._below:
            found = self._below[key] = {}
            for code, row in self.rows_of(document, statement, side).items():
                word = int(self.parent[row])
                if word != NO_WORD:
                    found.setdefault(self.words[word], []).append(code)
        return self._below[key].get(above, [])

    def _find_rows(self, document: int, statement: str, side: str | None) -> dict[str, int]:
        block = self.block_of(statement, side)
        if block is None:
            return {}
        _, keys, first = self._rows
        base = (document * self.blocks + block) * self._width
        begin, end = (int(at) for at in np.searchsorted(keys, [base, base + self._width]))
        rows = begin + np.argsort(first[begin:end])
        return {
            self.words[code]: row
            for code, row in zip(self.code[first[rows]].tolist(), rows.tolist(), strict=True)
        }


def _present(batch: Documents) -> dict[str, Mask]:
    statements = batch.statements
    ids, names = statements.words("statement")
    status, statuses = statements.words("status")
    shown = np.asarray([word != "withheld" for word in statuses] + [True], dtype=np.bool_)[status]
    facts = batch.facts
    present = {}
    stated = np.zeros(batch.size, dtype=np.bool_)
    ids_of_facts, fact_names = facts.words("statement")
    if FIGURES in fact_names:
        stated[facts.document[ids_of_facts == fact_names.index(FIGURES)]] = True
    for index, name in enumerate(names):
        mask = np.zeros(batch.size, dtype=np.bool_)
        mask[statements.document[(ids == index) & shown]] = True
        present[name] = mask
    return {**present, FIGURES: stated}
