"""Comparing: one subject of one column, units beside units, years beside years."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from mingzhang.app.workbench import catalogue
from mingzhang_web.charts.bars import Bar, bars
from mingzhang_web.kept import Kept
from mingzhang_web.language import language_of
from mingzhang_web.portal import selection
from mingzhang_web.portal.comparing import Line, link_of, over_years
from mingzhang_web.portal.models import PublishedFigure
from mingzhang_web.portal.newest import newest_number
from mingzhang_web.portal.numbers import whole_number
from mingzhang_web.portal.rows import code_options, column_options

UNITS = 100
DRAWN = 30
_DEFAULT = "expenditure/total"
_codes_of: Kept[SafeString] = Kept(256)


def compare(request: HttpRequest) -> HttpResponse:
    """`column` (statement/side/column), `code`, and any number of `unit` and `year` choose; a blank choice
    of units or years is all of them."""
    language = language_of(request)
    years = selection.published_years()
    statements = catalogue(years[-1] if years else None, language)
    known = {column.key for statement in statements for column in statement.columns}
    key = request.GET.get("column", "")
    key = key if key in known else _DEFAULT
    code = selection.cleaned(request.GET.get("code")) or "total"
    asked = {whole_number(text) for text in request.GET.getlist("year")} & set(years)
    chosen_years = sorted(year for year in asked if year is not None) or years
    chosen = tuple(selection.cleaned(unit) for unit in request.GET.getlist("unit")[:UNITS])
    rows = _figures(key, code, chosen_years, chosen)
    lines = _lines(rows, chosen_years)
    context: dict[str, Any] = {
        "columns": column_options(statements, key),
        "code": code,
        "codes": _codes(key),
        "years": years,
        "chosen_years": chosen_years,
        "units": selection.every_unit(),
        "chosen": chosen,
        "lines": lines[:UNITS],
        "more": max(0, len(lines) - UNITS),
        "chart": _chart(rows, chosen_years),
    }
    return render(request, "portal/compare.html", context)


def _figures(key: str, code: str, years: list[int], units: tuple[str, ...]) -> list[PublishedFigure]:
    statement, side, column = _parts(key)
    found = selection.figures(statement, side, code, column, units=units)
    return list(found.filter(publication__fiscal_year__in=years))


def _parts(key: str) -> tuple[str, str, str]:
    parts = key.split("/")
    return parts[0], parts[1] if len(parts) == 3 else "", parts[-1]


def _codes(key: str) -> SafeString:
    """The codes that have a figure in the column, with their words, as options."""
    return _codes_of.get((newest_number(), key), lambda: _look_up_codes(key))


def _look_up_codes(key: str) -> SafeString:
    statement, side, column = _parts(key)
    found = selection.figures(statement, side, column=column)
    return code_options(sorted(dict(found.values_list("code", "label").distinct()).items()))


def _lines(figures: list[PublishedFigure], years: list[int]) -> list[Line]:
    by_unit: dict[str, list[PublishedFigure]] = {}
    for figure in figures:
        by_unit.setdefault(figure.publication.unit_key, []).append(figure)
    lines = []
    for key, of_unit in by_unit.items():
        newest = max(of_unit, key=lambda figure: figure.publication.fiscal_year)
        line = over_years(newest.publication.unit_name, years, of_unit)
        line.key = key
        lines.append(line)
    return sorted(lines, key=lambda line: -line.points[-1].figure.number)


def _chart(figures: list[PublishedFigure], years: list[int]) -> Any:
    """The newest year's figures, the largest first; drawn together only if they are in one unit."""
    if not years:
        return ""
    newest = [figure for figure in figures if figure.publication.fiscal_year == years[-1]]
    units = {figure.unit for figure in newest}
    if len(units) != 1:
        return ""
    drawn = sorted(newest, key=lambda figure: -abs(figure.number))[:DRAWN]
    rows = [Bar(figure.publication.unit_name, figure.value, tone=2, link=link_of(figure)) for figure in drawn]
    return bars(f"{years[-1]}", units.pop(), rows)
