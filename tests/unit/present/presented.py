"""Small disclosures to present, and what their sections hold."""

from __future__ import annotations

from mingzhang.document.model import Cell, Grid, Paragraph
from mingzhang.document.paper import Section
from mingzhang.facts.model import Department, Disclosure, Fact, Statement, Unit
from mingzhang.present.disclosure import present
from mingzhang.standard.load import Standard

NAME = "青河县水务局"


def disclosure(statement: Statement | None = None, variant: str = "shanxi", **more: object) -> Disclosure:
    """A disclosure of one statement."""
    unit = Unit(name=NAME, code="031001", scope="unit", department=Department(name=NAME, code="031"))
    statements = [statement] if statement else []
    return Disclosure(fiscal_year=2024, variant=variant, unit=unit, statements=statements, **more)  # type: ignore[arg-type]


def fact(code: str, column: str, value: str | None, **more: object) -> Fact:
    """One fact."""
    return Fact(code=code, column=column, value=value, **more)  # type: ignore[arg-type]


def section_of(statement: Statement, standard: Standard, variant: str = "shanxi") -> Section:
    """The statement's section."""
    found = present(disclosure(statement, variant), standard).section(statement.id)
    assert found is not None
    return found


def texts(section: Section) -> list[str]:
    """The paragraphs of a section."""
    return [block.text for block in section.blocks if isinstance(block, Paragraph)]


def rows(grid: Grid) -> list[list[str]]:
    """The texts of a grid."""
    return [row.texts() for row in grid.rows]


def figures(grid: Grid) -> list[Cell]:
    """The cells that show a fact."""
    return [cell for cell in cells(grid) if cell.address and cell.text not in ("", "——")]


def cells(grid: Grid) -> list[Cell]:
    """All cells."""
    return [cell for row in grid.rows for cell in row.cells]
