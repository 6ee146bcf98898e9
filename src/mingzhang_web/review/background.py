"""Actions that take long: writing a publication in all formats takes seconds, and no page waits for it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from mingzhang.app.workbench import MingzhangError, Text
from mingzhang_web import jobs, policy
from mingzhang_web.review.actions.base import Stale
from mingzhang_web.review.actions.given import Given
from mingzhang_web.review.registry import ACTIONS

CHANGED = Text(
    "状态刚被别人改过，请看过最新情况再操作。", "The state has just been changed; look again before you act."
)


@jobs.kind("year.act", Text("办理", "action on a year"))
def act(work: jobs.Work, *, year: int, action: str, version: int, given: dict[str, Any]) -> None:
    """Performs an action in the version that was shown; what it writes is one transaction with the end of the
    job, so that it is neither done twice nor said to be cancelled when it was done."""
    wanted, address = ACTIONS[action], reverse("year", args=[year])
    unit_year = policy.unit_year_of(work.account, year)
    if work.job.attempts > 1 and unit_year.version == version + 1 and unit_year.state == wanted.leads_to:
        with work.finishing(address):  # done by the one whose worker was killed
            return
    work.step(0, 0, wanted.title)
    try:
        wanted.perform(work.account, unit_year, version, Given(given), lambda: work.finishing(address))
    except Stale:
        raise MingzhangError(CHANGED.zh, CHANGED.en) from None
