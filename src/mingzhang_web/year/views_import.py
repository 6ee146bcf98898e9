"""Records in and out as files: import with its preview, the empty workbook, the package."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from mingzhang.app.registers import register_dictionary
from mingzhang.app.workbench import (
    MingzhangError,
    Text,
    empty_workbook,
    write_books,
)
from mingzhang_web import jobs
from mingzhang_web.access import for_year
from mingzhang_web.language import language_of
from mingzhang_web.year.importing import Preview, lay_aside, preview_of
from mingzhang_web.year.ledger import books_of, count_rows
from mingzhang_web.year.models import UnitYear


@for_year("write_records", writes="write_records")
def import_files(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """Upload of a package, a workbook or CSV files, which is then looked through: at once where it is small,
    else in the background."""
    if request.method != "POST":
        return render(request, "year/import.html", {"unit_year": unit_year})
    files = request.FILES.getlist("files")
    try:
        token = lay_aside(files, unit_year)
    except MingzhangError as error:
        return _refused(request, unit_year, error.message)
    small = sum(file.size or 0 for file in files) <= settings.BYTES_AT_ONCE
    return _worked_on(request, unit_year, "import.look", token, small)


@for_year("write_records", writes="write_records")
def import_preview(request: HttpRequest, unit_year: UnitYear, token: str) -> HttpResponse:
    """What the import would replace, or every bad row; POST takes it over."""
    try:
        preview = preview_of(unit_year, token)
    except MingzhangError as error:
        return _refused(request, unit_year, error.message)
    if request.method == "POST":
        small = sum(preview.counts.values()) <= settings.ROWS_AT_ONCE
        return _worked_on(request, unit_year, "import.take", token, small)
    return _previewed(request, unit_year, preview)


def _worked_on(request: HttpRequest, unit_year: UnitYear, kind: str, token: str, small: bool) -> HttpResponse:
    """A part of an import, done while the page waits, or its job."""
    job = jobs.start(
        request.user, kind, subject=str(unit_year), once=f"{unit_year.pk}:{token}", here=small,
        year=unit_year.pk, token=token,
    )  # fmt: skip
    if job.state == "failed" and job.leads_to:
        return _previewed(request, unit_year, preview_of(unit_year, token))
    if job.state == "failed":
        return _refused(request, unit_year, job.error)
    done = job.state == "done" and job.leads_to
    return HttpResponseRedirect(job.leads_to if done else job.address)


def _refused(request: HttpRequest, unit_year: UnitYear, why: Text) -> HttpResponse:
    context = {"unit_year": unit_year, "problem": why.said(language_of(request))}
    return render(request, "year/import.html", context, status=422)


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
