"""What a claim speaks of, as data files write it: `statement[/side]/code/column` or `figure:name`."""

from __future__ import annotations

from mingzhang.facts.model import ClaimCell
from mingzhang.kit.address import CellAddress

_FIGURE = "figure:"


def cell_of(reference: str | None) -> ClaimCell | None:
    """The cell or figure that `reference` names; None stays None. A bare name is a figure."""
    if reference is None:
        return None
    if reference.startswith(_FIGURE):
        return ClaimCell(figure=reference.removeprefix(_FIGURE))
    if reference.count("/") < 2:
        return ClaimCell(figure=reference)
    address = CellAddress.parse(reference)
    return ClaimCell(statement=address.statement, side=address.side, code=address.code, column=address.column)


def prior_of(cell: ClaimCell | None) -> ClaimCell | None:
    """Last year's value of a statement's cell: the figure `prior/<statement>[/<side>]/<code>/<column>`."""
    if cell is None or cell.statement is None or cell.code is None or cell.column is None:
        return None
    return ClaimCell(figure=f"prior/{CellAddress(cell.statement, cell.side, cell.code, cell.column)}")
