"""Records in and out as files: import with its preview, the empty workbook, the package."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mingzhang.app.registers import register_dictionary
from mingzhang.app.workbench import (
    InvalidBooks,
    MingzhangError,
    empty_workbook,
    write_books,
)
from mingzhang_web.access import for_year
from mingzhang_web.language import language_of
from mingzhang_web.year.importing import Preview, lay_aside, look_through, take_over
from mingzhang_web.year.ledger import books_of, count_rows
from mingzhang_web.year.models import UnitYear


@for_year("write_records", writes="write_records")
def import_files(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """Upload of a package, a workbook or CSV files."""
    problem = ""
    if request.method == "POST":
        try:
            token = lay_aside(request.FILES.getlist("files"), unit_year)
            return HttpResponseRedirect(reverse("import_preview", args=[unit_year.pk, token]))
        except InvalidBooks as error:
            preview = Preview("", errors=error.problems)
            return _previewed(request, unit_year, preview)
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
    return _previewed(request, unit_year, preview)


def _previewed(request: HttpRequest, unit_year: UnitYear, preview: Preview) -> HttpResponse:
    dictionary = register_dictionary(unit_year.fiscal_year)
    counts_now = [
        (dictionary.tables[table], count, count_rows(unit_year, table))
        for table, count in preview.counts.items()
    ]
    context = {"unit_year": unit_year, "preview": preview, "counts": counts_now, "tables": dictionary.tables}
    return render(request, "year/import_preview.html", context, status=422 if preview.errors else 200)


@for_year("write_records")
def workbook(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """The empty documented workbook of the year, to be filled in and imported."""
    data = empty_workbook(unit_year.fiscal_year, unit_year.variant, language_of(request))
    response = HttpResponse(
        data, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = f'attachment; filename="records-{unit_year.fiscal_year}.xlsx"'
    return response


@for_year("see_records")
def export(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """The records as a source package, the same that the command line compiles."""
    stream = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:
        write_books(books_of(unit_year), Path(folder))
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(item for item in Path(folder).rglob("*") if item.is_file()):
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), date_time=(1980, 1, 1, 0, 0, 0))
                packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    response = HttpResponse(stream.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="records-{unit_year.fiscal_year}.zip"'
    return response
