"""What registers come to: reports by sums and age, levels of a stock, the records behind a measure."""

from __future__ import annotations

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mingzhang.app.registers import (
    Asked,
    Owner,
    asked_of,
    measured,
    register_dictionary,
    report_lines,
    stock_lines,
    table_name,
)
from mingzhang_web import policy
from mingzhang_web.access import for_year
from mingzhang_web.language import language_of
from mingzhang_web.registers import policy as rights
from mingzhang_web.registers.ledger import ledger_of
from mingzhang_web.registers.screens import listed_fields, rows_of, title_of, today
from mingzhang_web.registers.views_lists import STOCK, seen_ledger, type_of
from mingzhang_web.year.models import UnitYear


@for_year("see_registers")
def report(request: HttpRequest, unit_year: UnitYear, register: str, name: str) -> HttpResponse:
    """A list of the type: sums by fields and age, or the levels of the stock."""
    declared = type_of(unit_year, register)
    ledger, day = seen_ledger(request, unit_year).as_of(today(unit_year)), today(unit_year)
    chosen = next((item for item in declared.reports if item.name == name), None)
    bounds: list[int] = []
    if chosen is not None:
        title, fields, lines = chosen.title, chosen.by, report_lines(ledger, register, chosen, day)
        bounds = chosen.age.bounds if chosen.age else []
    elif name == STOCK and declared.balance is not None:
        title, fields = declared.balance.title, declared.balance.by
        lines = stock_lines(ledger, register, declared.balance)
    else:
        raise Http404
    language = language_of(request)
    table = register_dictionary(unit_year.fiscal_year).tables[table_name(register)]
    ages = [_age(place, bounds) for place in range(len(bounds) + 1)] if bounds else []
    context = {
        "unit_year": unit_year, "part": "registers", "type": declared, "title": title, "day": day,
        "headings": [title_of(table.column(item), language) for item in fields], "lines": lines,
        "ages": ages,
    }  # fmt: skip
    return render(request, "registers/report.html", context)


def _age(place: int, bounds: list[int]) -> str:
    if place == len(bounds):
        return f"> {bounds[-1]}"
    return f"{bounds[place - 1] + 1 if place else 0}–{bounds[place]}"


@for_year("see_registers")
def behind(request: HttpRequest, unit_year: UnitYear, register: str, name: str) -> HttpResponse:
    """The records behind a measure, of the register or of what one project's indicator asks of it."""
    declared = type_of(unit_year, register)
    part = request.GET.get("part", "")
    asked = asked_of(f"{register}:{name}" + (f":{part}" if part else ""), {register: declared})
    if not isinstance(asked, Asked):
        raise Http404
    project = request.GET.get("project", "")
    owner = Owner()
    if project:
        policy.demand_project(request.user, unit_year, project)
        row = unit_year.rows.filter(table="projects", cells__code=project).first()
        if row is None:
            raise Http404
        owner = Owner(None, project, row.cells.get("section", ""))
    # What an indicator counts is the whole unit's answer; the records shown are those that the account sees.
    ledger = ledger_of(unit_year) if project else seen_ledger(request, unit_year)
    day = datetime.date(unit_year.fiscal_year, 12, 31)
    answer = measured(ledger.as_of(day), asked, owner)
    counted, base = ({item.key for item in found} for found in (answer.counted, answer.base))
    seen = rights.records_of(request.user, unit_year, register).filter(pk__in=counted | base)
    rows = rows_of(ledger, declared, seen, unit_year, language_of(request))
    language = language_of(request)
    table = register_dictionary(unit_year.fiscal_year).tables[table_name(register)]
    context = {
        "unit_year": unit_year, "part": "registers", "type": declared, "measure": asked.measure,
        "value": answer.value, "rows": rows, "counted": counted, "of": len(base), "project": project,
        "hidden": len(counted | base) - len(rows), "selected": asked.part,
        "headings": [title_of(table.column(item), language) for item in listed_fields(declared)],
    }  # fmt: skip
    return render(request, "registers/behind.html", context)
