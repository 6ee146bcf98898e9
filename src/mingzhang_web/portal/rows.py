"""Figures of many publications as rows of a table, and what is chosen among them (see `look.rows`)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from mingzhang.app.workbench import Language, StatementEntry, column_titles
from mingzhang_web.look.rows import Addresses
from mingzhang_web.look.templatetags.mingzhang import grouped
from mingzhang_web.portal.models import PublishedFigure

_COLUMNS = (
    "publication_id", "address", "statement", "side", "code", "column", "label", "value", "unit",
    "publication__unit_name", "publication__fiscal_year",
)  # fmt: skip


def figure_rows(figures: QuerySet[PublishedFigure], most: int, language: Language) -> tuple[SafeString, bool]:
    """The first `most` figures as rows (code, label, unit, year, statement and column, figure), and whether
    there are more."""
    links: dict[int, Addresses] = {}
    written = []
    found = list(figures.values_list(*_COLUMNS)[: most + 1])
    for publication, address, statement, side, code, column, label, value, unit, name, year in found[:most]:
        if publication not in links:
            links[publication] = Addresses("published_cell", publication)
        key = "/".join(part for part in (statement, side, column) if part)
        place = column_titles(year, language).get(key, key)
        written.append(
            f"<tr><td>{escape(code)}</td><td>{escape(label)}</td><td>{escape(name)}</td><td>{year}</td>"
            f'<td>{escape(place)}</td><td class="number">'
            f'<a href="{escape(links[publication].of(address))}">{escape(grouped(value))}</a>'
            f" <small>{escape(unit)}</small></td></tr>"
        )
    return mark_safe("".join(written)), len(found) > most


def column_options(statements: Iterable[StatementEntry], chosen: str) -> SafeString:
    """Every column of every statement, to choose one."""
    return mark_safe("".join(
        f'<optgroup label="{escape(statement.title)}">'
        + "".join(
            f'<option value="{escape(column.key)}"{" selected" if column.key == chosen else ""}>'
            f"{escape(statement.title)} · {escape(column.title)}</option>"
            for column in statement.columns
        )
        + "</optgroup>"
        for statement in statements
    ))  # fmt: skip


def code_options(codes: Iterable[tuple[str, str]]) -> SafeString:
    """Codes of subjects with their words, to choose one."""
    options = (f'<option value="{escape(code)}">{escape(label)}</option>' for code, label in codes)
    return mark_safe("".join(options))
