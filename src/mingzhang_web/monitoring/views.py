"""The monitoring table as of a day, and adjustments of targets."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mingzhang.app.workbench import InvalidBooks, MonitoredTable, dictionary_of, monitor_books
from mingzhang_web import policy
from mingzhang_web.access import for_year
from mingzhang_web.kept import Kept
from mingzhang_web.language import language_of, said
from mingzhang_web.monitoring.adjusting import decide, propose
from mingzhang_web.monitoring.models import Adjustment
from mingzhang_web.year.changes import standing
from mingzhang_web.year.ledger import books_of
from mingzhang_web.year.locking import Overtaken, both_shown, conflict_of, version_in
from mingzhang_web.year.models import SourceRow, UnitYear

_tables: Kept[MonitoredTable] = Kept(32)


def _day(request: HttpRequest, unit_year: UnitYear) -> datetime.date:
    """The day that was asked for, within the year; without one today, or the year's last day."""
    year = unit_year.fiscal_year
    try:
        day = datetime.date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        day = timezone.localdate()
    return min(max(day, datetime.date(year, 1, 1)), datetime.date(year, 12, 31))


def _table(request: HttpRequest, unit_year: UnitYear, day: datetime.date) -> MonitoredTable:
    codes, language = policy.project_codes_of(request.user, unit_year), language_of(request)
    seen = None if codes is None else sorted(codes)
    key = (*standing(unit_year), day, language, None if seen is None else tuple(seen))
    return _tables.get(key, lambda: monitor_books(books_of(unit_year), day, language, seen))


@for_year("see_targets")
def monitoring(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """Money, results, forecast, risk and measure of every project."""
    day = _day(request, unit_year)
    context: dict[str, Any] = {"unit_year": unit_year, "part": "monitoring", "day": day}
    try:
        context["table"] = _table(request, unit_year, day)
    except InvalidBooks as error:
        context |= {"problems": error.problems, "tables": dictionary_of(unit_year.fiscal_year).tables}
        return render(request, "compiled/invalid.html", context, status=422)
    context["may_write"] = unit_year.is_open and policy.may(request.user, "write_targets")
    return render(request, "monitoring/monitoring.html", context)


@for_year("see_records")
def monitoring_csv(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """The whole table as CSV, with the mark that spreadsheets need."""
    day = _day(request, unit_year)
    try:
        data = _table(request, unit_year, day).csv
    except InvalidBooks:
        raise Http404 from None
    response = HttpResponse(
        data.encode("utf-8-sig" if not data.startswith("\ufeff") else "utf-8"), content_type="text/csv"
    )
    response["Content-Disposition"] = f'attachment; filename="monitoring-{day.isoformat()}.csv"'
    return response


def _seen(request: HttpRequest, unit_year: UnitYear, rows: Any, column: str) -> Any:
    codes = policy.project_codes_of(request.user, unit_year)
    return rows if codes is None else rows.filter(**{f"{column}__in": sorted(codes)})


@for_year("see_targets")
def adjustments(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """Every adjustment of a target; POST proposes one."""
    indicators = _seen(
        request, unit_year, SourceRow.objects.filter(unit_year=unit_year, table="indicators"),
        "cells__project",
    )  # fmt: skip
    if request.method == "POST":
        policy.demand(request.user, "write_targets")
        chosen = request.POST.get("indicator", "")
        row = indicators.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
        if row is None:
            raise Http404
        typed = [request.POST.get(name, "").strip() for name in ("target", "reason")]
        return _done(request, unit_year, propose(request.user, unit_year, row, *typed))
    context = {
        "unit_year": unit_year,
        "part": "monitoring",
        "items": _seen(request, unit_year, Adjustment.objects.filter(unit_year=unit_year), "project"),
        "indicators": indicators.order_by("cells__project", "position"),
        "may_propose": unit_year.is_open and policy.may(request.user, "write_targets"),
        "may_decide": policy.may(request.user, "decide_targets"),
        "today": timezone.localdate(),
    }
    return render(request, "monitoring/adjustments.html", context)


@require_POST
@for_year("decide_targets")
def adjustment(request: HttpRequest, unit_year: UnitYear, item_id: int) -> HttpResponse:
    """Approves or refuses one adjustment."""
    item = Adjustment.objects.filter(unit_year=unit_year, pk=item_id).first()
    if item is None:
        raise Http404
    document, note = (request.POST.get(name, "").strip() for name in ("document", "note"))
    try:
        date = datetime.date.fromisoformat(request.POST.get("date", ""))
    except ValueError:
        date = None
    approved = request.POST.get("outcome") == "approved"
    try:
        why = decide(request.user, item, approved, document, date, note, version_in(request))
    except Overtaken as error:
        now = error.standing
        fields = [
            conflict_of(said(request, "文号", "Document"), "document", now.document, document),
            conflict_of(said(request, "说明", "Note"), "note", now.note, note),
        ]
        hidden = {"version": now.version, "outcome": request.POST.get("outcome", ""), "date": date or ""}
        return both_shown(request, unit_year, fields, hidden, reverse("adjustments", args=[unit_year.pk]))
    return _done(request, unit_year, why)


def _done(request: HttpRequest, unit_year: UnitYear, problem: Any) -> HttpResponse:
    back = reverse("adjustments", args=[unit_year.pk])
    if problem is None:
        return HttpResponseRedirect(back)
    context = {"unit_year": unit_year, "reasons": [problem], "back": back}
    return render(request, "review/refused.html", context, status=422)
