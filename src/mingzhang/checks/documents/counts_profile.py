"""Counts about the unit: sections, member units, staff, vehicles."""

from __future__ import annotations

from mingzhang.checks.documents.amounts import figure, find, number, quoted
from mingzhang.checks.documents.texts import texts_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Claim, Disclosure, Source
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


def _stated(disclosure: Disclosure, name: str) -> Claim | None:
    """The claim that states a figure of the profile, or None."""
    return next(
        (item for item in disclosure.claims if item.about is not None and item.about.figure == name), None
    )


@document_check("listed_against_stated")
def listed_against_stated(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """As many sections (or member units) are listed as the text says there are."""
    outcome = Outcome()
    texts = texts_of(case, standard)
    profile = case.disclosure.profile
    field: str = rule.parameters["list"]
    listed: list[str] = getattr(profile, field)
    claims = [
        (claim, name)
        for name in rule.parameters["figures"]
        if (claim := _stated(case.disclosure, name)) is not None
    ]
    if not listed or not claims:
        outcome.miss("没有写明个数，或没有列出名称", "no number is stated, or no names are listed")
        return outcome
    for claim, name in claims:
        allowed = {len(listed), len(set(listed))}
        if rule.parameters.get("own_unit_apart"):
            allowed.add(len([item for item in listed if item != case.disclosure.unit.name]))
        if int(float(claim.value)) in allowed:
            outcome.hold()
            continue
        shown = texts.masked("、".join(listed))
        source = profile.sources.get(field) or claim.source
        outcome.breach(
            Breach(
                values={"stated": claim.value, "listed": str(len(listed)), "names": shown},
                facts=[FindingFact(statement="profile", code=name, value=claim.value, source=claim.source)],
                printed=claim.value,
                expected=str(len(listed)),
                difference=str(int(float(claim.value)) - len(listed)),
                source=claim.source if claim.source.line or claim.source.page else source,
            )
        )
    return outcome


@document_check("staff_total")
def staff_total(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """The staff's total is the sum of its categories."""
    outcome = Outcome()
    staff = case.disclosure.profile.staff
    parts = {category: count for category, count in staff.items() if category != "total"}
    if "total" not in staff or not parts:
        outcome.miss("没有写明人员总数或分类人数", "the staff's total or its categories are not stated")
        return outcome
    without_retired = sum(
        count for category, count in parts.items() if category not in rule.parameters["apart"]
    )
    if staff["total"] in (sum(parts.values()), without_retired):
        outcome.hold()
        return outcome
    names: dict[str, str] = rule.parameters["names"]
    listed = " + ".join(f"{names.get(category, category)}{count}" for category, count in parts.items())
    source = case.disclosure.profile.sources.get("staff", Source())
    outcome.breach(
        Breach(
            values={"total": str(staff["total"]), "parts": listed, "sum": str(sum(parts.values()))},
            facts=[
                FindingFact(statement="profile", code=f"staff/{category}", value=str(count), source=source)
                for category, count in staff.items()
            ],
            printed=str(staff["total"]),
            expected=str(sum(parts.values())),
            difference=str(staff["total"] - sum(parts.values())),
            arithmetic=f"{listed} = {sum(parts.values())}",
        )
    )
    return outcome


@document_check("vehicles_held")
def vehicles_held(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Vehicles held in the 三公 text against statement 10, or against the text on state assets."""
    outcome = Outcome()
    held = figure(case.disclosure, "vehicles_held")
    statement = case.disclosure.statement("supplementary_statistics")
    total = find(statement, "vehicles_total", "count")
    stated, counted = number(held), number(total)
    if held is None or stated is None or total is None or counted is None:
        outcome.miss("没有写明保有量，或没有车辆合计", "vehicles held or the table's total are missing")
        return outcome
    if stated == counted:
        outcome.hold()
        return outcome
    more = stated > counted
    reason = (
        Text("使用财政拨款的车辆不会多于全部车辆", "vehicles on appropriations cannot exceed all vehicles")
        if more
        else Text("请核对，或说明差异", "check, or explain the difference")
    )
    outcome.breach(
        Breach(
            values={"stated": held.value or "", "counted": total.value or "", "reason": reason},
            facts=[quoted("figures", held), quoted("supplementary_statistics", total)],
            printed=held.value,
            expected=total.value,
            difference=str(stated - counted),
            severity="error" if more else None,
        )
    )
    return outcome
