"""The confidentiality review of the unit."""

from __future__ import annotations

from typing import Any

from mingzhang.app.workbench import Text
from mingzhang_web.compiled.compiling import disclosure_of, latest
from mingzhang_web.organisations.models import Account
from mingzhang_web.review.actions.base import Action
from mingzhang_web.review.actions.given import Given
from mingzhang_web.review.models import DECISIONS, Clearance
from mingzhang_web.year.models import UnitYear


class Clear(Action):
    """Says what may be published: all, a part, nothing; what may not, with its legal basis."""

    name = "clear"
    title = Text("完成保密审查", "Finish the confidentiality review")
    explanation = Text(
        "公开之前须经保密审查（财预〔2016〕143号）；不公开的内容须写明法律依据。",
        "A confidentiality review precedes publication; what is withheld needs its legal basis.",
    )
    permission = "clear"
    comes_from = frozenset({"submitted"})
    leads_to = "cleared"
    form = "review/forms/clear.html"

    def context(self, account: Account, unit_year: UnitYear) -> dict[str, Any]:
        compilation = latest(unit_year)
        statements = [] if compilation is None else disclosure_of(compilation).statements
        return {"decisions": DECISIONS, "statements": statements}

    def refusals(self, account: Account, unit_year: UnitYear, given: Given) -> list[Text]:
        decision, basis = given.text("decision"), given.text("basis")
        known = {item.id for item in self.context(account, unit_year)["statements"]}
        chosen = given.chosen("withheld")
        if decision not in DECISIONS:
            return [Text("请选择审查结论。", "Choose the decision.")]
        if decision != "publish_all" and not basis:
            return [Text("不公开的内容须写明法律依据。", "What is withheld needs its legal basis.")]
        if decision == "publish_in_part" and (not chosen or not set(chosen) <= known):
            return [Text("请选择不公开的表。", "Choose the statements that are withheld.")]
        if decision != "publish_in_part" and chosen:
            return [Text("只有“部分公开”才选择表。", "Statements are chosen for “in part” alone.")]
        return []

    def follow(self, account: Account, unit_year: UnitYear, given: Given, prepared: Any) -> dict[str, Any]:
        basis = given.text("basis", 500)
        clearance = Clearance.objects.create(
            unit_year=unit_year,
            decision=given.text("decision"),
            basis=basis,
            withheld={name: basis.rstrip("。") for name in sorted(given.chosen("withheld"))},
            by=account,
        )
        return {"decision": clearance.decision, "basis": basis, "withheld": sorted(clearance.withheld)}
