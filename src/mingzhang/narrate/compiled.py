"""The explanation of a compiled disclosure: uses and reasons come from the package's `reasons.csv`."""

from __future__ import annotations

from mingzhang.compile.package import SourcePackage
from mingzhang.facts.model import Disclosure
from mingzhang.narrate.explanation import narrate as narrate_facts
from mingzhang.narrate.phrases import Reasons
from mingzhang.standard.load import Standard


def narrate(
    disclosure: Disclosure, prior: Disclosure | None, package: SourcePackage, standard: Standard
) -> None:
    """Adds explanation, claims and glossary. A unit's own reasons count before those of the others."""
    narrate_facts(disclosure, standard, reasons_of(package, disclosure.unit.code), prior)


def reasons_of(package: SourcePackage, unit: str | None) -> Reasons:
    """The recorded texts by kind and cell, as the package's rows stand; the first of a unit wins."""
    rows = package.rows("SELECT unit, kind, about, text FROM rows_reasons ORDER BY ALL")
    texts: dict[tuple[str, str], str] = {}
    for _, kind, about, text in sorted(rows, key=lambda row: row[0] != unit):
        if text:
            texts.setdefault((str(kind), str(about)), str(text))
    return Reasons(texts)
