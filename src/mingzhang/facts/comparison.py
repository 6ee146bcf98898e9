"""Comparing two disclosures: facts by address and value, evaluations by field, text by paragraph.

Places, confidence and printed spacing are left out. A zero and a blank cell of a statement that both
have are the same (the public contract), and so are 80.3 and 80.30.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.changes import Change, Changes, change_of, printed_year, same_value
from mingzhang.facts.comparison_of_evaluations import evaluation_changes
from mingzhang.facts.comparison_of_texts import text_changes
from mingzhang.facts.model import Disclosure, Fact, Statement

FIGURES = "figures"


def compare(old: Disclosure, new: Disclosure, old_name: str = "", new_name: str = "") -> Changes:
    """Everything that differs between `old` and `new`."""
    changes = [
        *_statement_changes(old, new),
        *_fact_changes(FIGURES, old.figures, new.figures, zeros=True),
        *evaluation_changes(old, new),
        *text_changes(old, new),
    ]
    return Changes(old=old_name, new=new_name, same=not changes, changes=changes)


def _statement_changes(old: Disclosure, new: Disclosure) -> Iterator[Change]:
    names = dict.fromkeys(item.id for item in (*old.statements, *new.statements))
    for name in names:
        before, after = old.statement(name), new.statement(name)
        for field in ("currency_unit", "withheld", "year"):
            values = [None if item is None else getattr(item, field) for item in (before, after)]
            if field == "year":
                values = [printed_year(value, of) for value, of in zip(values, (old, new), strict=True)]
            if values[0] != values[1] and None not in (before, after):
                yield change_of("fact", f"{name}/{field}", *values, statement=name, field=field)
        if before is None or after is None:
            title = (before or after or Statement(id=name)).title or name
            one, other = (None, title) if before is None else (title, None)
            yield change_of("fact", name, one, other, label=title, statement=name)
        both = before is not None and after is not None
        facts = [[] if item is None else item.facts for item in (before, after)]
        yield from _fact_changes(name, facts[0], facts[1], zeros=both)


def _fact_changes(statement: str, old: list[Fact], new: list[Fact], zeros: bool = False) -> Iterator[Change]:
    before, after = _by_address(statement, old), _by_address(statement, new)
    for address in dict.fromkeys((*before, *after)):
        was, now = before.get(address), after.get(address)
        if _same(was, now, zeros):
            continue
        fact = now or was
        assert fact is not None
        yield change_of(
            "fact",
            address,
            _shown(was),
            _shown(now),
            label=fact.label,
            statement=statement,
            side=fact.side,
            code=fact.code,
            column=fact.column,
        )


def _by_address(statement: str, facts: list[Fact]) -> dict[str, Fact]:
    """Facts by address; a repeated address gets a number (`…#2`), so that none is lost."""
    found: dict[str, Fact] = {}
    for fact in facts:
        side = f"{fact.side}/" if fact.side else ""
        address = f"{statement}/{side}{fact.code}/{fact.column}"
        name, number = address, 1
        while name in found:
            number += 1
            name = f"{address}#{number}"
        found[name] = fact
    return found


def _same(was: Fact | None, now: Fact | None, zeros: bool) -> bool:
    if was is not None and now is not None:
        return same_value(was.value, now.value)
    only = was or now
    return zeros and only is not None and only.value is not None and same_value(only.value, "0")


def _shown(fact: Fact | None) -> str | None:
    if fact is None:
        return None
    return "?" if fact.value is None else fact.value
