"""One statement to be laid out: its facts, its form, and how the variant prints it."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.document.model import Row
from mingzhang.facts.model import Statement
from mingzhang.present.cells import header, row
from mingzhang.present.statements.figures import Figures
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import Side, StatementColumn, StatementForm
from mingzhang.standard.variants import PrintedForm, Variant, VariantStatement


@dataclass(frozen=True)
class Form:
    """What the layouts need."""

    statement: Statement
    form: StatementForm
    item: VariantStatement | None
    variant: Variant
    standard: Standard
    figures: Figures

    @property
    def printed(self) -> PrintedForm:
        """How the variant's tables look."""
        return self.variant.printed

    def columns(self, side: Side) -> list[StatementColumn]:
        """The columns that the variant prints, and any other that holds money."""
        only = self.item.columns if self.item else None
        return [
            column
            for column in side.columns
            if only is None or column.id in only or self.figures.has_money(side.id, column.id)
        ]

    def path(self, column: StatementColumn) -> list[str]:
        """The column's header path in this variant."""
        titles = self.item.column_titles if self.item else {}
        return titles.get(column.id, column.title).split("/")

    def number_row(self, lead: int, count: int, begin: int = 1) -> list[Row]:
        """栏次 over the figures, where the variant prints it. `lead` columns stand before them."""
        word = self.printed.number_row
        if word is None:
            return []
        return [row([header(word, columns=lead), *(header(str(begin + at)) for at in range(count))])]
