"""Tables that only frame text: no row of theirs has two texts."""

from __future__ import annotations

from mingzhang.document.model import Grid, Paragraph


def framed(grid: Grid) -> list[Paragraph] | None:
    """The lines of a table that is a frame around text, as paragraphs; None where it is a table."""
    texts = [[cell for cell in row.cells if cell.text.strip()] for row in grid.rows]
    if any(len(cells) > 1 for cells in texts):
        return None
    return [
        Paragraph(line.strip(), cell.place)
        for cells in texts
        for cell in cells
        for line in cell.text.split("\n")
        if line.strip()
    ]
