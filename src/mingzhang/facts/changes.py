"""What differs between two disclosures (`mingzhang/changes/1`), change by change."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Literal

import msgspec

from mingzhang.facts.model import Disclosure, Record

_YEAR = re.compile(r"(?:19|20)\d{2}")

SCHEMA = "mingzhang/changes/1"

ChangeKind = Literal["fact", "evaluation", "text"]
Action = Literal["changed", "added", "removed"]


class Change(Record, kw_only=True):
    """One difference: `old` in the first disclosure, `new` in the second; None where there is nothing.

    `place` names it once and for all: a cell's address (`expenditure/2240106/project`), a form and
    its field (`evaluation/…/funds.total.actual`), a part of the text (`explanation/expenditure`).
    """

    kind: ChangeKind
    action: Action
    place: str
    old: str | None = None
    new: str | None = None
    label: str | None = None
    """The row's label as printed, a form's project, a section's title."""
    statement: str | None = None
    side: str | None = None
    code: str | None = None
    column: str | None = None
    project: str | None = None
    field: str | None = None


class Changes(Record, kw_only=True):
    """All differences between two disclosures, facts first, then evaluations, then text."""

    schema: str = SCHEMA
    old: str
    new: str
    same: bool = True
    changes: list[Change] = msgspec.field(default_factory=list)


def change_of(kind: ChangeKind, place: str, old: str | None, new: str | None, **where: str | None) -> Change:
    """A change whose action follows from which side has something."""
    action: Action = "added" if old is None else "removed" if new is None else "changed"
    return Change(kind=kind, action=action, place=place, old=old, new=new, **where)


def same_value(one: str | None, other: str | None) -> bool:
    """Whether two values say the same: numbers as numbers, texts but for their spacing."""
    if one is None or other is None:
        return (one or None) == (other or None)
    if one == other:
        return True
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return "".join(one.split()) == "".join(other.split())


def printed_year(text: str | None, disclosure: Disclosure) -> str | None:
    """The year that a table or form names; one that names none is of the disclosure's year."""
    found = _YEAR.search(text or "")
    year = disclosure.fiscal_year
    return found.group() if found else text or (None if year is None else str(year))
