"""The clocks of a unit's year, from the approvals that are recorded."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils import timezone

from mingzhang.app.workbench import Due, due_of
from mingzhang_web.organisations.models import Office
from mingzhang_web.portal.models import Publication
from mingzhang_web.review.models import Clearance, Decree, Milestone
from mingzhang_web.year.models import UnitYear

EVENTS = {"congress": "bureau", "department": "department"}
"""Recorded by the bureau → of which kind of office."""


def clocks_of(unit_years: Iterable[UnitYear], today: datetime.date | None = None) -> dict[int, list[Due]]:
    """Year → its clocks as of today. A year that is being corrected again counts from its first approval and
    publication: a correction does not make it late."""
    today = today or timezone.localdate()
    years = list(unit_years)
    milestones = {
        (item.office_id, item.fiscal_year, item.event): item.date for item in Milestone.objects.all()
    }
    approved: dict[int, datetime.date] = {}
    for decree in Decree.objects.filter(unit_year__in=years).defer("disclosure").order_by("-pk"):
        approved[decree.unit_year_id] = decree.date
    published, secret = _published(years), _not_published(years)
    found = {year.pk: _clocks(year, milestones, approved, published, today) for year in years}
    return {
        key: [clock for clock in clocks if key not in secret or clock.clock != "publication"]
        for key, clocks in found.items()
    }


def _not_published(years: list[UnitYear]) -> set[int]:
    """Years that the confidentiality review keeps from publication: no clock runs until then."""
    decided = (
        Clearance.objects.filter(unit_year__in=years).order_by("pk").values_list("unit_year", "decision")
    )
    return {key for key, decision in dict(decided).items() if decision == "not_published"}


def _clocks(
    year: UnitYear,
    milestones: dict[tuple[int, int, str], datetime.date],
    approved: dict[int, datetime.date],
    published: dict[int, datetime.date],
    today: datetime.date,
) -> list[Due]:
    events = {}
    above = [int(number) for number in year.office.path.split("/") if number]
    for event in EVENTS:
        for office in above:
            if (office, year.fiscal_year, event) in milestones:
                events[event] = milestones[office, year.fiscal_year, event]
    if year.pk in approved:
        events["unit"] = approved[year.pk]
    if year.pk in published:
        events["publication"] = published[year.pk]
    return due_of(year.fiscal_year, events, today)


def _published(years: list[UnitYear]) -> dict[int, datetime.date]:
    """Year → the day of its first publication."""
    numbers = {year.published_as: year.pk for year in years if year.published_as is not None}
    found = {}
    for item in Publication.objects.filter(pk__in=list(numbers)).defer("disclosure", "changes"):
        first = item
        while first.corrects is not None:
            first = first.corrects
        found[numbers[item.pk]] = timezone.localtime(first.at).date()
    return found


def milestone_offices(offices: Iterable[Office]) -> list[tuple[str, Office]]:
    """(event, office) of every approval that can be recorded below."""
    return [(event, office) for office in offices for event, kind in EVENTS.items() if office.kind == kind]
