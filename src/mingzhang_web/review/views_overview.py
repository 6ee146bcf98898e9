"""The reviewer's overview: every unit, who is late, many passed or returned at once."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mingzhang.app.workbench import Text
from mingzhang_web import policy
from mingzhang_web.access import for_account
from mingzhang_web.compiled.compiling import disclosure_of, newest_of
from mingzhang_web.compiled.models import Compilation
from mingzhang_web.language import said
from mingzhang_web.review.actions.base import Action, Refused, Stale
from mingzhang_web.review.actions.given import Given
from mingzhang_web.review.background import CHANGED
from mingzhang_web.review.clocks import EVENTS, clocks_of, milestone_offices
from mingzhang_web.review.models import Milestone, Submission
from mingzhang_web.review.registry import ACTIONS
from mingzhang_web.review.waiving import errors_left
from mingzhang_web.trail.record import record
from mingzhang_web.year.locking import Overtaken, both_shown, conflict_of, keep, version_in
from mingzhang_web.year.models import UnitYear
from mingzhang_web.year.states import STATES


def _bulk_actions(request: HttpRequest) -> list[Action]:
    return [item for item in ACTIONS.values() if item.bulk and policy.may(request.user, item.permission)]


@for_account("see_overview")
def overview(request: HttpRequest) -> HttpResponse:
    """Every unit that the account sees in one year: state, errors, clocks, what waits for the account."""
    years = policy.unit_years_of(request.user)
    known = sorted(set(years.values_list("fiscal_year", flat=True)), reverse=True)
    asked = request.GET.get("year", "")
    fiscal_year = int(asked) if asked.isdecimal() and int(asked) in known else (known[0] if known else None)
    chosen = list(years.filter(fiscal_year=fiscal_year).order_by("office__parent__code", "office__code"))
    clocks = clocks_of(chosen)
    newest = newest_of(chosen)
    submitted = Counter(Submission.objects.filter(unit_year__in=chosen).values_list("unit_year", flat=True))
    rows = [_row(request, year, newest.get(year.pk), clocks[year.pk], submitted[year.pk]) for year in chosen]
    wanted = request.GET.get("state", "")
    counts = Counter("late" if row["late"] else row["year"].state for row in rows)
    counts.update(row["year"].state for row in rows if row["late"])
    if wanted:
        rows = [row for row in rows if (row["late"] if wanted == "late" else row["year"].state == wanted)]
    context = {
        "rows": rows,
        "fiscal_year": fiscal_year,
        "years": known,
        "wanted": wanted,
        "total": len(chosen),
        "late": counts["late"],
        "states": [(name, state.name, counts[name]) for name, state in STATES.items() if counts[name]],
        "bulk_actions": _bulk_actions(request),
        "milestones": _milestones(request, fiscal_year),
        "common_forms": _common_forms(newest.values()),
        "may_list": fiscal_year is not None and policy.may(request.user, "see_budget_list"),
        "may_record": policy.may(request.user, "record_milestones"),
        "today": timezone.localdate(),
    }
    return render(request, "review/overview.html", context)


def _common_forms(compilations: Iterable[Compilation]) -> list[tuple[str, str]]:
    """(id, title) of the statements, which every unit has: what a bulk return can be attached to."""
    for compilation in compilations:
        return [(item.id, item.title or item.id) for item in disclosure_of(compilation).statements]
    return []


def _row(
    request: HttpRequest, year: UnitYear, compilation: Compilation | None, clocks: list[Any], submissions: int
) -> dict[str, Any]:
    return {
        "year": year,
        "errors": None if compilation is None else errors_left(year, compilation),
        "clocks": [clock for clock in clocks if clock.runs or clock.late],
        "late": max((clock.late for clock in clocks if clock.runs), default=0),
        "waits": [
            item for item in ACTIONS.values() if item.name != "return" and item.offered_to(request.user, year)
        ],
        "submissions": submissions,
    }


def _milestones(request: HttpRequest, fiscal_year: int | None) -> list[dict[str, Any]]:
    """The approvals that start clocks, recorded or still to be."""
    found = {
        (item.office_id, item.event): item for item in Milestone.objects.filter(fiscal_year=fiscal_year or 0)
    }
    return [
        {"event": event, "office": office, "item": found.get((office.pk, event))}
        for event, office in milestone_offices(policy.offices_of(request.user))
    ]


@require_POST
@for_account("see_overview")
def bulk(request: HttpRequest) -> HttpResponse:
    """One action on every chosen year, each by itself: what could not be done says why and stops no other."""
    action = ACTIONS.get(request.POST.get("action", ""))
    if action is None or not action.bulk:
        return HttpResponseRedirect(reverse("review_overview"))
    policy.demand(request.user, action.permission)
    given = Given.of(request.POST)
    years = policy.unit_years_of(request.user)
    results = []
    for chosen in given.chosen("chosen"):
        number, _, version = chosen.partition(".")
        year = years.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
        if year is not None and version.isdecimal():
            results.append((year, _one(request, action, year, int(version), given)))
    context = {"action": action, "results": results, "done": sum(not why for _, why in results)}
    return render(request, "review/bulk.html", context, status=200 if results else 422)


def _one(request: HttpRequest, action: Action, year: UnitYear, version: int, given: Given) -> list[Text]:
    """Why it was not done; empty = it was."""
    try:
        action.perform(request.user, year, version, given)
    except Stale:
        return [CHANGED]
    except Refused as error:
        return error.reasons
    return []


@require_POST
@for_account("record_milestones")
def milestone(request: HttpRequest) -> HttpResponse:
    """Records an approval that starts a clock."""
    event, chosen = request.POST.get("event", ""), request.POST.get("office", "")
    offices = policy.offices_of(request.user)
    office = (
        offices.filter(pk=int(chosen), kind=EVENTS.get(event, "")).first() if chosen.isdecimal() else None
    )
    year = request.POST.get("fiscal_year", "")
    document = request.POST.get("document", "").strip()[:100]
    try:
        date = datetime.date.fromisoformat(request.POST.get("date", ""))
    except ValueError:
        date = None
    back = reverse("review_overview")
    if office is None or date is None or not (year.isdecimal() and len(year) == 4):
        words = said(request, "请选择机构并填日期。", "Choose the office and give the day.")
        return render(request, "message.html", {"title": "", "said_words": words}, status=422)
    lookup = {"office": office, "fiscal_year": int(year), "event": event}
    try:
        with transaction.atomic():
            keep(Milestone, version_in(request), lookup,
                 {"date": date, "document": document, "by": request.user})  # fmt: skip
            details = {"event": event, "fiscal_year": year, "date": str(date), "document": document}
            record(request.user, "milestone.recorded", office, office.name, details)
    except Overtaken as error:
        now = error.standing
        day, number = said(request, "日期", "Day"), said(request, "文号", "Document")
        fields = [
            conflict_of(day, "date", now and str(now.date), str(date)),
            conflict_of(number, "document", now and now.document, document),
        ]
        lookup = {"event": event, "office": office.pk, "fiscal_year": year}
        hidden = {"version": now.version if now else 0, **lookup}
        return both_shown(request, None, fields, hidden, back)
    return HttpResponseRedirect(f"{back}?year={year}")
