"""Blank cells that may have lost a figure: addresses in which the identities know what would stand.

A blank cell is exactly zero. It is a candidate where its row and its column are printed, or where its
row is a line of the form, and where a figure in it would not change which rows stand above which.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from mingzhang.facts.model import Disclosure, Fact, Statement
from mingzhang.kit.address import CellAddress
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import Side, StatementForm

_CATEGORY_DIGITS = 3


def blank_candidates(disclosure: Disclosure, standard: Standard) -> dict[str, list[Fact]]:
    """Statement → facts without a value, one for each blank cell that may have lost its figure."""
    categories = _categories(disclosure)
    found: dict[str, list[Fact]] = {}
    for statement in disclosure.statements:
        form = standard.statements.get(statement.id)
        if form is None or statement.withheld or not statement.facts:
            continue
        printed = {(fact.side, fact.code, fact.column) for fact in statement.facts}
        blanks = []
        for side in form.sides:
            labels = {fact.code: fact for fact in statement.facts if fact.side == side.id}
            for code, column in _places(statement, form, side, standard, categories):
                if (side.id, code, column) not in printed:
                    near = labels.get(code)
                    label = statement.labels.get(code) if near is None else near.label
                    blank = Fact(side=side.id, code=code, column=column, label=label, value=None)
                    if near is not None:
                        blank.source = near.source
                    blanks.append(blank)
        found[statement.id] = blanks
    return found


def _places(
    statement: Statement, form: StatementForm, side: Side, standard: Standard, categories: list[str]
) -> Iterator[tuple[str, str]]:
    """(code, column) of every cell of one side that the form has, as far as the document shows it."""
    facts = [fact for fact in statement.facts if fact.side == side.id]
    columns = [column.id for column in side.columns if any(fact.column == column.id for fact in facts)]
    rows = list(dict.fromkeys(fact.code for fact in facts))
    if form.layout == "labelled_rows":
        for row in side.rows:
            yield row.code, row.column or columns[0] if columns else "amount"
        return
    if form.layout == "two_sided":
        rows += [row.code for row in side.rows] + (categories if side.class_rows else [])
    elif form.layout == "economic_groups":
        rows += _economic(statement, rows, standard)
    elif form.layout == "subject_rows":
        rows += _printed_blank(statement, rows)
    for code in dict.fromkeys(rows):
        for column in columns:
            yield code, column


def _categories(disclosure: Disclosure) -> list[str]:
    """Functional categories that any statement prints."""
    codes = {
        fact.code[:_CATEGORY_DIGITS]
        for statement in disclosure.statements
        if statement.id != "general_budget_basic"
        for fact in statement.facts
        if fact.code.isdecimal()
    }
    return sorted(codes)


def _economic(statement: Statement, rows: list[str], standard: Standard) -> list[str]:
    """Economic subjects that may be missing: rows printed blank, else all of the categories printed."""
    form = standard.statements[statement.id]
    known = [code for code in statement.labels if code.isdecimal()]
    if not known:
        categories = dict.fromkeys(code[:_CATEGORY_DIGITS] for code in rows if code.isdecimal())
        economic = standard.subjects.economic
        known = [subject.code for category in categories for subject in economic.children(category)]
    sections = any(len(code) > _CATEGORY_DIGITS for code in rows if code.isdecimal())
    classes = [*form.personnel_classes, *form.public_classes]
    kept = [code for code in known if sections or len(code) == _CATEGORY_DIGITS]
    return ["personnel", "public", *classes, *(code for code in kept if code[:3] in classes)]


def _printed_blank(statement: Statement, rows: list[str]) -> list[str]:
    """Rows printed without any figure, if nothing stands below them and their parent has rows below."""
    known = set(rows)
    found = []
    for code in statement.labels:
        if not code.isdecimal() or code in known or any(row.startswith(code) for row in rows):
            continue
        above = [row for row in rows if row.isdecimal() and code.startswith(row)]
        parent = max(above, key=len, default="")
        if any(row.startswith(parent) and row != parent and row.isdecimal() for row in rows):
            found.append(code)
    return found


def with_blanks(disclosure: Disclosure, blanks: dict[str, list[Fact]]) -> tuple[Disclosure, set[CellAddress]]:
    """The disclosure with its blank candidates as facts without value behind each statement's own."""
    statements = []
    addresses = set()
    for statement in disclosure.statements:
        added = blanks.get(statement.id, [])
        addresses |= {CellAddress(statement.id, fact.side, fact.code, fact.column) for fact in added}
        statements.append(msgspec.structs.replace(statement, facts=[*statement.facts, *added]))
    return msgspec.structs.replace(disclosure, statements=statements, claims=[], evaluations=[]), addresses
