"""How others print the same tables: other spellings of figures and blanks, wrapped labels, pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from mingzhang.document.model import Block, Cell, Grid, Paragraph, Row

_FIGURE = re.compile(r"-?\d+\.\d\d")
Change = Callable[[str], str]


def thousands(text: str) -> str:
    """1234.50 → 1,234.50."""
    return f"{Decimal(text):,}" if _FIGURE.fullmatch(text) else text


def full_width(text: str) -> str:
    """12.5 → １２．５."""
    if not _FIGURE.fullmatch(text):
        return text
    return "".join(chr(ord(char) + 0xFEE0) if char in "0123456789." else char for char in text)


def wrapped(text: str) -> str:
    """A long label over two lines, as narrow columns break it."""
    if len(text) < 9 or _FIGURE.fullmatch(text) or text.isascii():
        return text
    return f"{text[:6]}\n{text[6:]}"


def justified(text: str) -> str:
    """Short labels with white space between the characters."""
    return "　".join(text) if text in ("合计", "项目", "总计", "支出", "收入") else text


def with_cells(blocks: list[Block], change: Change) -> list[Block]:
    """The blocks with every cell's text changed."""
    return [
        block
        if isinstance(block, Paragraph)
        else replace(
            block,
            rows=[
                Row([replace(cell, text=change(cell.text)) for cell in row.cells], row.place)
                for row in block.rows
            ],
        )
        for block in blocks
    ]


def with_blanks(blocks: list[Block], blank: str) -> list[Block]:
    """Cells for figures that are empty print `0.00` or a dash instead."""
    changed: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid) and block.header_rows and _is_statement(block):
            rows = [
                Row(
                    [_filled(cell, blank) if at >= block.header_rows else cell for cell in row.cells],
                    row.place,
                )
                for at, row in enumerate(block.rows)
            ]
            block = replace(block, rows=rows)
        changed.append(block)
    return changed


def _is_statement(grid: Grid) -> bool:
    return any(cell.address is not None for row in grid.rows for cell in row.cells)


def _filled(cell: Cell, blank: str) -> Cell:
    return replace(cell, text=blank) if cell.address is not None and not cell.text else cell


def over_pages(blocks: list[Block], rows: int) -> list[Block]:
    """Long tables of subjects go on in another table, below the header printed again."""
    parted: list[Block] = []
    for block in blocks:
        if (
            not isinstance(block, Grid)
            or len(block.rows) < block.header_rows + 2 * rows
            or not block.header_rows
        ):
            parted.append(block)
            continue
        head, body = block.rows[: block.header_rows], block.rows[block.header_rows :]
        if any(cell.row_span > 1 for row in body for cell in row.cells):
            parted.append(block)
            continue
        for begin in range(0, len(body), rows):
            parted.append(replace(block, rows=[*head, *body[begin : begin + rows]]))
    return parted
