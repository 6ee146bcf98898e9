"""The statutory statements: titles, header paths of the columns, row labels and their codes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mingzhang.standard.data import Data, broken, read_folder

Layout = Literal["two_sided", "subject_rows", "economic_groups", "three_public", "labelled_rows"]
"""How a statement is laid out: income beside expenditure; one row a functional subject; groups of
economic subjects side by side; budget and actual of the three public expenses; one row a label."""


class StatementColumn(Data, kw_only=True):
    """A column. `title` and `spellings` are header paths from the top, joined by `/`.

    `part_of` names the column that this one adds up to (the header tree of the form).
    """

    id: str
    title: str
    english: str
    spellings: list[str] = []
    part_of: str | None = None

    def paths(self) -> list[list[str]]:
        """Every header path under which the column is known."""
        return [spelling.split("/") for spelling in (self.title, *self.spellings)]


class RowLabel(Data, kw_only=True):
    """A row known by its label. `after` = only below that row; `section` = only in that section;
    `line` is the usual 行次; `column` the fact's column where it is not the form's own."""

    code: str
    label: str
    spellings: list[str] = []
    after: str | None = None
    section: str | None = None
    line: str | None = None
    column: str | None = None
    unit: str | None = None


class SectionLabel(Data, kw_only=True):
    """A heading row inside a statement of labelled rows."""

    id: str
    label: str
    spellings: list[str] = []


class Side(Data, kw_only=True):
    """One side of a statement (`id` None where it has only one). `class_rows`: the functional
    classes of `class_order.csv` are rows too."""

    id: str | None
    title: str | None = None
    english: str | None = None
    columns: list[StatementColumn]
    rows: list[RowLabel] = []
    sections: list[SectionLabel] = []
    class_rows: bool = False


class StatementForm(Data, kw_only=True):
    """One of the ten statements of the public contract."""

    id: str
    title: str
    spellings: list[str] = []
    title_pattern: str | None = None
    """A regular expression over the folded title, for titles that name further contents in many ways."""
    english: str
    layout: Layout
    currency_unit: str
    source: str
    sides: list[Side]
    personnel_classes: list[str] = []
    public_classes: list[str] = []
    not_applicable_classes: list[str] = []
    note: str | None = None
    """What a compiled disclosure says below the table."""
    nothing: str | None = None
    """What a unit has none of where the statement is empty: 政府性基金预算财政拨款收入和支出."""
    blank_before_total: int = 0
    """Blank lines that the form keeps above 总计."""

    def side(self, side_id: str | None) -> Side:
        """The side with this id; KeyError where there is none."""
        for side in self.sides:
            if side.id == side_id:
                return side
        raise KeyError(side_id)

    def titles(self) -> list[str]:
        """The official title and the spellings seen in practice."""
        return [self.title, *self.spellings]


ORDER = (
    "income_expenditure_summary",
    "income",
    "expenditure",
    "appropriation_summary",
    "general_budget_expenditure",
    "general_budget_basic",
    "government_managed_funds",
    "state_capital_operations",
    "three_public_expenses",
    "supplementary_statistics",
)
"""The statements in the order of the public contract."""


def read_statements(folder: Path) -> dict[str, StatementForm]:
    """The statement forms by id; a file is named like its id."""
    forms: dict[str, StatementForm] = {}
    for path, form in read_folder(folder, StatementForm).items():
        if form.id != path.stem:
            raise broken(path, f"id: {form.id} must be named like its file")
        forms[form.id] = form
    rank = {name: index for index, name in enumerate(ORDER)}
    return dict(sorted(forms.items(), key=lambda item: rank.get(item[0], len(rank))))
