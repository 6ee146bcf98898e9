"""A self-evaluation scored again: difference to the unit's own score, and the grade that counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from mingzhang.app.workbench import Text, grade_of_score
from mingzhang_web import policy
from mingzhang_web.assessment.models import Assessment
from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.record import record
from mingzhang_web.year.locking import keep
from mingzhang_web.year.models import UnitYear

CLOSED = ("draft", "returned", "correcting", "approved", "amending", "published")
"""While the unit still writes there is nothing to score; what is approved stays as it was."""
ROLES = {"department_reviewer": "department", "finance_reviewer": "finance"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A second score beside the unit's own: its grade, and how much it differs (signed, points)."""

    assessment: Assessment
    grade: str
    difference: str


@dataclass(frozen=True, slots=True)
class Final:
    """The score and grade that count: the finance bureau's, else the department's, else the unit's own."""

    score: str | None
    grade: str | None
    by: Text


def evaluator_of(account: Account) -> str | None:
    """As whom the account scores, or None."""
    return ROLES.get(account.role) if policy.may(account, "assess") else None


def may_assess(account: Account, unit_year: UnitYear) -> bool:
    """Whether the account may score the year's projects as the year stands."""
    return evaluator_of(account) is not None and unit_year.state not in CLOSED


def assess(
    account: Account, unit_year: UnitYear, project: str, score: str, reason: str, version: int
) -> Text | None:
    """Saves the account's score; the text says why not. Overtaken where another saved first."""
    policy.demand(account, "assess")
    evaluator = evaluator_of(account)
    assert evaluator is not None, "the permission is theirs alone"
    if grade_of_score(score, unit_year.fiscal_year) is None:
        return Text(
            "得分应为 0 到 100，最多两位小数。", "The score is from 0 to 100, with at most two decimals."
        )
    if not reason:
        return Text("请写明评分的理由。", "Give the reason of the score.")
    with transaction.atomic():
        held = UnitYear.objects.select_for_update(of=("self",)).get(pk=unit_year.pk)
        if held.state in CLOSED:
            return Text("现在不能复评。", "It cannot be scored now.")
        kept = keep(
            Assessment,
            version,
            {"unit_year": held, "project": project, "evaluator": evaluator},
            {"score": score, "reason": reason[:2000], "by": account},
        )
        details = {"project": project, "evaluator": evaluator, "score": kept.score, "note": kept.reason}
        record(account, "assessment.saved", held, str(held), details)
    return None


def compared(unit_year: UnitYear, form: Any) -> list[Compared]:
    """The second scores of a form, each beside the unit's own."""
    found = Assessment.objects.filter(unit_year=unit_year, project=form.project_code)
    return [
        Compared(item, grade_of_score(item.score, unit_year.fiscal_year) or "",
                 _difference(item.score, form.total_score))
        for item in found
    ]  # fmt: skip


def final(unit_year: UnitYear, form: Any, scores: list[Compared]) -> Final:
    """The score that counts."""
    by = {item.assessment.evaluator: item for item in scores}
    for evaluator in ("finance", "department"):
        if evaluator in by:
            item = by[evaluator]
            return Final(item.assessment.score, item.grade, item.assessment.evaluator_name)
    return Final(form.total_score, form.grade, Text("单位自评", "Self-evaluation"))


def _difference(score: str, own: str | None) -> str:
    if own is None:
        return ""
    return f"{Decimal(score) - Decimal(own):+.2f}"
