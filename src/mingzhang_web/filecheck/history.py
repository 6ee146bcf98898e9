"""The files of the same unit, one after the other: what each closed, kept and added."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.db.models import QuerySet

from mingzhang.app.follow_up import FollowUp, follow_up
from mingzhang.app.workbench import Language
from mingzhang_web import policy_own as policy
from mingzhang_web.filecheck.models import DroppedFile
from mingzhang_web.organisations.models import Account


@dataclass(slots=True)
class Step:
    """A later file against the one before it."""

    earlier: DroppedFile
    later: DroppedFile
    result: FollowUp


def same_unit(account: Account, file: DroppedFile) -> QuerySet[DroppedFile]:
    """The checked files of the unit, year and kind that the account sees, oldest first. A unit is known by
    its code, or by its full name where no code is printed."""
    found = policy.files_of(account).filter(fiscal_year=file.fiscal_year, kind=file.kind).exclude(verdict="")
    if file.unit_code:
        found = found.filter(unit_code=file.unit_code)
    elif file.unit_name:
        found = found.filter(unit_name=file.unit_name, unit_code="")
    else:
        found = found.filter(pk=file.pk)
    return found.order_by("at", "pk")


def earlier_of(account: Account, file: DroppedFile) -> DroppedFile | None:
    """The file of the same unit before this one."""
    return same_unit(account, file).filter(at__lt=file.at).last()


def step_of(earlier: DroppedFile, later: DroppedFile, language: Language) -> Step:
    """What became of the earlier file's findings."""
    return Step(earlier, later, follow_up(earlier.report(language), later.report(language), later.ran))


def steps_of(account: Account, file: DroppedFile, language: Language) -> list[Step]:
    """Every step of the unit's history, newest first."""
    found = list(same_unit(account, file))
    steps = [step_of(one, other, language) for one, other in pairwise(found)]
    return steps[::-1]
