"""Units: the list with its search, one unit over the years, and addresses that stay."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mingzhang.app.workbench import Text
from mingzhang_web.charts.bars import Bar, bars
from mingzhang_web.language import language_of
from mingzhang_web.portal import selection
from mingzhang_web.portal.comparing import Line, over_years
from mingzhang_web.portal.models import Publication, PublishedFigure
from mingzhang_web.portal.numbers import whole_number
from mingzhang_web.portal.rows import figure_rows

PAGE = 100
_SUMMARY = "income_expenditure_summary"
MEASURES = (
    ((_SUMMARY, "income", "current_year_total", "amount"), Text("本年收入合计", "Income of the year")),
    (
        (_SUMMARY, "expenditure", "current_year_total", "amount"),
        Text("本年支出合计", "Expenditure of the year"),
    ),
    (("expenditure", "", "total", "basic"), Text("基本支出", "Basic expenditure")),
    (("expenditure", "", "total", "project"), Text("项目支出", "Project expenditure")),
    (
        ("general_budget_expenditure", "", "total", "total"),
        Text("一般公共预算财政拨款支出", "General public budget expenditure"),
    ),
    (("three_public_expenses", "", "actual", "total"), Text("“三公”经费决算", "Trips, vehicles, receptions")),
)
"""What a unit's page follows over the years."""


def units(request: HttpRequest) -> HttpResponse:
    """Every unit that has published; `q` searches units, departments and subjects, `year` narrows."""
    query = selection.cleaned(request.GET.get("q"))
    year = whole_number(request.GET.get("year"))
    found = selection.search_units(query, year)
    context: dict[str, Any] = {
        "query": query,
        "year": year,
        "years": selection.published_years()[::-1],
        "units": found[:PAGE],
        "more_units": max(0, len(found) - PAGE),
    }
    if query:
        subjects = selection.subjects(query, year)
        context["figures"], context["more_figures"] = figure_rows(subjects, PAGE, language_of(request))
    return render(request, "portal/units.html", context)


def unit(request: HttpRequest, unit: str) -> HttpResponse:
    """One unit: its years, what it follows over them, every subject over them."""
    published = list(selection.of_unit(unit).filter(corrected_by=None).order_by("-fiscal_year"))
    if not published:
        raise Http404
    language = language_of(request)
    figures = list(
        PublishedFigure.objects.filter(publication__in=published).select_related("publication")
        .defer("publication__disclosure", "publication__changes")
    )  # fmt: skip
    years = [item.fiscal_year for item in reversed(published)]
    measures = [
        over_years(title.said(language), years, [figure for figure in figures if _is(figure, *cell)])
        for cell, title in MEASURES
    ]
    subjects = [figure for figure in figures if _is(figure, "expenditure", "", None, "total")]
    context = {
        "publication": published[0],
        "published": published,
        "years": years,
        "measures": [line for line in measures if line.points],
        "subjects": _by_subject(subjects, years),
        "charts": [_chart(line) for line in measures if len(line.points) > 1],
        "corrections": [item for item in selection.of_unit(unit) if item.version > 1],
    }
    return render(request, "portal/unit.html", context)


def _is(figure: PublishedFigure, statement: str, side: str, code: str | None, column: str) -> bool:
    return (figure.statement, figure.side, figure.column) == (statement, side, column) and (
        code is None or figure.code == code
    )


def _by_subject(figures: list[PublishedFigure], years: list[int]) -> list[Line]:
    codes = sorted({figure.code for figure in figures if figure.code.isdigit()})
    lines = []
    for code in codes:
        of_code = [figure for figure in figures if figure.code == code]
        label = max(of_code, key=lambda figure: figure.publication.fiscal_year).label
        lines.append(over_years(label, years, of_code, code))
    return lines


def _chart(line: Line) -> Any:
    rows = [Bar(str(point.year), point.figure.value, link=point.link) for point in line.points]
    return bars(line.title, line.points[-1].figure.unit, rows)


def unit_year(request: HttpRequest, unit: str, year: int, rest: str = "") -> HttpResponse:
    """The address of a unit's year that stays: it leads to the newest publication of it."""
    publication: Publication = selection.newest(unit, year)
    response = HttpResponseRedirect(reverse("disclosure", args=[publication.pk]) + rest)
    response["Cache-Control"] = "no-cache"
    return response
