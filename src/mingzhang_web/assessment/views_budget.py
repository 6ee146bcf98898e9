"""The list for next year's budget, on a page and as a workbook."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mingzhang.app.workbench import Text
from mingzhang_web import policy
from mingzhang_web.access import for_account
from mingzhang_web.assessment.advising import HEADINGS, NUMBERS, Line, lines_of, workbook
from mingzhang_web.assessment.models import ADVICE
from mingzhang_web.language import language_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _lines(request: HttpRequest, fiscal_year: int) -> list[Line]:
    """The projects that the account sees, of one advice where it asks for one; Http404 for a year that no
    unit has opened."""
    wanted = request.GET.get("advice", "")
    years = policy.unit_years_of(request.user).filter(fiscal_year=fiscal_year)
    if not years:
        raise Http404
    lines = lines_of(years)
    if wanted in ADVICE:
        lines = [line for line in lines if line.advice is not None and line.advice.advice == wanted]
    return lines


@for_account("see_budget_list")
def budget_list(request: HttpRequest, fiscal_year: int) -> HttpResponse:
    """Every project with its score and what is advised."""
    language = language_of(request)
    lines = _lines(request, fiscal_year)
    context = {
        "fiscal_year": fiscal_year,
        "headings": HEADINGS,
        "lines": [
            (line, [(cell, place in NUMBERS) for place, cell in enumerate(line.cells(language))])
            for line in lines
        ],
        "choices": ADVICE,
        "wanted": request.GET.get("advice", ""),
    }
    return render(request, "assessment/budget_list.html", context)


@for_account("see_budget_list")
def budget_xlsx(request: HttpRequest, fiscal_year: int) -> HttpResponse:
    """The same as xlsx."""
    language = language_of(request)
    title = Text(f"{fiscal_year + 1}年预算项目清单", f"Projects for the budget of {fiscal_year + 1}")
    response = HttpResponse(
        workbook(_lines(request, fiscal_year), title.said(language), language), content_type=XLSX
    )
    response["Content-Disposition"] = f'attachment; filename="budget-list-{fiscal_year + 1}.xlsx"'
    return response
