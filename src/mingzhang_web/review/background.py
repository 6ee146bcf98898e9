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
    """Performs an action, which is one transaction of its own, in the version that was shown. A worker that
    takes up the job of one that was killed just after it finds the year where the action leads to: done."""
    wanted = ACTIONS[action]
    unit_year = policy.unit_year_of(work.account, year)
    done = work.job.attempts > 1 and unit_year.version == version + 1 and unit_year.state == wanted.leads_to
    if not done:
        work.step(0, 0, wanted.title)
        try:
            wanted.perform(work.account, unit_year, version, Given(given))
        except Stale:
            raise MingzhangError(CHANGED.zh, CHANGED.en) from None
    with work.finishing(reverse("year", args=[year])):
        pass
