"""Waivers: findings that a reviewer accepts with a reason."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from mingzhang.app.workbench import Text, Waived
from mingzhang_web import policy
from mingzhang_web.compiled.compiling import report_of
from mingzhang_web.compiled.models import Compilation
from mingzhang_web.organisations.models import Account
from mingzhang_web.review.models import Waiver
from mingzhang_web.trail.record import record
from mingzhang_web.year.models import UnitYear


def errors_left(unit_year: UnitYear, compilation: Compilation) -> int:
    """Error-severity findings that nobody waived."""
    if not compilation.errors:
        return 0
    waived = set(Waiver.objects.filter(unit_year=unit_year).values_list("finding", "rule"))
    findings = report_of(compilation, "zh")["findings"]
    return sum(
        finding["severity"] == "error" and (finding["id"], finding["rule"]) not in waived
        for finding in findings
    )


def waive(account: Account, unit_year: UnitYear, finding: dict[str, Any], reason: str) -> Waiver | Text:
    """Accepts one finding of the year's compilation; the text says why not. A published year takes none."""
    policy.demand(account, "waive")
    if not reason.strip():
        return Text("请写明豁免的原因。", "Give the reason of the waiver.")
    with transaction.atomic():
        held = UnitYear.objects.select_for_update(of=("self",)).get(pk=unit_year.pk)
        if held.state == "published":
            return Text("已公开，不能再豁免。", "Published: nothing can be waived.")
        waiver, new = Waiver.objects.get_or_create(
            unit_year=held,
            finding=finding["id"],
            defaults={
                "rule": finding["rule"], "title": finding["title"][:300], "severity": finding["severity"],
                "reason": reason.strip()[:1000], "by": account,
            },
        )  # fmt: skip
        if new:
            details = {"rule": waiver.rule, "finding": waiver.finding, "note": waiver.reason}
            record(account, "finding.waived", held, str(held), details)
    return waiver


def take_back(account: Account, unit_year: UnitYear, waiver: Waiver) -> None:
    """The finding counts again; the trail keeps that it was waived."""
    policy.demand(account, "waive")
    with transaction.atomic():
        details = {"rule": waiver.rule, "finding": waiver.finding}
        waiver.delete()
        record(account, "finding.waiver_withdrawn", unit_year, str(unit_year), details)


def waived_in(unit_year: UnitYear) -> list[Waived]:
    """The waivers as a publication names them: by office and role, never by a person's name."""
    waivers = Waiver.objects.filter(unit_year=unit_year).select_related("by", "by__office")
    return [
        Waived(item.finding, item.rule, item.reason, signed_as(item.by), item.at.date().isoformat())
        for item in waivers
    ]


def signed_as(account: Account) -> str:
    """Office and role of an account, for what is published."""
    office = account.office.name if account.office else ""
    return f"{office} {account.role_name.zh}".strip()
