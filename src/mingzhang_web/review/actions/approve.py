"""The finance bureau approves the accounts."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from mingzhang.app.workbench import Text
from mingzhang_web.organisations.models import Account
from mingzhang_web.review.actions.base import Action
from mingzhang_web.review.actions.given import Given
from mingzhang_web.review.models import Decree
from mingzhang_web.review.presenting import presented_of, sha256_of
from mingzhang_web.year.models import UnitYear


class Approve(Action):
    """Approved: the figures are frozen by their hash, and the days until publication count."""

    name = "approve"
    title = Text("批复", "Approve")
    explanation = Text(
        "批复决算，写明日期和文号；数字按指纹冻结，批复后二十日内公开。",
        "Approves, with date and document; the figures are frozen by their hash, publication is due in "
        "twenty days.",
    )
    permission = "approve"
    comes_from = frozenset({"examined"})
    leads_to = "approved"
    form = "review/forms/approve.html"
    bulk = True

    def context(self, account: Account, unit_year: UnitYear) -> dict[str, Any]:
        return {"today": timezone.localdate()}

    def refusals(self, account: Account, unit_year: UnitYear, given: Given) -> list[Text]:
        day, found = given.day("date"), []
        if day is None or day > timezone.localdate():
            found.append(
                Text("请填批复日期（不晚于今天）。", "Give the day of the approval, not after today.")
            )
        if not given.text("document"):
            found.append(Text("请填批复文号。", "Give the approval's document number."))
        return found

    def follow(self, account: Account, unit_year: UnitYear, given: Given, prepared: Any) -> dict[str, Any]:
        data, day = presented_of(unit_year), given.day("date")
        assert data is not None, "an obstacle"
        assert day is not None, "a refusal"
        decree = Decree.objects.create(
            unit_year=unit_year,
            date=day,
            document=given.text("document", 100),
            authority=account.office.name if account.office else "",
            disclosure=data,
            sha256=sha256_of(data),
            by=account,
        )
        return {"date": day.isoformat(), "document": decree.document, "sha256": decree.sha256}
