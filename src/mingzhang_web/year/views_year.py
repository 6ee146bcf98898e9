"""Home, the year's overview, opening a year, import and export."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mingzhang.app.workbench import MingzhangError, Text, dictionary_of, variants_of, write_books
from mingzhang_web import policy
from mingzhang_web.access import for_account, for_year
from mingzhang_web.compiled.compiling import is_current, latest
from mingzhang_web.language import language_of, said
from mingzhang_web.review.registry import ACTIONS
from mingzhang_web.trail.models import Entry
from mingzhang_web.trail.record import record
from mingzhang_web.year.grid import GROUPS
from mingzhang_web.year.importing import lay_aside, look_through, take_over
from mingzhang_web.year.ledger import books_of
from mingzhang_web.year.models import STATES, UnitYear

WAY = ("draft", "submitted", "signed", "reviewed", "approved", "published")
HISTORY = 30


@for_account("see_year")
def home(request: HttpRequest) -> HttpResponse:
    """The years of every unit that the account sees, those that wait for it first."""
    years = list(policy.unit_years_of(request.user))
    rows = []
    for unit_year in years:
        offered = [action for action in ACTIONS.values() if action.offered_to(request.user, unit_year)]
        waits = [action for action in offered if action.name not in ("return",)]
        rows.append({"year": unit_year, "compilation": latest(unit_year), "waits": waits})
    rows.sort(key=lambda row: not row["waits"])
    context = {
        "rows": rows,
        "offices": policy.offices_of(request.user),
        "may_open": policy.may(request.user, "open_year"),
        "variants": variants_of(2024),
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
    counts: Counter[str] = Counter()
    groups = []
    for title, tables in GROUPS:
        seen = [name for name in tables if _may_see(request, name)]
        for name in seen:
            counts[name] = policy.rows_of(request.user, unit_year, name).count()
        if seen:
            groups.append((title, [(dictionary.tables[name], counts[name]) for name in seen]))
    compilation = latest(unit_year)
    position = WAY.index("draft" if unit_year.state == "returned" else unit_year.state)
    context = {
        "unit_year": unit_year,
        "part": "year",
        "groups": groups,
        "compilation": compilation,
        "is_current": is_current(unit_year, compilation),
        "steps": [(STATES[state], index < position, index == position) for index, state in enumerate(WAY)],
        "actions": [
            (action, action.obstacles(unit_year))
            for action in ACTIONS.values()
            if action.offered_to(request.user, unit_year)
        ],
        "history": Entry.objects.filter(object_kind="UnitYear", object_id=unit_year.pk).order_by("-pk")[
            :HISTORY
        ],
        "may_compile": unit_year.is_open and policy.may(request.user, "compile"),
        "may_import": unit_year.is_open and policy.may(request.user, "write_records"),
        "sees_compiled": policy.may(request.user, "see_compiled"),
    }
    return render(request, "year/overview.html", context)


def _may_see(request: HttpRequest, table: str) -> bool:
    return policy.may(request.user, "see_targets" if table in policy.TARGET_TABLES else "see_records")


@for_year("write_records", writes="write_records")
def import_files(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """Upload of a package, a workbook or CSV files."""
    problem = ""
    if request.method == "POST":
        try:
            token = lay_aside(request.FILES.getlist("files"), unit_year)
            return HttpResponseRedirect(reverse("import_preview", args=[unit_year.pk, token]))
        except MingzhangError as error:
            problem = error.message.said(language_of(request))
    context = {"unit_year": unit_year, "problem": problem}
    return render(request, "year/import.html", context, status=422 if problem else 200)


@for_year("write_records", writes="write_records")
def import_preview(request: HttpRequest, unit_year: UnitYear, token: str) -> HttpResponse:
    """What the import would replace, or every bad row; POST takes it over."""
    try:
        if request.method == "POST":
            counts = take_over(request.user, unit_year, token)
            where = reverse("year", args=[unit_year.pk])
            return HttpResponseRedirect(f"{where}?imported={sum(counts.values())}")
        preview = look_through(unit_year, token)
    except MingzhangError as error:
        problem = error.message.said(language_of(request))
        return render(request, "year/import.html", {"unit_year": unit_year, "problem": problem}, status=422)
    dictionary = dictionary_of(unit_year.fiscal_year)
    counts_now = [
        (dictionary.tables[table], count, unit_year.rows.filter(table=table).count())
        for table, count in preview.counts.items()
    ]
    context = {"unit_year": unit_year, "preview": preview, "counts": counts_now, "tables": dictionary.tables}
    return render(request, "year/import_preview.html", context)


@for_year("see_records")
def export(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """The records as a source package, the same that the command line compiles."""
    stream = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:
        write_books(books_of(unit_year), Path(folder))
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(Path(folder).iterdir()):
                entry = zipfile.ZipInfo(path.name, date_time=(1980, 1, 1, 0, 0, 0))
                packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    name = f"{unit_year.office.code or unit_year.pk}-{unit_year.fiscal_year}.zip"
    response = HttpResponse(stream.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not the reader's to see; the page does not say which."""
    words = Text("没有这个页面，或者您无权查看。", "No such page, or not yours to see.")
    return render(request, "message.html", {"title": "404", "words": words}, status=404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: seen, but not this role's to do."""
    words = Text("您的角色不能做这件事。", "Your role may not do this.")
    return render(request, "message.html", {"title": "403", "words": words}, status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """500: a fault of the product."""
    text = said(request, "程序内部错误，已记录。", "An internal error; it was recorded.")
    return HttpResponse(f"<!doctype html><title>500</title><p>{text}</p>", status=500)
