"""The county of the demonstration: what it is brought to, and that loading it twice changes nothing."""

from __future__ import annotations

import pytest

from mingzhang_web.demo.county import DEPARTMENTS, load_county
from mingzhang_web.portal.models import Publication
from mingzhang_web.review.clocks import clocks_of
from mingzhang_web.trail.models import Entry
from mingzhang_web.trail.record import first_broken
from mingzhang_web.year.models import UnitYear

RETURNED, LATE, CORRECTED = "082001", "083001", "083004"


@pytest.mark.django_db
def test_a_returned_a_late_and_a_corrected_unit() -> None:
    chosen = frozenset({RETURNED, LATE, CORRECTED})
    load_county(chosen)
    years = {year.office.code: year for year in UnitYear.objects.filter(office__code__in=chosen)}
    assert {code: year.state for code, year in years.items()} == {
        RETURNED: "returned", LATE: "approved", CORRECTED: "published"
    }  # fmt: skip
    assert years[RETURNED].remarks.get().kind == "sentence"
    late = {
        code: [(clock.clock, clock.late) for clock in clocks_of([year])[year.pk] if clock.late]
        for code, year in years.items()
    }
    assert late == {RETURNED: [], LATE: [("publication", 8)], CORRECTED: []}
    first, second = Publication.objects.filter(unit_code=CORRECTED).order_by("version")
    assert second.corrects == first
    assert first_broken() is None
    entries = Entry.objects.count()
    load_county(chosen)
    assert Entry.objects.count() == entries


def test_twelve_units_are_planned() -> None:
    units = [unit for department in DEPARTMENTS for unit in department.units]
    assert len(units) == 12
    assert sum(unit.state == "returned" for unit in units) == 3
    assert {unit.remark[0].split(":")[0] for unit in units if unit.remark} == {"cell", "form", "sentence"}
