"""Provincial variants: which statements are printed, in what order, under what form numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mingzhang.standard.data import Bilingual, Data, broken, read_folder


class VariantStatement(Data, kw_only=True):
    """A statement as the variant prints it. `columns`: only these (all where None);
    `column_titles`: header paths that differ from the form's own; `budget_first`: the 三公 table
    groups its columns under 预算数 and 决算数 instead of pairing them under each item."""

    id: str
    form: str | None
    title: str
    columns: list[str] | None = None
    column_titles: dict[str, str] = {}
    budget_first: bool = False


class EconomicGroup(Data, kw_only=True):
    """A heading over columns of economic subjects side by side. `classes`: those it lists; `columns`:
    over how many columns of code, name and amount they run."""

    title: str | None
    classes: list[str]
    columns: int = 1


class PrintedForm(Data, kw_only=True):
    """How the variant's tables look in print: header cells (paths joined by `/`), lines and numbers."""

    line_numbers: bool
    number_row: str | None
    item_header: str
    line_header: str
    code_header: str
    label_header: str
    economic_headers: list[str]
    economic_groups: list[EconomicGroup]
    not_applicable: str
    three_public_header: str | None = None
    year_line: bool
    parts: dict[str, str]
    """Titles of the parts, by id, with `{unit}`, `{year}`, `{scope}`."""
    profile: dict[str, str]
    """Headings of the profile, by topic."""


class Variant(Data, kw_only=True):
    """A province's way of printing the accounts. `three_public_budget` says what the budget column
    of the 三公 table holds; `micro_share_base` the figure that the small-and-micro share is over."""

    id: str
    name: Bilingual
    source: str
    unit_label: str | None
    """What the forms call the disclosing department; `unit_label_of_unit` where a unit discloses alone."""
    unit_label_of_unit: str | None = None
    currency_label: str
    three_public_budget: Literal["final_budget", "original_budget"]
    micro_share_base: str | None
    operating_expenses_exclusions: list[str] = []
    omitted_classes: list[str] = []
    statements: list[VariantStatement]
    printed: PrintedForm

    def statement(self, statement_id: str) -> VariantStatement | None:
        """How the variant prints the statement, or None where it does not."""
        return next((item for item in self.statements if item.id == statement_id), None)


def read_variants(folder: Path) -> dict[str, Variant]:
    """The variants by id; a file is named like its id."""
    variants: dict[str, Variant] = {}
    for path, variant in read_folder(folder, Variant).items():
        if variant.id != path.stem:
            raise broken(path, f"id: {variant.id} must be named like its file")
        variants[variant.id] = variant
    return variants
