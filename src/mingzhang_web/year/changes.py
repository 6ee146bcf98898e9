"""A change of a year's records: one transaction, a new revision, an entry in the trail."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Max, Sum

from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.record import record
from mingzhang_web.year.models import UnitYear


@contextmanager
def changing(account: Account, unit_year: UnitYear, verb: str) -> Iterator[dict[str, Any]]:
    """Changes records of a year that is open; the dictionary it gives is what the trail will say of it.

    An exception inside takes everything back. A year that was submitted meanwhile takes no change.
    """
    with transaction.atomic():
        held = UnitYear.objects.select_related("office").select_for_update(of=("self",)).get(pk=unit_year.pk)
        if not held.is_open:
            raise PermissionDenied("closed")
        details: dict[str, Any] = {}
        yield details
        held.revision += 1
        held.save(update_fields=["revision"])
        record(account, verb, held, str(held), details)
    unit_year.revision = held.revision


def standing(unit_year: UnitYear) -> tuple[int, int]:
    """What names the records of a year as they stand: every change of them goes through `changing`. Ask it
    before the records are read, so that what is kept under it is never older than it says."""
    return unit_year.pk, unit_year.revision


def state_of(unit_year: UnitYear, tables: Collection[str]) -> tuple[Any, ...]:
    """What names the records of some tables as they stand, with registers and evidence: unlike `standing` it
    stays the same while others change. A new record has a higher key than any before, a changed one a higher
    version, and one that went is one less: no two states of a year have the same sums."""
    rows = unit_year.rows.filter(table__in=tables).order_by()
    records = unit_year.register_records.order_by()
    sums = {"count": Count("pk"), "last": Max("pk"), "versions": Sum("version")}
    evidence = unit_year.evidence.order_by().aggregate(count=Count("pk"), last=Max("pk"))
    found = (rows.aggregate(**sums), records.aggregate(**sums), evidence)
    return (unit_year.pk, *(value for sum_ in found for value in sum_.values()))
