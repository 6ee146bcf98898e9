"""The blank cells of a group: what its identity would also count, had anything been printed there."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.identities.cells import NO_WORD, Cells
from mingzhang.identities.ground import Grounding
from mingzhang.kit.address import CellAddress
from mingzhang.standard.identities import KeyPart, Term


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
        columns = [column for column in term.columns if _named(term, "column", column, key)]
        if not columns or not cells.present(term.statement)[document]:
            continue
        rows = cells.rows_of(document, term.statement, term.side)
        coefficient = term.coefficient if is_total else -term.coefficient
        if "parent" in term.key and not term.codes:
            above = key[term.key.index("parent")]
            codes = list(filter(cells.taking(term), cells.below(document, term.statement, term.side, above)))
        else:
            codes = _codes(cells, term, key, rows)
        for code in codes:
            blank = [column for column in columns if (term.statement, term.side, code, column) not in printed]
            row = rows.get(code)
            if not blank or not _belongs(cells, term, code, row, key):
                continue
            first = None if row is None else int(cells.row_first[row])
            for column in blank:
                address = CellAddress(term.statement, term.side, code, column)
                found.append(BlankCell(address, is_total, coefficient, first))
    return found


def _codes(cells: Cells, term: Term, key: tuple[str, ...], rows: dict[str, int]) -> list[str]:
    """Codes that may belong: the term's own, the document's rows, and the one that the key names."""
    codes = list(term.codes)
    if not term.codes or term.levels:
        named = [word for part, word in zip(term.key, key, strict=True) if part == "code"]
        fitting = [word for word in rows if word in named] if named and not term.names else rows
        takes = cells.taking(term)
        codes += [code for code in (*fitting, *named) if takes(code)]
    return list(dict.fromkeys(codes))


def _named(term: Term, part: KeyPart, word: str, key: tuple[str, ...]) -> bool:
    """Whether a code or column gives what the key has for it."""
    if part not in term.key:
        return True
    word = term.names.get(word, word)
    return all(word == wanted for own, wanted in zip(term.key, key, strict=True) if own == part)


def _belongs(cells: Cells, term: Term, code: str, row: int | None, key: tuple[str, ...]) -> bool:
    """Whether a row of this code has the key; not where the row would have to be there to tell."""
    for part, wanted in zip(term.key, key, strict=True):
        if part == "parent":
            above = NO_WORD if row is None else int(cells.parent[row])
            if above == NO_WORD or cells.words[above] != wanted:
                return False
        elif part == "category" and code[:3] != wanted:
            return False
    return _named(term, "code", code, key)
