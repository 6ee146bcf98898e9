"""Lists: the registers of a year, the records of one, what is overdue."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mingzhang.app.registers import (
    Asked,
    Ledger,
    Owner,
    RegisterType,
    measured,
    register_dictionary,
    register_types,
    table_name,
)
from mingzhang_web.access import for_year
from mingzhang_web.language import language_of
from mingzhang_web.registers import policy as rights
from mingzhang_web.registers.ledger import ledger_of
from mingzhang_web.registers.screens import listed_fields, rows_of, title_of, today
from mingzhang_web.year.models import UnitYear

PAGE = 50
STOCK = "stock"
"""The name of the list of a register's levels."""


def type_of(unit_year: UnitYear, register: str) -> RegisterType:
    """The register type; Http404 where there is none."""
    declared = register_types(unit_year.fiscal_year).get(register)
    if declared is None:
        raise Http404
    return declared


def seen_ledger(request: HttpRequest, unit_year: UnitYear) -> Ledger:
    """The registers as far as the account sees them: a section its own records."""
    whole = ledger_of(unit_year)
    own = rights.section_of(request.user)
    if own is None:
        return whole
    records = {
        name: [record for record in whole.records(name) if record.cell("section") == own]
        for name in whole.types
    }
    return Ledger(whole.types, records, whole.year)


@for_year("see_registers")
def overview(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """Every register: how many records, how many wait and are overdue, what it counts."""
    ledger = seen_ledger(request, unit_year)
    stood = ledger.as_of(today(unit_year))
    cards = []
    for name, declared in ledger.types.items():
        records = rights.records_of(request.user, unit_year, name)
        rows = rows_of(ledger, declared, records, unit_year, language_of(request))
        cards.append({
            "type": declared,
            "count": len(rows),
            "waiting": sum(row.waits is not None for row in rows),
            "late": sum(bool(row.waits and row.waits.late) for row in rows),
            "measures": _measures(stood, declared) if rows else [],
        })  # fmt: skip
    context = {"unit_year": unit_year, "part": "registers", "cards": cards}
    return render(request, "registers/overview.html", context)


def _measures(ledger: Ledger, declared: RegisterType) -> list[tuple[Any, str | None]]:
    return [
        (measure, measured(ledger, Asked(declared.register, measure), Owner()).value)
        for measure in declared.measures
    ]


@for_year("see_registers")
def records(request: HttpRequest, unit_year: UnitYear, register: str) -> HttpResponse:
    """The records of a register, filtered by words, by what they wait for and by the choices they hold."""
    declared = type_of(unit_year, register)
    language = language_of(request)
    ledger = seen_ledger(request, unit_year)
    dictionary = register_dictionary(unit_year.fiscal_year)
    table = dictionary.tables[table_name(register)]
    choices = [item for item in declared.fields if item.choices]
    asked = {item.name: request.GET.get(item.name, "") for item in choices}
    found = rights.records_of(request.user, unit_year, register)
    for name, value in asked.items():
        if value:
            found = found.filter(**{f"cells__{name}": value})
    rows = rows_of(ledger, declared, found, unit_year, language)
    state, words = request.GET.get("state", ""), request.GET.get("words", "").strip()
    rows = [row for row in rows if _in_state(row, state) and _has(row, words)]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "unit_year": unit_year, "part": "registers", "type": declared, "page": page, "state": state,
        "words": words, "query": query.urlencode(),
        "headings": [title_of(table.column(name), language) for name in listed_fields(declared)],
        "choices": [(item, dictionary.words(f"{table_name(register)}_{item.name}", language),
                     asked[item.name]) for item in choices],
        "measures": _measures(ledger.as_of(today(unit_year)), declared),
        "reports": _reports(declared),
        "may_write": unit_year.is_open and rights.may_keep(request.user, declared.keepers),
        "saved": request.GET.get("saved"),
    }  # fmt: skip
    return render(request, "registers/records.html", context)


def _in_state(row: Any, state: str) -> bool:
    late = bool(row.waits and row.waits.late)
    return {
        "": True, "overdue": late, "waiting": row.waits is not None, "complete": row.complete,
        "ended": row.waits is None and not row.complete,
    }.get(state, bool(row.waits and row.waits.step.name == state))  # fmt: skip


def _has(row: Any, words: str) -> bool:
    cells = [row.record.number, row.record.section, *map(str, row.record.cells.values()), *row.cells]
    return all(any(word.lower() in cell.lower() for cell in cells) for word in words.split())


def _reports(declared: RegisterType) -> list[tuple[str, Any]]:
    lists = [(report.name, report.title) for report in declared.reports]
    return [*lists, (STOCK, declared.balance.title)] if declared.balance else lists


@for_year("see_registers")
def overdue(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """What waits past its deadline, in every register, the oldest first."""
    ledger = seen_ledger(request, unit_year)
    found = []
    for name, declared in ledger.types.items():
        every = rights.records_of(request.user, unit_year, name)
        rows = rows_of(ledger, declared, every, unit_year, language_of(request))
        found += [(declared, row) for row in rows if row.waits and row.waits.late]
    found.sort(key=lambda item: item[1].waits.due if item[1].waits else "")
    context = {"unit_year": unit_year, "part": "registers", "found": found, "day": today(unit_year)}
    return render(request, "registers/overdue.html", context)
