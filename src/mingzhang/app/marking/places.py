"""Where the cells of a disclosure stand: every recognised figure and every field of a form by its address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Disclosure, Evaluation, Source, address_of


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A recognised cell and where it stands."""

    address: str
    fact: FindingFact
    source: Source
    sure: bool = True


def placed_cells(disclosure: Disclosure) -> list[PlacedCell]:
    """The cells in printed order: the statements, then the forms."""
    found = []
    for statement in disclosure.statements:
        for fact in statement.facts:
            named = FindingFact(
                statement=statement.id, side=fact.side, code=fact.code, label=fact.label,
                column=fact.column, value=fact.value, source=fact.source,
            )  # fmt: skip
            sure = fact.confidence >= 1 and fact.inferred is None and fact.value is not None
            found.append(PlacedCell(str(address_of(statement, fact)), named, fact.source, sure))
    for form in disclosure.evaluations:
        found += [
            PlacedCell(f"{form.project}/{field}", _of_form(form, field, value, source), source)
            for field, value, source in _fields(form)
        ]
    return found


def _of_form(form: Evaluation, field: str, value: str | None, source: Source) -> FindingFact:
    return FindingFact(statement="evaluation", project=form.project, field=field, value=value, source=source)


def _fields(form: Evaluation) -> Iterator[tuple[str, str | None, Source]]:
    """(field, value, place): rows of funds and indicators as wholes, single fields that have places."""
    for row in form.funds:
        yield f"funds.{row.source_kind}", row.actual, row.source
    for number, indicator in enumerate(form.indicators):
        yield f"indicators.{number}", indicator.score, indicator.source
    for field, source in form.sources.items():
        value = getattr(form, field, None)
        yield field, value if isinstance(value, str) else None, source


def address_in(fact: FindingFact) -> str:
    """The address of a cell that a finding names."""
    if fact.field is not None and fact.project is not None:
        return f"{fact.project}/{fact.field}"
    parts = (fact.statement, fact.side, fact.code, fact.column)
    return "/".join(part for part in parts if part)


class Places:
    """Finds the recognised cell, or at least the place, that a finding's cell means."""

    def __init__(self, disclosure: Disclosure) -> None:
        self.cells = placed_cells(disclosure)
        self._by_address = {cell.address: cell for cell in self.cells}
        self._paragraphs = [part for section in disclosure.explanation for part in section.paragraphs]

    def cell(self, fact: FindingFact) -> PlacedCell | None:
        """The recognised cell; of a form the row that holds the field."""
        address = address_in(fact)
        while address not in self._by_address and "." in address:
            address = address.rpartition(".")[0]
        return self._by_address.get(address)

    def source(self, fact: FindingFact) -> Source:
        """Where it stands: the cell, else the paragraph that states the value, else what the finding says."""
        cell = self.cell(fact)
        if cell is not None:
            return cell.source
        if fact.source.bbox is None and fact.value:
            for part in self._paragraphs:
                same = (part.source.page, part.source.line) == (fact.source.page, fact.source.line)
                if same and fact.value in part.text:
                    return part.source
        return fact.source
