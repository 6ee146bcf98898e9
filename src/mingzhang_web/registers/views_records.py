"""One record with its steps; new records, several at once."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mingzhang.app.registers import Record, RegisterType, register_dictionary, register_types, table_name
from mingzhang.app.workbench import Language
from mingzhang_web.access import for_year
from mingzhang_web.language import language_of
from mingzhang_web.registers import policy as rights
from mingzhang_web.registers.drafts import Change, Kept
from mingzhang_web.registers.keeping import keep_record, keep_records
from mingzhang_web.registers.ledger import ledger_of, masked_cells, whole_cells
from mingzhang_web.registers.models import RegisterRecord
from mingzhang_web.registers.screens import base_fields, rows_of, step_views, title_of
from mingzhang_web.registers.views_lists import type_of
from mingzhang_web.trail.models import Entry
from mingzhang_web.year.models import UnitYear

BLANK = 8
"""Empty rows of the page of new records; a paste makes more."""


@for_year("see_registers", writes="step_registers")
def record_page(request: HttpRequest, unit_year: UnitYear, register: str, record_id: int) -> HttpResponse:
    """A record; POST saves its own fields, or (with `step`) those of one step."""
    declared = type_of(unit_year, register)
    record = rights.records_of(request.user, unit_year, register).filter(pk=record_id).first()
    if record is None:
        raise Http404
    kept, step = None, ""
    if request.method == "POST":
        step = str(request.POST.get("step", ""))
        kept = _save(request, unit_year, declared, record, step)
        if kept.good:
            return HttpResponseRedirect(f"{request.path}?saved=1")
        if kept.conflict is not None:
            return _conflict(request, unit_year, declared, record, kept, step)
    return _page(request, unit_year, declared, record, kept, step)


def _save(
    request: HttpRequest, unit_year: UnitYear, declared: RegisterType, record: RegisterRecord, step: str
) -> Kept:
    names = [view.name for view in base_fields(unit_year, declared, request.user, record, "zh")]
    if step:
        views = step_views(unit_year, declared, request.user, record, ledger_of(unit_year), "zh")
        wanted = next((view for view in views if view.state.step.name == step), None)
        if wanted is None or not wanted.may:
            raise PermissionDenied("step")
        names = list(wanted.state.step.fields)
    elif not rights.may_keep(request.user, declared.keepers):
        raise PermissionDenied("record")
    typed = {name: str(request.POST[name]) for name in names if name in request.POST}
    version = str(request.POST.get("version", ""))
    seen = int(version) if version.isdecimal() else 0
    return keep_record(request.user, unit_year, declared, record, seen, typed, step)


def _page(
    request: HttpRequest, unit_year: UnitYear, declared: RegisterType, record: RegisterRecord,
    kept: Kept | None, step: str,
) -> HttpResponse:  # fmt: skip
    language = language_of(request)
    ledger = ledger_of(unit_year)
    context = {
        "unit_year": unit_year, "part": "registers", "type": declared, "record": record, "kept": kept,
        "fields": base_fields(unit_year, declared, request.user, record, language, None if step else kept),
        "steps": step_views(unit_year, declared, request.user, record, ledger, language, kept, step),
        "derived": [(item.title, ledger.get(declared.register, _plain(record))(item.name))
                    for item in declared.derived],
        "children": _children(request, unit_year, declared, record),
        "may_write": unit_year.is_open and rights.may_keep(request.user, declared.keepers),
        "history": _history(unit_year, declared, record, language),
        "saved": request.GET.get("saved"), "posted": step,
    }  # fmt: skip
    return render(request, "registers/record.html", context, status=422 if kept else 200)


def _plain(record: RegisterRecord) -> Record:
    return Record(record.pk, masked_cells(record))


def _children(
    request: HttpRequest, unit_year: UnitYear, declared: RegisterType, record: RegisterRecord
) -> list[dict[str, Any]]:
    """The records of other registers that belong to this one (the payments of a contract)."""
    found = []
    for other in register_types(unit_year.fiscal_year).values():
        parent = other.parent
        if parent is not None and parent.of == declared.register:
            below = rights.records_of(request.user, unit_year, other.register)
            below = below.filter(**{f"cells__{parent.name}": record.number})
            rows = rows_of(ledger_of(unit_year), other, below, unit_year, language_of(request))
            found.append({"type": other, "rows": rows, "field": parent.name})
    return found


def _history(
    unit_year: UnitYear, declared: RegisterType, record: RegisterRecord, language: Language
) -> list[dict[str, Any]]:
    """The trail's entries of the record, newest first, with what changed in words."""
    dictionary = register_dictionary(unit_year.fiscal_year)
    table = dictionary.tables[table_name(declared.register)]
    columns = {column.name: column for column in table.columns}
    entries = Entry.objects.filter(
        object_kind="UnitYear", object_id=unit_year.pk,
        details__register=declared.register, details__number=record.number,
    )  # fmt: skip
    return [
        {
            "entry": entry,
            "changes": [
                (title_of(columns[name], language),
                 *(dictionary.shown(columns[name], cell, language) for cell in cells))
                for name, cells in entry.details.get("changed", {}).items()
                if name in columns
            ],
        }
        for entry in entries.order_by("-pk")[:30]
    ]  # fmt: skip


def _conflict(
    request: HttpRequest, unit_year: UnitYear, declared: RegisterType, record: RegisterRecord, kept: Kept,
    step: str,
) -> HttpResponse:  # fmt: skip
    """What stands now beside what was typed."""
    language = language_of(request)
    dictionary = register_dictionary(unit_year.fiscal_year)
    table = dictionary.tables[table_name(declared.register)]
    whole = rights.sees_private(request.user)
    now = kept.conflict or record
    cells = whole_cells(now) if whole else masked_cells(now)
    fields = []
    for name, typed in kept.typed.items():
        column = table.column(name)
        stands = dictionary.shown(column, cells.get(name, ""), language)
        fields.append({"heading": title_of(column, language), "name": name, "now": stands, "typed": typed,
                       "differs": stands != typed})  # fmt: skip
    context = {"unit_year": unit_year, "part": "registers", "type": declared, "record": now,
               "fields": fields, "step": step}  # fmt: skip
    return render(request, "registers/conflict.html", context, status=409)


@for_year("see_registers", writes="write_registers")
def add(request: HttpRequest, unit_year: UnitYear, register: str) -> HttpResponse:
    """New records in a grid, typed or pasted from a spreadsheet; all are saved, or none."""
    declared = type_of(unit_year, register)
    if not rights.may_keep(request.user, declared.keepers) or not unit_year.is_open:
        raise PermissionDenied("record")
    language = language_of(request)
    outcome: list[Kept] = []
    if request.method == "POST":
        names = [view.name for view in base_fields(unit_year, declared, request.user, None, language)]
        typed = _typed(request, names)
        changes: list[Change] = [(None, 0, row) for row in typed]
        outcome = keep_records(request.user, unit_year, declared, changes) if changes else []
        if outcome and all(kept.good for kept in outcome):
            one = outcome[0].record
            if len(outcome) == 1 and one is not None:
                where = reverse("register_record", args=[unit_year.pk, register, one.pk])
                return HttpResponseRedirect(f"{where}?saved=1")
            where = reverse("register", args=[unit_year.pk, register])
            return HttpResponseRedirect(f"{where}?saved={len(outcome)}")
    given = {name: str(value) for name, value in request.GET.items()}
    rows = [base_fields(unit_year, declared, request.user, None, language, kept) for kept in outcome] or [
        base_fields(unit_year, declared, request.user, None, language, Kept(typed=given))
    ]
    while len(rows) < BLANK:
        rows.append(base_fields(unit_year, declared, request.user, None, language))
    words = {view.column.values: view.options for view in rows[0] if view.column.values}
    context = {
        "unit_year": unit_year, "part": "registers", "type": declared, "rows": rows, "words": words,
        "bad": sum(not kept.good for kept in outcome),
        "others": [other for kept in outcome for other in kept.others],
    }  # fmt: skip
    return render(request, "registers/add.html", context, status=422 if outcome else 200)


def _typed(request: HttpRequest, names: list[str]) -> list[dict[str, str]]:
    """The rows of the grid that have anything typed, from fields `cell-KEY-NAME`."""
    rows: dict[str, dict[str, str]] = {}
    for field, value in request.POST.items():
        kind, _, rest = field.partition("-")
        key, _, name = rest.partition("-")
        if kind == "cell" and name in names:
            rows.setdefault(key, {})[name] = str(value).strip()
    return [row for row in rows.values() if any(row.values())]
