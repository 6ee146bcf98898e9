"""Records in grids: a page of a table, one record alone, and the page that shows a conflict."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mingzhang.app.workbench import dictionary_of
from mingzhang_web import policy
from mingzhang_web.access import for_year
from mingzhang_web.language import language_of
from mingzhang_web.year.grid import PAGE, columns_of, grid_of
from mingzhang_web.year.grid_rows import grid_rows
from mingzhang_web.year.locking import conflict_of
from mingzhang_web.year.models import SourceRow, UnitYear
from mingzhang_web.year.saving import Saved, TypedRow, save_grid, typed_rows


def _known(unit_year: UnitYear, table: str) -> None:
    if table not in dictionary_of(unit_year.fiscal_year).tables:
        raise Http404


@for_year("see_year", writes="see_year")
def grid(request: HttpRequest, unit_year: UnitYear, table: str) -> HttpResponse:
    """A page of a table; POST saves its changed rows."""
    _known(unit_year, table)
    rows = policy.rows_of(request.user, unit_year, table)
    pages = Paginator(rows, PAGE)
    page = pages.get_page(request.GET.get("page"))
    typed: list[TypedRow] = []
    saved = None
    if request.method == "POST":
        typed = _typed(request, unit_year, table)
        saved = save_grid(request.user, unit_year, table, typed, dictionary_of(unit_year.fiscal_year))
        if saved.good:
            number = pages.num_pages if any(row.key.startswith("new") for row in typed) else page.number
            where = reverse("grid", args=[unit_year.pk, table])
            return HttpResponseRedirect(f"{where}?page={number}&saved={saved.changed}")
        if saved.conflicts:
            return conflict_page(request, unit_year, table, saved, f"{request.path}?page={page.number}")
    kept = {row.key: row for row in typed} if saved else None
    may_write = _may_write(request, unit_year, table)
    language = language_of(request)
    shown = grid_of(unit_year, table, list(page), language, 5 if may_write else 0, kept)
    context = {
        "unit_year": unit_year,
        "grid": shown,
        "rows": grid_rows(unit_year, shown, may_write, language),
        "page": page,
        "may_write": may_write,
        "problems": [] if saved is None else saved.problems,
        "saved": request.GET.get("saved"),
    }
    return render(request, "year/grid.html", context, status=422 if saved else 200)


@for_year("see_year", writes="see_year")
def record_page(request: HttpRequest, unit_year: UnitYear, table: str, row_id: int) -> HttpResponse:
    """One record with all its fields below one another; POST saves it."""
    _known(unit_year, table)
    row = policy.rows_of(request.user, unit_year, table).filter(pk=row_id).first()
    if row is None:
        raise Http404
    saved = None
    typed: list[TypedRow] = []
    if request.method == "POST":
        typed = [item for item in _typed(request, unit_year, table) if item.key == str(row_id)]
        saved = save_grid(request.user, unit_year, table, typed, dictionary_of(unit_year.fiscal_year))
        if saved.good:
            return HttpResponseRedirect(f"{request.path}?saved={saved.changed}")
        if saved.conflicts:
            return conflict_page(request, unit_year, table, saved, request.path)
    kept = {item.key: item for item in typed} if saved else None
    context = {
        "unit_year": unit_year,
        "grid": grid_of(unit_year, table, [row], language_of(request), 0, kept),
        "may_write": _may_write(request, unit_year, table),
        "saved": request.GET.get("saved"),
    }
    return render(request, "year/record.html", context, status=422 if saved else 200)


def _typed(request: HttpRequest, unit_year: UnitYear, table: str) -> list[TypedRow]:
    dictionary = dictionary_of(unit_year.fiscal_year)
    return typed_rows(request.POST, [column.name for column in columns_of(unit_year, table, dictionary)])


def _may_write(request: HttpRequest, unit_year: UnitYear, table: str) -> bool:
    kept = "targets" if table in policy.TARGET_TABLES else "records"
    return unit_year.is_open and policy.may(request.user, f"write_{kept}")


def conflict_page(
    request: HttpRequest, unit_year: UnitYear, table: str, saved: Saved, back: str
) -> HttpResponse:
    """What stands now beside what was typed: to be typed again over the new version, or left."""
    dictionary = dictionary_of(unit_year.fiscal_year)
    language = language_of(request)
    shown: list[dict[str, Any]] = []
    for conflict in saved.conflicts:
        row: SourceRow | None = conflict.row
        fields = []
        for name, value in conflict.typed.cells.items():
            column = dictionary.tables[table].column(name)
            now = dictionary.shown(column, row.cells.get(name, ""), language) if row else ""
            heading = column.heading if language == "zh" else column.name
            fields.append(conflict_of(heading, f"cell-{row.pk}-{name}" if row else "", now, value))
        hidden = [(f"version-{row.pk}", row.version)] if row else []
        shown.append({"there": row is not None, "fields": fields, "hidden": hidden})
    context = {"unit_year": unit_year, "conflicts": shown, "back": back,
               "save_to": reverse("grid", args=[unit_year.pk, table])}  # fmt: skip
    return render(request, "year/conflict.html", context, status=409)
