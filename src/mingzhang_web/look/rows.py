"""The rows of long tables, written by Python: the template language takes about ten times as long for the
same text, and a page of a hundred rows is nearly all rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

IN_PATH = "/~:@!$&'()*+,;="
"""What a path holds as it is, beside letters, digits and `-._` (RFC 3986)."""


class Addresses:
    """The addresses of one named page for many values of its last part. `example`: a value that it takes."""

    def __init__(self, name: str, *fixed: Any, example: str = "ADDRESS") -> None:
        self._head, _, self._tail = reverse(name, args=[*fixed, example]).rpartition(example)

    def of(self, value: str) -> str:
        """The address for a value."""
        return f"{self._head}{quote(value, safe=IN_PATH)}{self._tail}"


def form_rows(
    body: Collection[Collection[Any]], marked: Mapping[str, str], links: Addresses | None, *, panel: bool
) -> SafeString:
    """The body of a printed form (`FormTable.body`). `marked`: address → the gravest finding; `links`: the
    pages of the figures; `panel`: a click shows the page beside the form."""
    return mark_safe("".join(
        f"<tr>{''.join(_form_cell(cell, marked, links, panel) for cell in row)}</tr>" for row in body
    ))  # fmt: skip


def _form_cell(cell: Any, marked: Mapping[str, str], links: Addresses | None, panel: bool) -> str:
    if cell.kind != "figure":
        return (
            f'<td class="{cell.kind} level-{cell.level}" colspan="{cell.columns}" rowspan="{cell.rows}">'
            f"{escape(cell.text)}</td>"
        )
    kind = f"figure marked-{marked[cell.address]}" if cell.address in marked else "figure"
    if cell.value is None:
        return f'<td class="{kind}">{escape(cell.text)}</td>'
    shown = escape(cell.value)
    if links is not None:
        link = escape(links.of(cell.address))
        beside = f' hx-get="{link}" hx-target="#origin"' if panel else ""
        shown = f'<a href="{link}"{beside}>{shown}</a>'
    return f'<td class="{kind}" data-cell="{escape(cell.address)}">{shown}</td>'
