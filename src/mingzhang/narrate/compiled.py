"""The explanation of a compiled disclosure: uses and reasons come from the package's records."""

from __future__ import annotations

from collections import defaultdict

from mingzhang.compile.package import SourcePackage
from mingzhang.facts.model import Disclosure
from mingzhang.narrate.explanation import narrate as narrate_facts
from mingzhang.narrate.recorded import Reasons
from mingzhang.standard.load import Standard

PURPOSES = {
    "overseas_trips": ("trip_groups", "trip_persons"),
    "vehicle_purchase": ("vehicles_purchased",),
    "vehicle_operation": ("vehicles_held",),
    "reception": ("reception_batches", "reception_persons", "domestic_reception_amount"),
}
"""Item of the three public expenses → measures whose recorded purposes tell its use."""


def narrate(
    disclosure: Disclosure, prior: Disclosure | None, package: SourcePackage, standard: Standard
) -> None:
    """Adds explanation, claims and glossary. A unit speaks with its own records only, a department with
    those of all its units, in their order."""
    narrate_facts(disclosure, standard, reasons_of(package, disclosure), prior)


def reasons_of(package: SourcePackage, disclosure: Disclosure) -> Reasons:
    """The recorded texts by kind and cell; several units' different texts are joined by a semicolon."""
    speaks = _speakers(package, disclosure)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for unit, kind, about, text in package.rows(
        "SELECT unit, kind, about, text FROM rows_reasons ORDER BY row"
    ):
        if text and unit in speaks:
            found[str(kind), _trimmed(str(about))].append(str(text).strip().rstrip("。；"))
    for unit, measure, purpose in package.rows(
        "SELECT unit, measure, purpose FROM rows_three_public ORDER BY row"
    ):
        for item, measures in PURPOSES.items():
            if purpose and unit in speaks and measure in measures:
                found["purpose", item].append(str(purpose).strip().rstrip("。；"))
    texts = {key: "；".join(dict.fromkeys(parts)) for key, parts in found.items() if key[0] != "purpose"}
    for item in PURPOSES:
        if ("purpose", item) in found:
            joined = "、".join(dict.fromkeys(found["purpose", item]))
            texts.setdefault(("use", f"three_public/{item}"), joined)
    return Reasons(texts)


def _trimmed(about: str) -> str:
    return about.strip().strip("/").replace(" ", "")


def _speakers(package: SourcePackage, disclosure: Disclosure) -> frozenset[str]:
    """The units whose records the explanation may repeat."""
    codes = [code for (code,) in package.rows("SELECT code FROM rows_units ORDER BY row")]
    members = package.rows("SELECT count(*) FROM rows_units WHERE kind <> 'adjustment'")[0][0]
    alone = disclosure.unit.scope == "unit" and members > 1
    return frozenset([disclosure.unit.code] if alone else codes)
