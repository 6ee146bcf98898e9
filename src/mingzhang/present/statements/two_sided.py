"""Statements with income at the left and expenditure at the right (01, 04)."""

from __future__ import annotations

from dataclasses import dataclass, field

from mingzhang.document.model import Cell, Grid, Row
from mingzhang.kit.chinese import numeral
from mingzhang.present.cells import grid, header, label, row
from mingzhang.present.statements.form import Form
from mingzhang.standard.statements import Side, StatementColumn

_LABEL, _LINE, _FIGURE = 36.0, 5.0, 11.0
_TOTAL_OF_YEAR, _TOTAL = "current_year_total", "total"


@dataclass(slots=True)
class Half:
    """The rows of one side as (code, label): above 本年…合计, from it on, and 总计; None is a blank line."""

    side: Side
    columns: list[StatementColumn]
    upper: list[tuple[str, str] | None] = field(default_factory=list)
    lower: list[tuple[str, str] | None] = field(default_factory=list)
    total: list[tuple[str, str] | None] = field(default_factory=list)

    def rows(self) -> list[tuple[str, str] | None]:
        """All of them."""
        return [*self.upper, *self.lower, *self.total]


def lay_out(form: Form) -> Grid:
    """Both sides line by line, their totals on one line as the form prints them."""
    halves = [_half(form, side) for side in form.form.sides]
    for part, extra in (("upper", 0), ("lower", form.form.blank_before_total), ("total", 0)):
        longest = max(len(getattr(half, part)) for half in halves) + extra
        for half in halves:
            rows = getattr(half, part)
            rows += [None] * (longest - len(rows))
    count = len(halves[0].rows())
    heads = _heads(form, halves)
    body = [
        row([cell for side, half in enumerate(halves) for cell in _cells(form, half, line, side * count)])
        for line in range(count)
    ]
    return grid([*heads, *body], [width for half in halves for width in _widths(form, half)], len(heads))


def _half(form: Form, side: Side) -> Half:
    half = Half(side, form.columns(side))
    known = {entry.code for entry in side.rows}
    begun = False
    for entry in side.rows:
        begun = begun or entry.code == _TOTAL_OF_YEAR
        part = half.total if entry.code == _TOTAL else half.lower if begun else half.upper
        part.append((entry.code, entry.label))
    if side.class_rows:
        half.upper += _classes(form, side)
        known |= {entry[0] for entry in half.upper if entry}
    for code in form.figures.codes(side.id):
        if code not in known:
            (half.upper if code.isdecimal() else half.lower).append((code, code))
    return half


def _classes(form: Form, side: Side) -> list[tuple[str, str] | None]:
    """The functional classes of the summary, numbered as printed."""
    printed = [
        subject
        for subject in form.standard.subjects.classes
        if subject.code not in form.variant.omitted_classes or form.figures.times(side.id, subject.code)
    ]
    return [(subject.code, f"{numeral(number)}、{subject.name}") for number, subject in enumerate(printed, 1)]


def _heads(form: Form, halves: list[Half]) -> list[Row]:
    lines = form.printed.line_numbers
    top = [header(half.side.title, columns=1 + lines + len(half.columns)) for half in halves]
    second: list[Cell] = []
    numbers: list[Cell] = []
    number = 1
    for half in halves:
        second.append(header(form.printed.item_header))
        second += [header(form.printed.line_header)] if lines else []
        second += [header(form.path(column)[-1]) for column in half.columns]
        numbers.append(header(form.printed.number_row))
        numbers += [header("")] if lines else []
        numbers += [header(str(number + at)) for at in range(len(half.columns))]
        number += len(half.columns)
    heads = [row(top), row(second)]
    return [*heads, row(numbers)] if form.printed.number_row else heads


def _cells(form: Form, half: Half, line: int, before: int) -> list[Cell]:
    """One line of one side; `before` lines are numbered on the sides at its left."""
    entry = half.rows()[line]
    code, words = entry or ("", "")
    printed = form.figures.label(half.side.id, code) if entry else None
    if printed and printed.lstrip()[:1] in words[:1]:
        words = printed
    centred = code in (_TOTAL_OF_YEAR, _TOTAL)
    cells = [label(words, align="center" if centred else "left")]
    if form.printed.line_numbers:
        cells.append(label(str(before + line + 1), align="center"))
    return cells + [form.figures.cell(half.side.id, code, column.id) for column in half.columns]


def _widths(form: Form, half: Half) -> list[float]:
    lines = [_LINE] if form.printed.line_numbers else []
    return [_LABEL, *lines, *(_FIGURE for _ in half.columns)]
