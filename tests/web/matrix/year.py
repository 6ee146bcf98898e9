"""Who may do what: a unit's year and its records."""

from __future__ import annotations

from typing import Any

from mingzhang_web.year.models import UnitYear
from tests.web.matrix import FINANCE, KEEPERS, READERS, TARGETS, Address, Arguments


def table(name: str) -> Arguments:
    """A table of the year."""
    return lambda _: {"table": name}


def row_of(name: str) -> Arguments:
    """The first row of a table of the year."""

    def arguments(unit_year: UnitYear) -> dict[str, Any]:
        return {"table": name, "row_id": unit_year.rows.filter(table=name)[0].pk}

    return arguments


TARGET_TABLES = ("projects", "indicators", "results")
ABSENT_IMPORT = {"with_": lambda _: {"token": "A" * 24}, "answers": (404, 422)}

ADDRESSES = {
    "home": Address(TARGETS, of="account"),
    "open_year": Address(FINANCE, of="account"),
    "year": Address(TARGETS),
    "import": [Address(FINANCE), Address(FINANCE, "post")],
    "import_preview": [Address(FINANCE, **ABSENT_IMPORT), Address(FINANCE, "post", **ABSENT_IMPORT)],
    "workbook": Address(FINANCE),
    "export": Address(READERS),
    "grid": [
        Address(READERS, with_=table("expenditure")),
        Address(FINANCE, "post", with_=table("expenditure")),
        *(Address(TARGETS, with_=table(name)) for name in TARGET_TABLES),
        Address(KEEPERS, "post", with_=table("results")),
    ],
    "record": [
        Address(READERS, with_=row_of("expenditure")),
        Address(FINANCE, "post", with_=row_of("expenditure")),
        *(Address(TARGETS, with_=row_of(name)) for name in TARGET_TABLES),
        Address(KEEPERS, "post", with_=row_of("results")),
    ],
}
