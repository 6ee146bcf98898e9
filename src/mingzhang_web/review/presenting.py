"""What of a year is to be approved and published, and how it differs from what was."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from django.utils import timezone

from mingzhang.app.workbench import (
    Decision,
    Difference,
    Language,
    SecondScore,
    differences,
    presented,
    with_decisions,
)
from mingzhang_web.assessment.models import Assessment
from mingzhang_web.compiled.compiling import latest
from mingzhang_web.review.models import Clearance, Decree, Submission
from mingzhang_web.trail.models import Entry
from mingzhang_web.year.models import UnitYear


def clearance_of(unit_year: UnitYear) -> Clearance | None:
    """The newest confidentiality review."""
    return Clearance.objects.filter(unit_year=unit_year).last()


def decree_of(unit_year: UnitYear) -> Decree | None:
    """The newest approval."""
    return Decree.objects.filter(unit_year=unit_year).last()


def presented_of(unit_year: UnitYear) -> bytes | None:
    """The compiled accounts with what the clearance withholds and with the second scores; None where
    nothing is compiled."""
    compilation = latest(unit_year)
    if compilation is None:
        return None
    clearance = clearance_of(unit_year)
    withheld = tuple(sorted(clearance.withheld.items())) if clearance else ()
    scores = tuple(
        SecondScore(item.project, item.evaluator, item.score, item.reason)
        for item in Assessment.objects.filter(unit_year=unit_year).order_by("project", "evaluator")
    )
    return _presented(bytes(compilation.disclosure), withheld, scores)


@lru_cache(maxsize=32)
def _presented(data: bytes, withheld: tuple[tuple[str, str], ...], scores: tuple[SecondScore, ...]) -> bytes:
    return presented(data, dict(withheld), scores)


def sha256_of(data: bytes) -> str:
    """The hash by which figures are frozen."""
    return hashlib.sha256(data).hexdigest()


def since_last_submission(unit_year: UnitYear, language: Language) -> list[Difference] | None:
    """What the newest submission changed against the one before; None where there is but one."""
    last = list(Submission.objects.filter(unit_year=unit_year).order_by("-number")[:2])
    if len(last) < 2:
        return None
    return differences(bytes(last[1].disclosure), bytes(last[0].disclosure), language)


def since_approval(unit_year: UnitYear, language: Language) -> list[Difference]:
    """How what would be published now differs from what was approved."""
    decree, data = decree_of(unit_year), presented_of(unit_year)
    if decree is None or data is None or sha256_of(data) == decree.sha256:
        return []
    return differences(bytes(decree.disclosure), data, language)


def to_publish(unit_year: UnitYear, data: bytes) -> bytes:
    """The disclosure with the approvals of its way: clearance, signature, approval and publication."""
    found = []
    clearance, decree = clearance_of(unit_year), decree_of(unit_year)
    unit = unit_year.office.name
    if clearance is not None:
        day, basis = _day(clearance.at), clearance.basis
        found.append(Decision("confidentiality_review", day, unit, "", clearance.decision, basis))
    signed = Entry.objects.filter(
        object_kind="UnitYear", object_id=unit_year.pk, verb="year.sign"
    ).last()  # fmt: skip
    if signed is not None:
        found.append(Decision("head_signature", _day(signed.at), unit, "", "approved"))
    if decree is not None:
        approved = Decision(
            "final_accounts", decree.date.isoformat(), decree.authority, decree.document, "approved"
        )
        found.append(approved)
    found.append(Decision("publication", _day(timezone.now()), unit, "", "approved"))
    return with_decisions(data, found)


def _day(moment: object) -> str:
    return timezone.localtime(moment).date().isoformat()  # type: ignore[arg-type]
