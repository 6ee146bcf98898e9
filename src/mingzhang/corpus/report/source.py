"""What the report is made from: the current disclosures of a lake, each with its region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import duckdb

from mingzhang.corpus.report.expected import Expected
from mingzhang.kit.language import Language


@dataclass(frozen=True, slots=True)
class Published:
    """One current document. `region`: of the list of units, else the folder that it was found in.

    `inside`: it is included in the disclosure of its department, so no sum may take it as well.
    """

    document: str
    path: str
    kind: str | None
    fiscal_year: int | None
    name: str | None
    code: str | None
    scope: str | None
    department_name: str | None
    department_code: str | None
    members: tuple[str, ...]
    verdict: str
    errors: int
    warnings: int
    remarks: int
    reason: str | None
    region: str
    inside: bool = False

    @property
    def readable(self) -> bool:
        """Whether it could be read."""
        return self.verdict != "unreadable"


@dataclass(slots=True)
class Source:
    """The documents of a report (of one year or all), the list of expected units, and the lake to ask."""

    connection: duckdb.DuckDBPyConnection
    published: list[Published]
    expected: Sequence[Expected] = ()
    language: Language = "zh"

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The answer to a query of ours."""
        return self.connection.execute(query).fetchall()

    def read(self) -> list[Published]:
        """Those that could be read."""
        return [item for item in self.published if item.readable]


_QUERY = """
SELECT d.document, d.path, d.kind, d.fiscal_year, d.unit_name, d.unit_code, d.scope, d.department_name,
       d.department_code, d.member_units, coalesce(c.verdict, 'unreadable'),
       coalesce(f.errors, 0), coalesce(f.warnings, 0), coalesce(f.remarks, 0), d.reason
FROM current d
LEFT JOIN checks c USING (document)
LEFT JOIN (
    SELECT document, count(*) FILTER (severity = 'error') AS errors,
           count(*) FILTER (severity = 'warning') AS warnings, count(*) FILTER (severity = 'info') AS remarks
    FROM findings GROUP BY document
) f USING (document)
ORDER BY d.fiscal_year NULLS LAST, d.unit_name NULLS LAST, d.scope, d.kind, d.path, d.document
"""


def source_of(
    connection: duckdb.DuckDBPyConnection,
    expected: Sequence[Expected],
    year: int | None,
    language: Language,
) -> Source:
    """The source of a report; with `year` only that year's (and what could not be read at all)."""
    regions = _regions(expected)
    found = []
    for row in connection.execute(_QUERY).fetchall():
        if year is not None and row[3] not in (year, None):
            continue
        path = str(row[1])
        region = regions.get(("code", row[5])) or regions.get(("name", row[4])) or _folder(path)
        found.append(_published(row, region))
    return Source(connection, _marked(found), expected, language)


_NAMES = (
    *("document", "path", "kind", "fiscal_year", "name", "code", "scope", "department_name"),
    *("department_code", "members", "verdict", "errors", "warnings", "remarks", "reason"),
)
"""What the columns of the query are called here."""


def _published(row: Sequence[Any], region: str) -> Published:
    cells = dict(zip(_NAMES, row, strict=True))
    return Published(**cells | {"members": tuple(cells["members"] or ())}, region=region)


def _regions(expected: Iterable[Expected]) -> dict[tuple[str, str | None], str]:
    found: dict[tuple[str, str | None], str] = {}
    for unit in expected:
        if unit.region is not None:
            found.update({key: unit.region for key in (("code", unit.code), ("name", unit.name)) if key[1]})
    return found


def _folder(path: str) -> str:
    """The folder (or archive) that a file lies in."""
    return PurePosixPath(path.replace("!", "/")).parent.name


def _marked(published: list[Published]) -> list[Published]:
    """The documents, those marked that a department's disclosure of the same year and kind includes."""
    whole: dict[tuple[str | None, int | None], set[str]] = defaultdict(set)
    for item in published:
        if item.scope == "department":
            names = (item.name, item.code, item.department_name, item.department_code, *item.members)
            whole[item.kind, item.fiscal_year].update(name for name in names if name)
    return [
        replace(item, inside=True)
        if item.scope != "department"
        and {item.name, item.code, item.department_name, item.department_code}
        & whole.get((item.kind, item.fiscal_year), set())
        else item
        for item in published
    ]
