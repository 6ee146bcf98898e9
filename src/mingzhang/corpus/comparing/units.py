"""The disclosures of the units that are compared, by unit and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb

from mingzhang.corpus.asking.views import quoted
from mingzhang.corpus.columns import unpacked
from mingzhang.facts.model import Disclosure
from mingzhang.kit.errors import UsageError

FINAL = "final_accounts"


@dataclass(frozen=True, slots=True)
class Edition:
    """One current document of a unit."""

    document: str
    path: str
    kind: str
    year: int


@dataclass(slots=True)
class ComparedUnit:
    """One unit (or department: `scope`), its final accounts and budgets by year."""

    name: str
    code: str | None
    scope: str | None
    accounts: dict[int, Edition] = field(default_factory=dict)
    budgets: dict[int, Edition] = field(default_factory=dict)


def units_named(connection: duckdb.DuckDBPyConnection, named: Sequence[str]) -> list[ComparedUnit]:
    """The units by code or full name; a department and a unit of one name are two.

    Raises UsageError where the lake has none of that name or code, naming some that come near.
    """
    found: list[ComparedUnit] = []
    for name in named:
        units = _named(connection, name)
        if not units:
            raise _unknown(connection, name)
        found += [unit for unit in units if unit not in found]
    return found


def _named(connection: duckdb.DuckDBPyConnection, name: str) -> list[ComparedUnit]:
    query = (
        "SELECT document, path, kind, fiscal_year, unit_name, unit_code, scope FROM current "
        f"WHERE status = 'read' AND fiscal_year IS NOT NULL AND {quoted(name)} IN (unit_code, unit_name) "
        "ORDER BY fiscal_year, path"
    )
    units: dict[str | None, ComparedUnit] = {}
    for document, path, kind, year, unit_name, code, scope in connection.execute(query).fetchall():
        unit = units.setdefault(scope, ComparedUnit(unit_name or name, code, scope))
        editions = unit.accounts if kind == FINAL else unit.budgets
        editions.setdefault(year, Edition(document, path, kind, year))
    return list(units.values())


def _unknown(connection: duckdb.DuckDBPyConnection, name: str) -> UsageError:
    query = (
        "SELECT DISTINCT unit_name FROM current WHERE unit_name IS NOT NULL "
        f"ORDER BY jaro_winkler_similarity(unit_name, {quoted(name)}) DESC, unit_name LIMIT 3"
    )
    near = [str(row[0]) for row in connection.execute(query).fetchall()]
    hint, hint_en = (f"，相近的有：{'、'.join(near)}", f"; near: {', '.join(near)}") if near else ("", "")
    return UsageError(
        f"湖中没有编码或全称为“{name}”的单位{hint}。",
        f"the lake has no unit with the code or full name “{name}”{hint_en}.",
    )


def disclosure_of(connection: duckdb.DuckDBPyConnection, edition: Edition) -> Disclosure:
    """The whole disclosure."""
    query = f"SELECT disclosure FROM documents WHERE document = {quoted(edition.document)}"
    [(content,)] = connection.execute(query).fetchall()
    return unpacked(content)
