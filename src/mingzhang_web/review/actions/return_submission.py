"""A reviewer returns the year to an earlier step."""

from __future__ import annotations

from typing import Any

from mingzhang.app.workbench import Text
from mingzhang_web.compiled.compiling import disclosure_of, latest
from mingzhang_web.organisations.models import Account
from mingzhang_web.review.actions.base import Action
from mingzhang_web.review.actions.given import Given
from mingzhang_web.review.models import Remark
from mingzhang_web.review.places import forms, titled
from mingzhang_web.year.models import UnitYear
from mingzhang_web.year.states import STATES, earlier, rank


class ReturnSubmission(Action):
    """Back to any earlier step, with at least one reason attached to a cell, a form or a sentence."""

    name = "return"
    title = Text("退回", "Return")
    explanation = Text(
        "退回到前面任一步；每条意见对应一个数字、一张表或一句话。",
        "Back to any earlier step; every reason is attached to a figure, a form or a sentence.",
    )
    permission = "return"
    comes_from = frozenset({"submitted", "cleared", "signed", "reviewed", "examined", "approved", "amending"})
    leads_to = "returned"
    needs_compiled = False
    form = "review/forms/return.html"
    bulk = True

    def offered_to(self, account: Account, unit_year: UnitYear) -> bool:
        """To whoever holds the year or stands above its holder; what is approved, to the approver alone."""
        if not super().offered_to(account, unit_year):
            return False
        approved = unit_year.state in ("approved", "amending")
        holder = "finance_reviewer" if approved else STATES[unit_year.state].holder
        return rank(account.role) >= rank(holder)

    def context(self, account: Account, unit_year: UnitYear) -> dict[str, Any]:
        compilation = latest(unit_year)
        return {
            "drafts": drafts_of(account, unit_year),
            "steps": [(name, STATES[name].name, ) for name in earlier(unit_year.state)],
            "forms": [] if compilation is None else forms(disclosure_of(compilation)),
        }  # fmt: skip

    def refusals(self, account: Account, unit_year: UnitYear, given: Given) -> list[Text]:
        if self.target(unit_year, given) not in earlier(unit_year.state):
            return [Text("只能退回到前面的步骤。", "Only an earlier step can be returned to.")]
        place, note = _place(given), given.text("note")
        if place is None and not note and drafts_of(account, unit_year).exists():
            return []
        if not note:
            return [Text("请写明退回原因。", "Give the reason of the return.")]
        if place is None or titled(unit_year, place) is None:
            return [
                Text(
                    "退回原因须对应一个数字、一张表或一句话。",
                    "The reason must be attached to a figure, a form or a sentence.",
                )
            ]
        return []

    def target(self, unit_year: UnitYear, given: Given) -> str:
        return given.text("to") or self.leads_to

    def follow(self, account: Account, unit_year: UnitYear, given: Given, prepared: Any) -> dict[str, Any]:
        place, target = _place(given), self.target(unit_year, given)
        if place is not None:
            kind, address = place
            Remark.objects.create(
                unit_year=unit_year, kind=kind, place=address, title=(titled(unit_year, place) or "")[:300],
                text=given.text("note"), by=account,
            )  # fmt: skip
        sent = list(drafts_of(account, unit_year))
        drafts_of(account, unit_year).update(returned_to=target)
        told = [{"kind": item.kind, "place": item.place, "text": item.text} for item in sent]
        return {"remarks": told, "note": "；".join(f"{item.title}：{item.text}" for item in sent)[:2000]}


def drafts_of(account: Account, unit_year: UnitYear) -> Any:
    """The reviewer's remarks that were not sent yet."""
    return Remark.objects.filter(unit_year=unit_year, by=account, returned_to="")


def _place(given: Given) -> tuple[str, str] | None:
    """`cell:expenditure/total/project`, `form:statement:expenditure`, `sentence:3/0`."""
    kind, _, address = given.text("place", 220).partition(":")
    return (kind, address) if kind in ("cell", "form", "sentence") and address else None
