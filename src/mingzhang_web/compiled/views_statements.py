"""Compiling at a click; the statements as printed, the findings, and where a figure comes from."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from mingzhang.app.workbench import MingzhangError, cell_origin, dictionary_of
from mingzhang_web import jobs, policy_own
from mingzhang_web.access import View, for_year
from mingzhang_web.compiled.compiling import (
    disclosure_of,
    findings_at,
    forms_printed,
    identities_of,
    is_current,
    latest,
    report_of,
)
from mingzhang_web.compiled.models import Compilation
from mingzhang_web.language import language_of
from mingzhang_web.policy import may
from mingzhang_web.year.ledger import books_of
from mingzhang_web.year.models import UnitYear
from mingzhang_web.year.problems import problem_of


def for_compilation(permission: str = "see_compiled", writes: str | None = None) -> Callable[[View], View]:
    """A view of a year's newest compilation; without one the page says how to get it."""

    def wrap(view: View) -> View:
        @wraps(view)
        @for_year(permission, writes=writes)
        def inner(request: HttpRequest, unit_year: UnitYear, **values: Any) -> HttpResponse:
            compilation = latest(unit_year)
            if compilation is None:
                return render(request, "compiled/none.html", {"unit_year": unit_year})
            return view(request, unit_year=unit_year, compilation=compilation, **values)

        return inner

    return wrap


@require_POST
@for_year("compile", writes="compile")
def compile_click(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """Compiles the records: at once where they are few, else in the background. Every bad row where they are
    not valid."""
    job = jobs.start(
        request.user, "year.compile", subject=str(unit_year), once=f"{unit_year.pk}:{unit_year.revision}",
        here=unit_year.rows.count() <= settings.ROWS_AT_ONCE, year=unit_year.pk,
    )  # fmt: skip
    if job.result:
        return _invalid(request, unit_year, job.result, 422)
    done = job.state == "done" and job.leads_to
    return HttpResponseRedirect(job.leads_to if done else job.address)


@for_year("compile")
def compile_problems(request: HttpRequest, unit_year: UnitYear, key: uuid.UUID) -> HttpResponse:
    """The bad rows for which a job of the account's has compiled nothing."""
    job = policy_own.job_of(request.user, key)
    if job.kind != "year.compile" or job.arguments.get("year") != unit_year.pk or not job.result:
        raise Http404
    return _invalid(request, unit_year, job.result, 200)


def _invalid(request: HttpRequest, unit_year: UnitYear, result: dict[str, Any], status: int) -> HttpResponse:
    context = {
        "unit_year": unit_year,
        "count": result["count"],
        "problems": [problem_of(item) for item in result["problems"]],
        "tables": dictionary_of(unit_year.fiscal_year).tables,
    }
    return render(request, "compiled/invalid.html", context, status=status)


def shown(unit_year: UnitYear, compilation: Compilation, part: str, **more: Any) -> dict[str, Any]:
    """What every page of a compilation needs."""
    return {
        "unit_year": unit_year,
        "compilation": compilation,
        "is_current": is_current(unit_year, compilation),
        "part": part,
        **more,
    }


@for_compilation()
def statements(
    request: HttpRequest, unit_year: UnitYear, compilation: Compilation, statement: str | None = None
) -> HttpResponse:
    """One statement as printed, with the others a click away."""
    language = language_of(request)
    forms = forms_printed(compilation, language)
    form = next((item for item in forms if item.id == (statement or forms[0].id)), None)
    if form is None:
        raise Http404
    found = findings_at(compilation, language)
    marked = {address: _worst(findings) for address, findings in found.items()}
    counts = {item.id: sum(address.startswith(item.id + "/") for address in marked) for item in forms}
    context = shown(
        unit_year, compilation, "statements", forms=forms, form=form, marked=marked, counts=counts,
        **remarks_shown(request, unit_year, "form", f"statement:{form.id}"),
    )  # fmt: skip
    return render(request, "compiled/statement.html", context)


def remarks_shown(request: HttpRequest, unit_year: UnitYear, kind: str, place: str = "") -> dict[str, Any]:
    """What reviewers said of a place, and whether the account may say something (`review.places`)."""
    said = unit_year.remarks.filter(kind=kind).exclude(returned_to="")
    remarks = said.filter(place=place) if place else said
    return {
        "remarks": list(remarks.select_related("by").order_by("-pk")),
        "may_remark": not unit_year.is_open
        and unit_year.state != "published"
        and may(request.user, "remark"),
    }


def _worst(findings: list[dict[str, Any]]) -> str:
    severities = {finding["severity"] for finding in findings}
    return next(severity for severity in ("error", "warning", "info") if severity in severities)


@for_compilation()
def cell(request: HttpRequest, unit_year: UnitYear, compilation: Compilation, address: str) -> HttpResponse:
    """Where one figure comes from: its records, its identities, its findings."""
    language = language_of(request)
    disclosure = disclosure_of(compilation)
    current = is_current(unit_year, compilation)
    try:
        origin = cell_origin(books_of(unit_year), identities_of(compilation), address, language)
    except MingzhangError as error:
        raise Http404 from error
    value, label = printed(disclosure, address)
    context = shown(
        unit_year,
        compilation,
        "statements",
        address=address,
        origin=origin,
        value=value,
        label=label,
        findings=findings_at(compilation, language).get(address, []),
        tables=dictionary_of(unit_year.fiscal_year).tables,
        statement=address.split("/")[0],
        current=current,
        **remarks_shown(request, unit_year, "cell", address),
    )
    part = request.headers.get("HX-Request") == "true"
    return render(request, "compiled/cell_part.html" if part else "compiled/cell.html", context)


def printed(disclosure: Any, address: str) -> tuple[str | None, str]:
    """A cell's value as printed, and its statement and row in words; the address where there is none."""
    for statement in disclosure.statements:
        for fact in statement.facts:
            parts = (statement.id, fact.side, fact.code, fact.column)
            if "/".join(part for part in parts if part) == address:
                return fact.value, f"{statement.title} · {fact.label or fact.code}"
    for fact in disclosure.figures:
        if address in (f"figures/{fact.code}", fact.code):
            return fact.value, fact.label or fact.code
    return None, address


@for_compilation()
def findings(request: HttpRequest, unit_year: UnitYear, compilation: Compilation) -> HttpResponse:
    """All findings, the most serious first, and what could not be checked."""
    report = report_of(compilation, language_of(request))
    waivers = {item.finding: item for item in unit_year.waivers.select_related("by")}
    context = shown(
        unit_year, compilation, "findings", report=report, waivers=waivers,
        may_waive=unit_year.state != "published" and may(request.user, "waive"),
    )  # fmt: skip
    return render(request, "compiled/findings.html", context)
