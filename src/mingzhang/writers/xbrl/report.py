"""The report: an XBRL 2.1 instance and xBRL-JSON with the same facts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mingzhang.facts.model import Unit
from mingzhang.kit.printable import printable
from mingzhang.writers.publication import Publication
from mingzhang.writers.xbrl import linkbases
from mingzhang.writers.xbrl.build import Built, build
from mingzhang.writers.xbrl.elements import Element, child, root, simple, to_bytes
from mingzhang.writers.xbrl.model import ReportedFact, Taxonomy
from mingzhang.writers.xbrl.names import (
    ENTITY_SCHEME,
    ISO4217,
    LINK,
    PREFIX,
    XBRLDI,
    XBRLI,
    XLINK,
    XSI,
)
from mingzhang.writers.xbrl.schema import SCHEMA_NAME, schema

_INSTANCE, _JSON = "report.xbrl", "report.json"


def write_report(publication: Publication, folder: Path) -> list[Path]:
    """Schema, linkbases, instance and xBRL-JSON below `folder`."""
    built = build(publication)
    taxonomy = built.taxonomy
    year = publication.disclosure.fiscal_year or publication.standard.year
    entity = _entity(publication.disclosure.unit)
    files = {
        SCHEMA_NAME: schema(taxonomy),
        "label.xml": linkbases.labels(taxonomy),
        "presentation.xml": linkbases.presentation(taxonomy),
        "definition.xml": linkbases.definition(taxonomy),
        **({"calculation.xml": linkbases.calculation(taxonomy)} if taxonomy.sums else {}),
        _INSTANCE: _instance(built, year, entity),
        _JSON: _json(built, year, entity),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def _entity(unit: Unit) -> str:
    """The unit's code, else its name, as an identifier without spaces."""
    return "".join(printable(unit.code or unit.name or "").split()) or "unknown"


Dimensions = tuple[tuple[str, str], ...]


def _instance(built: Built, year: int, entity: str) -> bytes:
    taxonomy = built.taxonomy
    prefixes: dict[str, str] = {
        "xbrli": XBRLI, "link": LINK, "xlink": XLINK, "xbrldi": XBRLDI, "xsi": XSI, "iso4217": ISO4217,
        PREFIX: taxonomy.namespace,
    }  # fmt: skip
    top = root(XBRLI, "xbrl", prefixes)
    simple(top, "schemaRef", SCHEMA_NAME)
    contexts = {at: f"c{number}" for number, at in enumerate(_contexts(built.facts), 1)}
    for at, name in contexts.items():
        _context(top, taxonomy, name, at, year, entity)
    for name, measure in (("CNY", "iso4217:CNY"), ("pure", "xbrli:pure")):
        child(child(top, XBRLI, "unit", id=name), XBRLI, "measure").text = measure
    for number, fact in enumerate(built.facts, 1):
        attributes = {"id": f"f{number}", "contextRef": contexts[fact.dimensions]}
        if fact.unit is not None:
            attributes["unitRef"] = fact.unit
        element = child(top, taxonomy.namespace, fact.concept, **attributes)
        if fact.value is None:
            element.set(f"{{{XSI}}}nil", "true")
        else:
            element.text = fact.value
            if fact.decimals is not None:
                element.set("decimals", str(fact.decimals))
    return to_bytes(top)


def _contexts(facts: Sequence[ReportedFact]) -> list[Dimensions]:
    return list(dict.fromkeys(fact.dimensions for fact in facts))


def _context(top: Element, taxonomy: Taxonomy, name: str, at: Dimensions, year: int, entity: str) -> None:
    context = child(top, XBRLI, "context", id=name)
    identifier = child(child(context, XBRLI, "entity"), XBRLI, "identifier", scheme=ENTITY_SCHEME)
    identifier.text = entity
    period = child(context, XBRLI, "period")
    child(period, XBRLI, "startDate").text = f"{year}-01-01"
    child(period, XBRLI, "endDate").text = f"{year}-12-31"
    if not at:
        return
    scenario = child(context, XBRLI, "scenario")
    for axis, member in at:
        if taxonomy.axes[axis].typed:
            typed = child(scenario, XBRLDI, "typedMember", dimension=f"{PREFIX}:{axis}")
            child(typed, taxonomy.namespace, axis.replace("Axis", "Value")).text = member
        else:
            explicit = child(scenario, XBRLDI, "explicitMember", dimension=f"{PREFIX}:{axis}")
            explicit.text = f"{PREFIX}:{member}"


def _json(built: Built, year: int, entity: str) -> bytes:
    taxonomy = built.taxonomy
    facts: dict[str, Any] = {}
    for number, fact in enumerate(built.facts, 1):
        dimensions = {
            "concept": f"{PREFIX}:{fact.concept}",
            "entity": f"unit:{entity}",
            "period": f"{year}-01-01T00:00:00/{year + 1}-01-01T00:00:00",
        }
        if fact.unit == "CNY":
            dimensions["unit"] = "iso4217:CNY"
        if fact.unit is None:
            dimensions["language"] = "zh"
        for axis, member in fact.dimensions:
            typed = taxonomy.axes[axis].typed
            dimensions[f"{PREFIX}:{axis}"] = member if typed else f"{PREFIX}:{member}"
        entry: dict[str, Any] = {"value": fact.value, "dimensions": dimensions}
        if fact.decimals is not None and fact.value is not None:
            entry["decimals"] = fact.decimals
        facts[f"f{number}"] = entry
    report = {
        "documentInfo": {
            "documentType": "https://xbrl.org/2021/xbrl-json",
            "namespaces": {
                PREFIX: taxonomy.namespace,
                "unit": ENTITY_SCHEME,
                "iso4217": ISO4217,
                "xbrl": "https://xbrl.org/2021",
            },
            "taxonomy": [SCHEMA_NAME],
        },
        "facts": facts,
    }
    return json.dumps(report, ensure_ascii=False, indent=1).encode() + b"\n"
