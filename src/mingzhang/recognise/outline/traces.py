"""What a file tells beside its text: names of persons, changes, hidden parts; the names are not repeated."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.facts.model import Trace
from mingzhang.kit.chinese import fold
from mingzhang.standard.headings import Headings

_AUTHOR = "author"


def traces_of(found: Sequence[tuple[str, str]], headings: Headings, unit: str | None) -> list[Trace]:
    """The traces of a file. An author that is the unit, another office or a program is none; a person's
    name is left out."""
    traces = []
    for kind, text in found:
        if kind != _AUTHOR:
            traces.append(Trace(kind=kind, text=text))
        elif (
            text != unit and not _impersonal(text, headings) and Trace(kind=kind, text=_AUTHOR) not in traces
        ):
            traces.append(Trace(kind=kind, text=_AUTHOR))
    return traces


def _impersonal(name: str, headings: Headings) -> bool:
    plain = fold(name).lower()
    return not plain or any(plain.endswith(fold(word).lower()) for word in headings.impersonal_authors)
