"""Filling the workbook: a copy of the marked sheet for every unit, or a column for every unit."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from mingzhang.app.checklist.answers import PointAnswer, answer_to
from mingzhang.app.checklist.copies import copied_sheet, sheet_title
from mingzhang.app.checklist.model import CheckedUnit, Filled
from mingzhang.app.checklist.remarks import add_remarks, file_of
from mingzhang.app.checklist.template import MarkedSheet, marked_sheet
from mingzhang.app.checklist.workbook import opened, saved
from mingzhang.checks.run import every_rule
from mingzhang.kit.errors import UnreadableInput
from mingzhang.kit.language import Language
from mingzhang.kit.printable import printable
from mingzhang.standard.load import load_standard

LONGEST = 32_000
"""Characters that a cell of a workbook takes."""
_PLACES = {
    "unit": ("{{单位}}", "{{unit}}"),
    "year": ("{{年度}}", "{{year}}"),
    "file": ("{{文件}}", "{{file}}"),
}


def fill_checklist(
    template: bytes, name: str, units: Sequence[CheckedUnit], language: Language = "zh"
) -> Filled:
    """The template filled in for the units, in their order; formats, merged cells and formulas stay.

    Raises UnreadableInput where it is no xlsx workbook, names no rule, or has no column for answers.
    """
    book = opened(template, name)
    standard = load_standard("cn", units[0].year if units else None)
    rules = every_rule(standard)
    filled = Filled()
    marked = [(sheet, found) for sheet in book.worksheets if (found := marked_sheet(sheet, rules))]
    if not marked:
        raise UnreadableInput(
            f"{name}：没有一处写明规则；请加一列“规则”，写规则名（如 names/unit）或规则类别。",
            f"{name}: names no rule; add a column “rules” with names such as names/unit.",
        )
    for sheet, found in marked:
        if not found.takes_answers:
            raise UnreadableInput(
                f"{name}：工作表“{sheet.title}”没有填写结果的列；请加一列“结果”或“问题”。",
                f"{name}: sheet “{sheet.title}” has no column for answers; add “result” or “findings”.",
            )
        filled.unknown += [(sheet.title, point.row, word) for point in found.points for word in point.unknown]
        # Points are counted once, however many units there are.
        filled.answered += sum(bool(point.rules) for point in found.points)
        filled.by_hand += sum(not point.rules for point in found.points)

        def answers(unit: CheckedUnit, found: MarkedSheet = found) -> list[PointAnswer]:
            return [answer_to(point, unit.report, unit.ran, standard, language) for point in found.points]

        if found.units:
            _columns(sheet, found, units, answers, name)
        else:
            _sheets(book, sheet, found, units, answers)
    add_remarks(book, filled, units, language)
    filled.workbook = saved(book)
    return filled


def _sheets(book: Any, sheet: Any, found: MarkedSheet, units: Sequence[CheckedUnit], answers: Any) -> None:
    """The sheet itself for a single unit, else a copy for each, in the place of the template's."""
    if len(units) == 1:
        _fill(sheet, found, units[0], answers(units[0]))
        return
    place = book.index(sheet)
    for number, unit in enumerate(units):
        copied = copied_sheet(book, sheet)
        copied.title = sheet_title(unit.name, sheet.title, book.sheetnames)
        book.move_sheet(copied, place + 1 + number - book.index(copied))
        _fill(copied, found, unit, answers(unit))
    book.remove(sheet)


def _fill(sheet: Any, found: MarkedSheet, unit: CheckedUnit, answers: Sequence[PointAnswer]) -> None:
    _name(sheet, unit)
    for point, answer in zip(found.points, answers, strict=True):
        written: dict[str, str | int | None] = {
            "result": answer.result,
            "findings": answer.findings,
            "places": answer.places,
            "count": answer.count,
        }
        if "result" not in found.columns and not answer.findings:
            written["findings"] = answer.result
        for kind, value in written.items():
            if kind in found.columns:
                _write(sheet, point.row, found.columns[kind], value, by_hand=answer.by_hand)


def _columns(sheet: Any, found: MarkedSheet, units: Sequence[CheckedUnit], answers: Any, name: str) -> None:
    """One column for each unit, the first where the template has it, all in its format."""
    beyond = [
        cell for row in sheet.iter_rows(min_col=found.units + 1) for cell in row if cell.value is not None
    ]
    if beyond and len(units) > 1:
        raise UnreadableInput(
            f"{name}：工作表“{sheet.title}”的 {{{{单位}}}} 列要放在最后，各单位依次向右填。",
            f"{name}: in sheet “{sheet.title}” the column {{{{unit}}}} must be the last one.",
        )
    letters = sheet.column_dimensions
    for offset, unit in enumerate(units):
        column = found.units + offset
        if offset:
            _same_format(sheet, found.units, column)
            width = letters[_letter(found.units)].width
            letters[_letter(column)].width = width
        sheet.cell(found.head, column).value = printable(unit.name)
        for point, answer in zip(found.points, answers(unit), strict=True):
            text = answer.result if not answer.findings else f"{answer.result}\n{answer.findings}"
            _write(sheet, point.row, column, text, by_hand=answer.by_hand)


def _same_format(sheet: Any, source: int, target: int) -> None:
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, target)._style = copy(sheet.cell(row, source)._style)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _write(sheet: Any, row: int, column: int, value: Any, *, by_hand: bool) -> None:
    """Writes an answer; what a person has filled in already at a point without rules stays."""
    cell = sheet.cell(row, column)
    if type(cell).__name__ == "MergedCell" or (by_hand and cell.value not in (None, "")):
        return
    if isinstance(value, str):
        value = printable(value)[:LONGEST]
        cell.value = value or None
        if value:
            cell.data_type = "s"  # never a formula, whatever it begins with
            cell.alignment = _wrapped(cell.alignment)
    elif value is not None:
        cell.value = value


def _wrapped(alignment: Any) -> Any:
    wrapped = copy(alignment)
    wrapped.wrap_text = True
    return wrapped


def _name(sheet: Any, unit: CheckedUnit) -> None:
    """Puts the unit, the year and the file where the template says so."""
    values = {"unit": unit.name, "year": str(unit.year or ""), "file": file_of(unit)}
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and "{{" in cell.value:
                text = cell.value
                for kind, words in _PLACES.items():
                    for word in words:
                        text = text.replace(word, printable(values[kind]))
                cell.value = text
                cell.data_type = "s"
