"""Registers as pages show them: words for codes, steps with who may do the next, masked or whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from mingzhang.app.registers import (
    MASK,
    Ledger,
    Record,
    RegisterType,
    Step,
    StepState,
    next_of,
    register_dictionary,
    states_of,
    table_name,
)
from mingzhang.app.workbench import Language, Text
from mingzhang_web.organisations.models import ROLES, Account
from mingzhang_web.registers import policy as rights
from mingzhang_web.registers.drafts import Kept
from mingzhang_web.registers.ledger import masked_cells, whole_cells
from mingzhang_web.registers.models import RegisterRecord
from mingzhang_web.year.models import UnitYear

LIST_FIELDS = 5
"""Open fields of a record that a list shows."""


def today(unit_year: UnitYear) -> datetime.date:
    """The day that deadlines are seen from: today, and for a year that is over its last day."""
    return min(timezone.localdate(), datetime.date(unit_year.fiscal_year, 12, 31))


@dataclass(slots=True)
class FieldView:
    """A field of a form: `value` as a person reads it, `options` of a choice."""

    name: str
    title: str
    value: str
    column: Any
    options: list[tuple[str, str]] = field(default_factory=list)
    problem: Text | None = None
    needed: bool = False
    private: bool = False


@dataclass(slots=True)
class StepView:
    """A step of a record: its state, its fields, and whether the account may enter it now."""

    state: StepState
    fields: list[FieldView]
    may: bool
    who: list[Text]


@dataclass(slots=True)
class RecordRow:
    """A record in a list."""

    record: RegisterRecord
    cells: list[str]
    waits: StepState | None
    complete: bool
    who: list[Text]

    @property
    def summary(self) -> str:
        """Its cells in one line."""
        return " · ".join(cell for cell in self.cells if cell)


def title_of(column: Any, language: Language) -> str:
    """The heading of a column."""
    return str(column.heading if language == "zh" else column.english or column.name)


def roles_of(step: Step) -> list[Text]:
    """Who enters the step, in words."""
    return [ROLES[role] for role in step.roles]


def listed_fields(declared: RegisterType) -> list[str]:
    """The fields that a list shows: the first open ones that are entered with the record."""
    steps = declared.step_fields()
    names = [item.name for item in declared.fields if not item.private and item.name not in steps]
    return names[:LIST_FIELDS]


def rows_of(
    ledger: Ledger, declared: RegisterType, records: Iterable[RegisterRecord], unit_year: UnitYear,
    language: Language,
) -> list[RecordRow]:  # fmt: skip
    """The records as a list shows them."""
    day = today(unit_year)
    dictionary = register_dictionary(unit_year.fiscal_year)
    table = dictionary.tables[table_name(declared.register)]
    names = listed_fields(declared)
    rows = []
    for record in records:
        cell = ledger.get(declared.register, Record(record.pk, masked_cells(record)))
        states = states_of(declared, cell, day)
        shown = [dictionary.shown(table.column(name), cell(name), language) for name in names]
        waits = next_of(states)
        complete = all(state.status == "done" for state in states)
        rows.append(RecordRow(record, shown, waits, complete, roles_of(waits.step) if waits else []))
    return rows


def base_fields(
    unit_year: UnitYear, declared: RegisterType, account: Account, record: RegisterRecord | None,
    language: Language, kept: Kept | None = None,
) -> list[FieldView]:  # fmt: skip
    """The fields entered with the record itself; a section's own name is not typed."""
    steps = declared.step_fields()
    names = ["number", "section", "project", *(item.name for item in declared.fields)]
    own = rights.section_of(account) is not None
    names = [name for name in names if name not in steps and not (own and name == "section")]
    return fields_of(unit_year, declared, account, record, names, language, kept)


def fields_of(
    unit_year: UnitYear, declared: RegisterType, account: Account, record: RegisterRecord | None,
    names: Sequence[str], language: Language, kept: Kept | None = None,
) -> list[FieldView]:  # fmt: skip
    """These fields with their values; private ones masked for whoever does not keep the register."""
    dictionary = register_dictionary(unit_year.fiscal_year)
    table = dictionary.tables[table_name(declared.register)]
    whole = rights.sees_private(account)
    cells = {} if record is None else whole_cells(record) if whole else masked_cells(record)
    views = []
    for name in names:
        column = table.column(name)
        value = dictionary.shown(column, cells.get(name, ""), language)
        problem = None
        if kept is not None:
            value = kept.typed.get(name, value)
            problem = kept.problems.get(name)
        options = [] if column.values is None else dictionary.words(column.values, language)
        needed = column.required and name != "number"
        views.append(
            FieldView(
                name, title_of(column, language), value, column, options, problem, needed, column.private
            )
        )
    return views


def step_views(
    unit_year: UnitYear, declared: RegisterType, account: Account, record: RegisterRecord, ledger: Ledger,
    language: Language, kept: Kept | None = None, step: str = "",
) -> list[StepView]:  # fmt: skip
    """The steps that the record has. The next one and those done may be entered by their roles."""
    cell = ledger.get(declared.register, Record(record.pk, masked_cells(record)))
    views = []
    for state in states_of(declared, cell, today(unit_year)):
        typed = kept if state.step.name == step else None
        fields = fields_of(unit_year, declared, account, record, state.step.fields, language, typed)
        for view in fields:
            view.needed = view.name in (state.step.done, *state.step.needed)
        open_step = state.status in ("done", "next") and unit_year.is_open
        may = open_step and rights.may_step(account, state.step.roles)
        if not rights.sees_private(account) and any(view.private for view in fields):
            fields = [view for view in fields if not view.private or view.value == MASK]
        views.append(StepView(state, fields, may, roles_of(state.step)))
    return views
