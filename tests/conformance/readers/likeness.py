"""What differs between a disclosure and the same one read from a file, as far as a file can show it."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.comparison import compare
from mingzhang.facts.model import Disclosure


def differences(expected: Disclosure, read: Disclosure) -> list[str]:
    """Facts by address and value (zeros may be left out), every field of every evaluation, unit and year.

    A file prints the year and the form's own notes, which compiled records leave to the form; figures of
    the last year are printed in the explanation only, where claims speak of them.
    """
    found = [
        f"{change.place}: {change.old} → {change.new}"
        for change in compare(expected, read).changes
        if change.kind in ("fact", "evaluation") and not _is_printed_year(change.place, change.old)
    ]
    return [line for line in found if not line.startswith("figures/")] + list(_head(expected, read))


def _is_printed_year(place: str, old: str | None) -> bool:
    return place.endswith("/year") and old is None


def _head(expected: Disclosure, read: Disclosure) -> Iterator[str]:
    for name in ("kind", "fiscal_year"):
        if getattr(expected, name) != getattr(read, name):
            yield f"{name}: {getattr(expected, name)} → {getattr(read, name)}"
    if expected.unit.name != read.unit.name:
        yield f"unit: {expected.unit.name} → {read.unit.name}"
    ids = [[item.id for item in each.statements] for each in (expected, read)]
    if ids[0] != ids[1]:
        yield f"statements: {ids[0]} → {ids[1]}"


def paragraphs_of(disclosure: Disclosure) -> list[str]:
    """The explanation's headings and paragraphs without white space."""
    return [
        "".join(text.split())
        for section in disclosure.explanation
        for text in (section.title, *(paragraph.text for paragraph in section.paragraphs))
        if text
    ]
