"""Evaluation forms scored live from the records as they stand, or as they are being typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mingzhang.app.registers import PREFIX
from mingzhang.app.workbench import Books, Text, evaluate_books, scores_owed
from mingzhang_web.compiled.compiling import disclosure_of, is_current, latest
from mingzhang_web.kept import Kept
from mingzhang_web.registers.answers import answered
from mingzhang_web.year.changes import standing, state_of
from mingzhang_web.year.ledger import books_of
from mingzhang_web.year.models import SourceRow, UnitYear

TABLES = (
    "units", "projects", "indicators", "results", "target_adjustments", "budget", "adjustments",
    "expenditure",
)  # fmt: skip
_forms: Kept[list[Any]] = Kept(64)
_forms_of_state: Kept[list[Any]] = Kept(32)
_form: Kept[tuple[Any, list[int]]] = Kept(64)


@dataclass(slots=True)
class Scored:
    """A form, and per indicator its order, its result's row and why its score is owed."""

    form: Any
    orders: list[int]
    rows: dict[int, SourceRow]
    owed: list[Text | None]
    behind: dict[int, str] = field(default_factory=dict)
    """Order → where the records of the register are that gives the result."""

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The indicators as the page lists them."""
        return [
            {
                "indicator": indicator,
                "order": order,
                "row": self.rows.get(order),
                "owed": owed,
                "index": index,
                "behind": self.behind.get(order),
            }
            for index, (indicator, order, owed) in enumerate(
                zip(self.form.indicators, self.orders, self.owed, strict=True)
            )
        ]


def forms_of(unit_year: UnitYear) -> list[Any]:
    """All evaluation forms of the year, scored from the records as they stand; to be read, never changed."""

    def made() -> list[Any]:
        state = state_of(unit_year, TABLES)
        return _forms_of_state.get(state, lambda: evaluate_books(books_of(unit_year, TABLES)))

    return _compiled(unit_year) or _forms.get(standing(unit_year), made)


def _compiled(unit_year: UnitYear) -> list[Any]:
    """The forms of the compilation, which are the same while no record has changed since."""
    compilation = latest(unit_year)
    if compilation is None or not is_current(unit_year, compilation):
        return []
    forms: list[Any] = disclosure_of(compilation).evaluations
    return forms


def _compiled_form(unit_year: UnitYear, project: str) -> Any:
    return next((form for form in _compiled(unit_year) if form.project_code == project), None)


def scored(
    unit_year: UnitYear, project: str, typed: Mapping[int, Mapping[str, str]] | None = None
) -> Scored | None:
    """One project's form. `typed`: results by order that are not saved yet. None: no such form."""
    books = _of_project(books_of(unit_year, TABLES), project, typed or {})
    compiled = None if typed else _compiled_form(unit_year, project)

    def made() -> tuple[Any, list[int]]:
        orders = sorted(int(row["order"]) for row in books.tables.get("indicators", ()))
        return compiled or next(iter(evaluate_books(books)), None), orders

    # Together, so that a record that is added meanwhile is in both or in neither.
    form, orders = made() if typed or compiled else _form.get((*standing(unit_year), project), made)
    if form is None:
        return None
    rows = {
        int(row.cells.get("order") or 0): row
        for row in SourceRow.objects.filter(unit_year=unit_year, table="results", cells__project=project)
    }
    sections = (row.get("section", "") for row in books.tables.get("projects", ()))
    numbered = list(zip(orders, form.indicators, strict=True))
    behind = answered(unit_year, project, next(sections, ""), numbered)
    return Scored(form, orders, rows, scores_owed(form, unit_year.fiscal_year), behind)


def _of_project(books: Books, project: str, typed: Mapping[int, Mapping[str, str]]) -> Books:
    """The books with the records of one project alone, typed results in place of those kept."""
    tables = {}
    for name, rows in books.tables.items():
        column = {"units": None, "projects": "code"}.get(name, "project")
        column = None if name.startswith(PREFIX) else column
        tables[name] = [row for row in rows if column is None or row.get(column) == project]
    results = {int(row.get("order") or 0): row for row in tables.get("results", [])}
    for order, cells in typed.items():
        row = {**results.get(order, {"project": project, "order": str(order)}), **cells}
        results[order] = row
    tables["results"] = [row for _, row in sorted(results.items())]
    return replace(books, tables=tables, prior=None)
