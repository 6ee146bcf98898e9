"""What an action is: from which states, to which, by whom, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.db import transaction

from mingzhang.app.workbench import Text
from mingzhang_web import policy
from mingzhang_web.compiled.compiling import is_current, latest
from mingzhang_web.organisations.models import Account
from mingzhang_web.review.actions.given import Given
from mingzhang_web.review.waiving import errors_left
from mingzhang_web.trail.record import record
from mingzhang_web.year.models import UnitYear

NOTE_OWED = Text("请写明原因。", "Give a reason.")


class Refused(Exception):
    """The action may not be done now; `reasons` say why."""

    def __init__(self, reasons: list[Text]) -> None:
        super().__init__("; ".join(reason.zh for reason in reasons))
        self.reasons = reasons


class Stale(Exception):
    """Another has changed the state since the page was shown."""


class Action:
    """A change of a year's state: one permission check, one assignment, one entry of the trail.

    `needs_note`: it takes a reason. `needs_compiled`: the records must be compiled as they stand, without
    an error-severity finding that nobody waived. `form`: the template of what is filled in beside the
    button. `bulk`: it can be done for many years at once. `takes_long`: it is done in the background.
    """

    name: str
    title: Text
    explanation: Text
    permission: str
    comes_from: frozenset[str]
    leads_to: str
    needs_note = False
    needs_compiled = True
    form = "review/forms/note.html"
    bulk = False
    takes_long = False

    def offered_to(self, account: Account, unit_year: UnitYear) -> bool:
        """Whether the account may do it in the state the year is in."""
        return policy.may(account, self.permission) and unit_year.state in self.comes_from

    def obstacles(self, unit_year: UnitYear) -> list[Text]:
        """What must be done first."""
        if not self.needs_compiled:
            return []
        compilation = latest(unit_year)
        if compilation is None:
            return [Text("还没有编制决算。", "The accounts have not been compiled.")]
        found = []
        if not is_current(unit_year, compilation):
            found.append(
                Text("数据在编制之后改过，请重新编制。", "The records changed since; compile again.")
            )
        if errors := errors_left(unit_year, compilation):
            found.append(Text(f"还有 {errors} 个错误级问题。", f"{errors} error-severity findings are left."))
        return found

    def refusals(self, account: Account, unit_year: UnitYear, given: Given) -> list[Text]:
        """What is missing or wrong in what was filled in."""
        return [NOTE_OWED] if self.needs_note and not given.text("note") else []

    def target(self, unit_year: UnitYear, given: Given) -> str:
        """The state that it leads to."""
        return self.leads_to

    def context(self, account: Account, unit_year: UnitYear) -> dict[str, Any]:
        """What its form shows."""
        return {}

    def perform(
        self,
        account: Account,
        unit_year: UnitYear,
        version: int,
        given: Given | None = None,
        writing: Callable[[], AbstractContextManager[None]] = transaction.atomic,
    ) -> UnitYear:
        """Does it, and writes in the one transaction that `writing` opens. PermissionDenied: not this role's;
        Stale: the state is not the one that was shown; Refused: something stands in its way, or what was
        filled in is missing or wrong."""
        given = given or Given()
        policy.demand(account, self.permission)
        unit_year = policy.unit_year_of(account, unit_year.pk)
        if unit_year.version != version or not self.offered_to(account, unit_year):
            raise Stale(unit_year.state)
        prepared = self.prepare(account, unit_year, given)
        with writing():
            held = UnitYear.objects.select_for_update(of=("self",)).get(pk=unit_year.pk)
            if held.version != version or not self.offered_to(account, held):
                raise Stale(held.state)
            reasons = [*self.obstacles(held), *self.refusals(account, held, given)]
            if reasons:
                raise Refused(reasons)
            target = self.target(held, given)
            details: dict[str, Any] = {"from": held.state, "to": target, "revision": held.revision}
            if note := given.text("note"):
                details["note"] = note
            details.update(self.follow(account, held, given, prepared))
            held.state = target
            held.version += 1
            held.save(update_fields=["state", "version"])
            record(account, f"year.{self.name}", held, str(held), details)
        return held

    def prepare(self, account: Account, unit_year: UnitYear, given: Given) -> Any:
        """Long work before the transaction, which would keep others from writing."""
        return None

    def follow(self, account: Account, unit_year: UnitYear, given: Given, prepared: Any) -> dict[str, Any]:
        """What else happens in the same transaction, told to the trail."""
        return {}
