"""What a checked file is shown as: pages that are drawn, the tables that were read, or – of a disclosure
JSON, which has no look of its own – the printed forms."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.app.workbench.forms import FormTable, statement_forms
from mingzhang.document.model import Block, Cell, Document, Grid, Paragraph, Place, Row
from mingzhang.facts.model import Disclosure
from mingzhang.readers.drawn import has_pages, page_count
from mingzhang.readers.registry import read_document


@dataclass(frozen=True, slots=True)
class Layout:
    """`pages`: how many are drawn, 0 where `document` is shown instead. `by_address`: its cells are known by
    the addresses of figures, not by places in a file."""

    pages: int = 0
    document: Document | None = None
    by_address: bool = False


def layout_of(data: bytes, name: str, disclosure: Disclosure) -> Layout:
    """The layout of a file that could be read. Raises UnreadableInput."""
    if data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" and not data.startswith(rb"{\rtf"):
        blocks = [block for form in statement_forms(disclosure) for block in _form(form)]
        return Layout(document=Document(name, "json", blocks), by_address=True)
    if has_pages(data, name):
        return Layout(pages=page_count(data, name))
    return Layout(document=read_document(data, name))


def _form(form: FormTable) -> list[Block]:
    rows = [
        Row(
            [
                Cell(cell.text, Place(cell=cell.address), cell.rows, cell.columns, header=cell.kind == "head")
                for cell in row
            ],
            Place(),
        )
        for row in (*form.head, *form.body)
    ]
    title = Paragraph(f"{form.number} {form.title}".strip(), Place(), level=1)
    return [title, Grid(rows, Place(), header_rows=len(form.head))]
