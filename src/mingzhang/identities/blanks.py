"""The blank cells of a group: what its identity would also count, had anything been printed there."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.identities.cells import NO_WORD, Cells
from mingzhang.identities.ground import Grounding
from mingzhang.kit.address import CellAddress
from mingzhang.standard.identities import Term


@dataclass(frozen=True, slots=True)
class BlankCell:
    """A cell of a present statement in which nothing is printed: exactly zero.

    `row` is a printed fact of the same row of the table, or None where the whole row is blank.
    """

    address: CellAddress
    is_total: bool
    coefficient: int
    row: int | None


def blank_cells(grounding: Grounding, group: int) -> list[BlankCell]:
    """The blank cells of one group: literal codes and columns, and rows that have other figures."""
    cells = grounding.cells
    document = int(grounding.document[group])
    printed = {cells.address(int(fact)) for fact in grounding.rows[grounding.entries(group)]}
    key = grounding.key(group)
    found: list[BlankCell] = []
    for term, is_total in grounding.identity.terms():
        if not cells.present(term.statement)[document]:
            continue
        rows = cells.rows_of(document, term.statement, term.side)
        for code in _codes(term, key, rows):
            row = rows.get(code)
            for column in term.columns:
                address = CellAddress(term.statement, term.side, code, column)
                if address not in printed and _key(cells, term, code, column, row) == key:
                    coefficient = term.coefficient if is_total else -term.coefficient
                    first = None if row is None else int(cells.row_first[row])
                    found.append(BlankCell(address, is_total, coefficient, first))
    return found


def _codes(term: Term, key: tuple[str, ...], rows: dict[str, int]) -> list[str]:
    """Codes that may belong: the term's own, the document's rows, and the one that the key names."""
    codes = list(term.codes)
    if not term.codes or term.levels:
        named = [word for part, word in zip(term.key, key, strict=True) if part == "code"]
        codes += [code for code in (*rows, *named) if term.takes(code)]
    return list(dict.fromkeys(codes))


def _key(cells: Cells, term: Term, code: str, column: str, row: int | None) -> tuple[str, ...] | None:
    """The key that a cell would have; None where its row would have to be there to tell."""
    words = []
    for part in term.key:
        if part == "parent":
            if row is None or int(cells.parent[row]) == NO_WORD:
                return None
            words.append(cells.words[int(cells.parent[row])])
        elif part == "category":
            words.append(code[:3])
        else:
            word = code if part == "code" else column
            words.append(term.names.get(word, word))
    return tuple(words)
