"""What an action is: from which states, to which, by whom, and what stands in its way."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from mingzhang.app.workbench import Text
from mingzhang_web import policy
from mingzhang_web.compiled.compiling import is_current, latest
from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.record import record
from mingzhang_web.year.models import UnitYear


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
    an error-severity finding.
    """

    name: str
    title: Text
    explanation: Text
    permission: str
    comes_from: frozenset[str]
    leads_to: str
    needs_note = False
    needs_compiled = True

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
        if compilation.errors:
            found.append(
                Text(
                    f"还有 {compilation.errors} 个错误级问题。",
                    f"{compilation.errors} error-severity findings are left.",
                )
            )
        return found

    def perform(self, account: Account, unit_year: UnitYear, version: int, note: str = "") -> UnitYear:
        """Does it. PermissionDenied: not this role's; Stale: the state is not the one that was shown;
        Refused: something stands in its way, or the reason is missing."""
        policy.demand(account, self.permission)
        unit_year = policy.unit_year_of(account, unit_year.pk)
        if unit_year.version != version or unit_year.state not in self.comes_from:
            raise Stale(unit_year.state)
        prepared = self.prepare(unit_year)
        with transaction.atomic():
            held = UnitYear.objects.select_for_update().get(pk=unit_year.pk)
            if held.version != version or held.state not in self.comes_from:
                raise Stale(held.state)
            reasons = self.obstacles(held)
            if self.needs_note and not note.strip():
                reasons.append(Text("请写明原因。", "Give a reason."))
            if reasons:
                raise Refused(reasons)
            details: dict[str, Any] = {"from": held.state, "to": self.leads_to, "revision": held.revision}
            if note.strip():
                details["note"] = note.strip()[:2000]
            held.state = self.leads_to
            held.version += 1
            held.save(update_fields=["state", "version"])
            details.update(self.follow(held, prepared))
            record(account, f"year.{self.name}", held, str(held), details)
        return held

    def prepare(self, unit_year: UnitYear) -> Any:
        """Long work before the transaction, which would keep others from writing."""
        return None

    def follow(self, unit_year: UnitYear, prepared: Any) -> dict[str, Any]:
        """What else happens in the same transaction, told to the trail."""
        return {}
