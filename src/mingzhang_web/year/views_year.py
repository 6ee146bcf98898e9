"""Home, the year's overview, opening a year, import and export."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mingzhang.app.workbench import (
    dictionary_of,
    variants_of,
)
from mingzhang_web import policy
from mingzhang_web.access import for_account, for_year
from mingzhang_web.compiled.compiling import is_current, latest, newest_of
from mingzhang_web.review.models import Remark
from mingzhang_web.review.registry import ACTIONS
from mingzhang_web.review.waiving import errors_left
from mingzhang_web.trail.models import Entry
from mingzhang_web.trail.record import record
from mingzhang_web.year.grid import GROUPS
from mingzhang_web.year.models import UnitYear
from mingzhang_web.year.states import RETURN_TO, STATES, WAY

HISTORY = 30


@for_account("see_year")
def home(request: HttpRequest) -> HttpResponse:
    """The years of every unit that the account sees, those that wait for it first."""
    years = list(policy.unit_years_of(request.user))
    newest = newest_of(years)
    rows = []
    for unit_year in years:
        offered = [action for action in ACTIONS.values() if action.offered_to(request.user, unit_year)]
        waits = [action for action in offered if action.name not in ("return", "amend", "correct")]
        compilation = newest.get(unit_year.pk)
        errors = None if compilation is None else errors_left(unit_year, compilation)
        rows.append({"year": unit_year, "errors": errors, "waits": waits})
    rows.sort(key=lambda row: not row["waits"])
    context = {
        "rows": rows,
        "offices": policy.offices_of(request.user),
        "may_open": policy.may(request.user, "open_year"),
        "variants": variants_of(None),
    }
    return render(request, "year/home.html", context)


@for_account("open_year")
def open_year(request: HttpRequest) -> HttpResponse:
    """Opens a year of the account's own unit."""
    office = request.user.office
    typed = request.POST.get("fiscal_year", "")
    variant = request.POST.get("variant", "")
    year = int(typed) if typed.isdecimal() and 2000 <= int(typed) <= 2100 else None
    known = year is not None and variant in dict(variants_of(year))
    if request.method != "POST" or office is None or office.kind != "unit" or year is None or not known:
        return HttpResponseRedirect(reverse("home"))
    with transaction.atomic():
        unit_year, new = UnitYear.objects.get_or_create(
            office=office,
            fiscal_year=year,
            defaults={"standard": f"cn/{year}", "variant": variant},
        )
        if new:
            record(request.user, "year.opened", unit_year, str(unit_year), {"variant": variant})
    return HttpResponseRedirect(reverse("year", args=[unit_year.pk]))


@for_year("see_year")
def overview(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """Where the year stands: its tables, its compilation, what may be done next, what was done."""
    dictionary = dictionary_of(unit_year.fiscal_year)
    seen = [(title, [name for name in tables if _may_see(request, name)]) for title, tables in GROUPS]
    counts = policy.counts_of(request.user, unit_year, [name for _, tables in seen for name in tables])
    groups = [
        (title, [(dictionary.tables[name], counts[name]) for name in tables])
        for title, tables in seen
        if tables
    ]
    compilation = latest(unit_year)
    position = STATES[unit_year.state].place
    context = {
        "unit_year": unit_year,
        "part": "year",
        "groups": groups,
        "compilation": compilation,
        "is_current": is_current(unit_year, compilation),
        "steps": [
            (STATES[state].name, index < position, index == position) for index, state in enumerate(WAY)
        ],
        "actions": [
            (action, action.obstacles(unit_year), action.context(request.user, unit_year))
            for action in ACTIONS.values()
            if action.offered_to(request.user, unit_year)
        ],
        "remarks": _remarks(unit_year),
        "may_answer": unit_year.state == "returned" and policy.may(request.user, "answer"),
        "errors": 0 if compilation is None else errors_left(unit_year, compilation),
        "history": Entry.objects.filter(object_kind="UnitYear", object_id=unit_year.pk).order_by("-pk")[
            :HISTORY
        ],
        "may_compile": unit_year.is_open and policy.may(request.user, "compile"),
        "may_import": unit_year.is_open and policy.may(request.user, "write_records"),
        "sees_compiled": policy.may(request.user, "see_compiled"),
    }
    return render(request, "year/overview.html", context)


def _remarks(unit_year: UnitYear) -> list[Remark]:
    """What whoever holds the year has to answer: the remarks of the return that brought it there."""
    if unit_year.state not in RETURN_TO:
        return []
    return list(unit_year.remarks.filter(returned_to=unit_year.state).select_related("by"))


def _may_see(request: HttpRequest, table: str) -> bool:
    return policy.may(request.user, "see_targets" if table in policy.TARGET_TABLES else "see_records")
