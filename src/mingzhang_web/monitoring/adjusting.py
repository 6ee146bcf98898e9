"""Proposing a new target, and deciding on it; what is approved is a record of the year."""

from __future__ import annotations

import datetime

from django.db import transaction

from mingzhang.app.workbench import Text, dictionary_of
from mingzhang_web import policy
from mingzhang_web.monitoring.models import Adjustment
from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.record import record
from mingzhang_web.year.changes import changing
from mingzhang_web.year.locking import keep
from mingzhang_web.year.models import SourceRow, UnitYear

TABLE = "target_adjustments"


def propose(
    account: Account, unit_year: UnitYear, indicator: SourceRow, target: str, reason: str
) -> Text | None:
    """Proposes a new target of an indicator; the text says why not."""
    policy.demand(account, "write_targets")
    cells = indicator.cells
    if not target or target == cells.get("target", ""):
        return Text("请填新的指标值。", "Give the new target.")
    if not reason:
        return Text("请写明调整原因。", "Give the reason of the adjustment.")
    with transaction.atomic():
        held = UnitYear.objects.select_for_update(of=("self",)).get(pk=unit_year.pk)
        if not held.is_open:
            return Text("已提交，不能再调整目标。", "Submitted: targets cannot be adjusted now.")
        item = Adjustment.objects.create(
            unit_year=held, project=cells.get("project", ""), order=int(cells.get("order") or 0),
            indicator=cells.get("level3", "")[:300], before=current_target(held, cells)[:200],
            target=target[:200], reason=reason[:2000], by=account,
        )  # fmt: skip
        details = {"project": item.project, "order": item.order, "target": item.target, "note": reason}
        record(account, "targets.proposed", held, str(held), details)
    return None


def decide(
    account: Account, item: Adjustment, approved: bool, document: str, date: datetime.date | None,
    note: str, version: int,
) -> Text | None:  # fmt: skip
    """Approves or refuses; the text says why not. Overtaken where another decided first."""
    policy.demand(account, "decide_targets")
    unit_year = item.unit_year
    if item.outcome != "proposed":
        return Text("这项调整已经办结。", "This adjustment has been decided.")
    if approved and (not document or date is None or date.year != unit_year.fiscal_year):
        return Text(
            "批准须填文号和本年度内的日期。", "An approval needs its document and a day within the year."
        )
    if not approved and not note:
        return Text("不批准须写明原因。", "A refusal needs its reason.")
    if approved and not UnitYear.objects.get(pk=unit_year.pk).is_open:
        return Text("已提交，不能再调整目标。", "Submitted: targets cannot be adjusted now.")
    values = {
        "outcome": "approved" if approved else "refused", "document": document[:100], "date": date,
        "note": note[:2000], "decided_by": account,
    }  # fmt: skip
    with transaction.atomic():
        kept = keep(Adjustment, version, {"pk": item.pk}, values)
        if approved:
            with changing(account, unit_year, "targets.approved") as details:
                _as_record(kept)
                details.update(project=kept.project, order=kept.order, target=kept.target, document=document)
        else:
            details = {"project": kept.project, "order": kept.order, "note": note}
            record(account, "targets.refused", unit_year, str(unit_year), details)
    return None


def current_target(unit_year: UnitYear, cells: dict[str, str]) -> str:
    """The target as the last adjustment left it."""
    made = SourceRow.objects.filter(
        unit_year=unit_year, table=TABLE, cells__project=cells.get("project"), cells__order=cells.get("order")
    )
    dated = sorted(made, key=lambda row: (row.cells.get("date", ""), row.position))
    return str(dated[-1].cells.get("target", "")) if dated else str(cells.get("target", ""))


def _as_record(item: Adjustment) -> None:
    last = SourceRow.objects.filter(unit_year=item.unit_year, table=TABLE).order_by("-position").first()
    known = {column.name for column in dictionary_of(item.unit_year.fiscal_year).tables[TABLE].columns}
    cells = {
        "date": str(item.date), "document": item.document, "project": item.project,
        "order": str(item.order), "target": item.target, "reason": item.reason,
    }  # fmt: skip
    SourceRow.objects.create(
        unit_year=item.unit_year, table=TABLE, position=(last.position if last else 0) + 1,
        cells={name: value for name, value in cells.items() if name in known},
    )  # fmt: skip
