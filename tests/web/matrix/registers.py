"""Who may do what: the registers of a unit's year."""

from __future__ import annotations

from typing import Any

from mingzhang_web.registers.models import RegisterRecord
from mingzhang_web.year.models import UnitYear
from tests.web.matrix import KEEPERS, LET_IN, TARGETS, Address, Arguments


def register(**further: Any) -> Arguments:
    """A register of the year."""
    return lambda _: {"register": "hazard", **further}


def record(unit_year: UnitYear) -> dict[str, Any]:
    """The first hazard of the year, which is the section's."""
    found = RegisterRecord.objects.filter(unit_year=unit_year, register="hazard")[0]
    return {"register": "hazard", "record_id": found.pk}


ADDRESSES = {
    "registers": Address(TARGETS),
    "registers_overdue": Address(TARGETS),
    "register": Address(TARGETS, with_=register()),
    "register_add": [
        Address(KEEPERS, with_=register()),
        Address(KEEPERS, "post", with_=register()),
    ],
    "register_record": [
        Address(TARGETS, with_=record),
        Address(KEEPERS, "post", with_=record),
    ],
    "register_report": Address(TARGETS, with_=lambda _: {"register": "supplies", "name": "stock"}),
    "register_measure": Address(TARGETS, with_=register(name="rate")),
    "register_import": [
        Address(KEEPERS, with_=register()),
        Address(KEEPERS, "post", with_=register()),
    ],
    "register_preview": [
        Address(KEEPERS, with_=register(token="A" * 24), answers=LET_IN),
        Address(KEEPERS, "post", with_=register(token="A" * 24), answers=LET_IN),
    ],
    "register_export": Address(TARGETS, with_=register()),
}
