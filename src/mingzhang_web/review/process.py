"""How a publication came about, for whoever reads it: every step with its day and role, every waiver."""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone

from mingzhang_web.organisations.models import ROLES
from mingzhang_web.review.models import Waiver
from mingzhang_web.review.presenting import clearance_of, decree_of
from mingzhang_web.review.waiving import signed_as
from mingzhang_web.trail.models import Entry
from mingzhang_web.year.models import UnitYear

STEPS = (
    "year.submit", "year.clear", "year.sign", "year.review", "year.examine", "year.approve", "year.return",
    "year.amend", "year.correct", "year.publish",
)  # fmt: skip


def process_json(unit_year: UnitYear, explanation: str) -> bytes:
    """`mingzhang/process/1`: by office and role, never by a person's name. What reviewers remarked stays
    between them and the unit; that and when a year was returned is told. `explanation`: why what is
    published differs from what was approved."""
    clearance, decree = clearance_of(unit_year), decree_of(unit_year)
    entries = Entry.objects.filter(object_kind="UnitYear", object_id=unit_year.pk, verb__in=STEPS)
    content: dict[str, Any] = {
        "schema": "mingzhang/process/1",
        "unit": {"name": unit_year.office.name, "code": unit_year.office.code},
        "fiscal_year": unit_year.fiscal_year,
        "steps": [
            {
                "date": timezone.localtime(entry.at).date().isoformat(),
                "step": entry.verb.removeprefix("year."),
                "title": entry.verb_name.zh,
                "role": ROLES[entry.role].zh if entry.role in ROLES else entry.role,
                "trail": entry.hash,
            }
            for entry in entries.order_by("pk")
        ],
        "waivers": [
            {
                "rule": item.rule, "finding": item.finding, "severity": item.severity, "title": item.title,
                "reason": item.reason, "by": signed_as(item.by),
                "date": timezone.localtime(item.at).date().isoformat(),
            }
            for item in Waiver.objects.filter(unit_year=unit_year).select_related("by", "by__office")
        ],
    }  # fmt: skip
    if clearance is not None:
        content["confidentiality_review"] = {"decision": clearance.decision, "basis": clearance.basis}
    if decree is not None:
        content["approval"] = {
            "date": decree.date.isoformat(), "document": decree.document, "authority": decree.authority,
            "sha256": decree.sha256,
        }  # fmt: skip
    if explanation:
        content["differs_from_approval_because"] = explanation
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
