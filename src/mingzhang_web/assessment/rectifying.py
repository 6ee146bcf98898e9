"""A problem's way: notice → rectified → checked again, and back where the check fails."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from mingzhang.app.workbench import Text
from mingzhang_web import policy
from mingzhang_web.assessment.models import Rectification
from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.record import record
from mingzhang_web.year.locking import Overtaken, keep
from mingzhang_web.year.models import UnitYear

PERMISSIONS = {"rectify": "rectify", "pass": "notify", "fail": "notify"}
STEPS = {"rectify": ("issued", "rectified"), "pass": ("rectified", "closed"), "fail": ("rectified", "issued")}
"""What is done, and from which stage to which."""


def notify(
    account: Account, unit_year: UnitYear, project: str, problem: str, document: str,
    deadline: datetime.date | None,
) -> Text | None:  # fmt: skip
    """Issues a notice; the text says why not."""
    policy.demand(account, "notify")
    if not problem:
        return Text("请写明问题。", "Say what the problem is.")
    if deadline is None or deadline < timezone.localdate():
        return Text("请填整改期限（不早于今天）。", "Give the deadline, not before today.")
    with transaction.atomic():
        item = Rectification.objects.create(
            unit_year=unit_year, project=project, problem=problem[:2000], document=document[:100],
            deadline=deadline, by=account,
        )  # fmt: skip
        details = {"rectification": item.pk, "project": project, "deadline": str(deadline), "note": problem}
        record(account, "rectification.notice", unit_year, str(unit_year), details)
    return None


def step(
    account: Account, item: Rectification, what: str, text: str, deadline: datetime.date | None, version: int
) -> Text | None:
    """Does the next step; the text says why not. Overtaken where another was faster."""
    policy.demand(account, PERMISSIONS[what])
    begins, ends = STEPS[what]
    if not text:
        return Text("请写明整改措施或复查情况。", "Say what was done, or what the check found.")
    if what == "fail" and (deadline is None or deadline < timezone.localdate()):
        return Text("复查未通过，请填新的整改期限。", "The check failed: give a new deadline.")
    if item.stage != begins:
        raise Overtaken(item)
    values = {"stage": ends, "measure" if what == "rectify" else "check_note": text[:2000]}
    if what == "fail":
        values["deadline"] = deadline
    told = {"what": what, "text": text[:2000], "date": timezone.localdate().isoformat()}
    with transaction.atomic():
        kept = keep(Rectification, version, {"pk": item.pk}, {**values, "history": [*item.history, told]})
        details = {"rectification": kept.pk, "stage": ends, "note": text[:2000]}
        record(account, f"rectification.{what}", kept.unit_year, str(kept.unit_year), details)
    return None
