"""Seeded faults: what a typing hand or a recogniser does to a printed disclosure, with the truth kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import msgspec

from mingzhang.facts.model import Disclosure, Fact, Statement
from mingzhang.kit.address import CellAddress

KINDS = ("transposed", "lost_point", "digit", "yuan_for_wan", "swapped", "shifted", "deleted")
BLOCKS = ("shifted_up", "rotated", "moved_aside")
"""Further ways in which a block slips."""
Printed = dict[CellAddress, str | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its kind and what each cell that it changed read before (None: blank)."""

    kind: str
    originals: Printed


def printed(disclosure: Disclosure) -> Printed:
    """Every printed cell of the statements."""
    return {
        CellAddress(statement.id, fact.side, fact.code, fact.column): fact.value
        for statement in disclosure.statements
        for fact in statement.facts
    }


def faulty(disclosure: Disclosure, kinds: list[str], random: Random) -> tuple[Disclosure, list[Fault]]:
    """A copy with one fault of each kind, no two on the same cell; kinds that find no place are left out."""
    copy = msgspec.convert(msgspec.to_builtins(disclosure), Disclosure)
    faults: list[Fault] = []
    used: set[CellAddress] = set()
    for kind in kinds:
        for _ in range(30):
            before = printed(copy)
            changed = MAKERS[kind](copy, random, used)
            if changed:
                faults.append(Fault(kind, {cell: before.get(cell) for cell in changed}))
                used |= set(changed)
                break
    return copy, faults


def _pick(disclosure: Disclosure, random: Random, used: set[CellAddress]) -> tuple[Statement, Fact] | None:
    every = [
        (statement, fact)
        for statement in disclosure.statements
        for fact in statement.facts
        if fact.value is not None and fact.column != "count" and fact.value.strip("0.")
    ]
    statement, fact = random.choice(every)
    return None if at(statement, fact) in used else (statement, fact)


def at(statement: Statement, fact: Fact) -> CellAddress:
    """The fact's address."""
    return CellAddress(statement.id, fact.side, fact.code, fact.column)


def _one(
    change: Callable[[str, Random], str],
) -> Callable[[Disclosure, Random, set[CellAddress]], list[CellAddress]]:
    def make(disclosure: Disclosure, random: Random, used: set[CellAddress]) -> list[CellAddress]:
        chosen = _pick(disclosure, random, used)
        if chosen is None:
            return []
        statement, fact = chosen
        value = change(fact.value or "", random)
        if float(value) == float(fact.value or 0):
            return []
        fact.value = value
        return [at(statement, fact)]

    return make


def _transposed(value: str, random: Random) -> str:
    places = [n for n in range(len(value) - 1) if value[n].isdigit() and value[n + 1].isdigit()]
    n = random.choice(places)
    return value[:n] + value[n + 1] + value[n] + value[n + 2 :]


def _digit(value: str, random: Random) -> str:
    n = random.choice([n for n, char in enumerate(value) if char.isdigit()])
    return value[:n] + random.choice([digit for digit in "0123456789" if digit != value[n]]) + value[n + 1 :]


def _lost_point(value: str, random: Random) -> str:
    return value.replace(".", "").lstrip("0") or "0"


def _yuan(value: str, random: Random) -> str:
    return f"{int(value.replace('.', '')) * 100}.00"


def _deleted(disclosure: Disclosure, random: Random, used: set[CellAddress]) -> list[CellAddress]:
    chosen = _pick(disclosure, random, used)
    if chosen is None:
        return []
    statement, fact = chosen
    statement.facts.remove(fact)
    return [at(statement, fact)]


def _swapped(disclosure: Disclosure, random: Random, used: set[CellAddress]) -> list[CellAddress]:
    chosen = _pick(disclosure, random, used)
    if chosen is None:
        return []
    statement, fact = chosen
    place = statement.facts.index(fact)
    down = random.random() < 0.5
    others = [
        other
        for other in statement.facts[place + 1 :]
        if (other.side, other.column if down else other.code)
        == (fact.side, fact.column if down else fact.code)
        and other.column != "count"
    ]
    if not others or others[0].value == fact.value or at(statement, others[0]) in used:
        return []
    other = others[0]
    fact.value, other.value = other.value, fact.value
    return [at(statement, fact), at(statement, other)]


def _shifted(disclosure: Disclosure, random: Random, used: set[CellAddress]) -> list[CellAddress]:
    """Three to five figures of a column stand one row too low; the last is lost, the first blank."""
    chosen = _pick(disclosure, random, used)
    if chosen is None:
        return []
    statement, fact = chosen
    column = [other for other in statement.facts if (other.side, other.column) == (fact.side, fact.column)]
    place = column.index(fact)
    run = column[place : place + random.randint(3, 5)]
    if len(run) < 3 or {at(statement, other) for other in run} & used:
        return []
    before = [other.value for other in run]
    for other, value in zip(run[1:], before, strict=False):
        other.value = value
    statement.facts.remove(run[0])
    return [
        at(statement, other)
        for other, value in zip(run, before, strict=True)
        if other is run[0] or other.value != value
    ]


def _run(
    disclosure: Disclosure, random: Random, used: set[CellAddress]
) -> tuple[Statement, list[Fact], list[str | None]] | None:
    """Three to five figures below one another in a column, and what they read."""
    chosen = _pick(disclosure, random, used)
    if chosen is None:
        return None
    statement, fact = chosen
    column = [other for other in statement.facts if (other.side, other.column) == (fact.side, fact.column)]
    place = column.index(fact)
    run = column[place : place + random.randint(3, 5)]
    if len(run) < 3 or {at(statement, other) for other in run} & used:
        return None
    return statement, run, [other.value for other in run]


def _changed(statement: Statement, run: list[Fact], before: list[str | None]) -> list[CellAddress]:
    return [at(statement, fact) for fact, value in zip(run, before, strict=True) if fact.value != value]


def _shifted_up(disclosure: Disclosure, random: Random, used: set[CellAddress]) -> list[CellAddress]:
    """Three to five figures stand one row too high; the first is lost, the last blank."""
    found = _run(disclosure, random, used)
    if found is None:
        return []
    statement, run, before = found
    for fact, value in zip(run[:-1], before[1:], strict=True):
        fact.value = value
    statement.facts.remove(run[-1])
    return [*_changed(statement, run[:-1], before[:-1]), at(statement, run[-1])]


def _rotated(disclosure: Disclosure, random: Random, used: set[CellAddress]) -> list[CellAddress]:
    """Three to five figures one row too low, the last in the place of the first."""
    found = _run(disclosure, random, used)
    if found is None:
        return []
    statement, run, before = found
    for fact, value in zip(run, [before[-1], *before[:-1]], strict=True):
        fact.value = value
    return _changed(statement, run, before)


def _moved_aside(disclosure: Disclosure, random: Random, used: set[CellAddress]) -> list[CellAddress]:
    """One to three figures below one another printed in the blank column beside theirs."""
    chosen = _pick(disclosure, random, used)
    if chosen is None:
        return []
    statement, fact = chosen
    columns = list(dict.fromkeys(other.column for other in statement.facts if other.side == fact.side))
    beside = columns[(columns.index(fact.column) + random.choice((-1, 1))) % len(columns)]
    places = {at(statement, other) for other in statement.facts}
    column = [other for other in statement.facts if (other.side, other.column) == (fact.side, fact.column)]
    start = column.index(fact)
    moved = []
    for other in column[start : start + random.randint(1, 3)]:
        free = at(statement, other)._replace(column=beside)
        if beside == fact.column or free in places or {free, at(statement, other)} & used:
            return []
        moved.append((other, free))
    cells = [cell for other, free in moved for cell in (at(statement, other), free)]
    for other, _ in moved:
        other.column = beside
    return cells


MAKERS: dict[str, Callable[[Disclosure, Random, set[CellAddress]], list[CellAddress]]] = {
    "transposed": _one(_transposed),
    "lost_point": _one(_lost_point),
    "digit": _one(_digit),
    "yuan_for_wan": _one(_yuan),
    "swapped": _swapped,
    "shifted": _shifted,
    "deleted": _deleted,
    "shifted_up": _shifted_up,
    "rotated": _rotated,
    "moved_aside": _moved_aside,
}
