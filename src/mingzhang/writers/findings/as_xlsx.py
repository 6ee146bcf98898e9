"""Findings as a workbook: one sheet a file, to be filtered, answered and sent back."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from mingzhang.writers.findings.letter import WIDTHS, Letter, LetterSource, letters
from mingzhang.writers.xlsx.sheet import Sheet, lines_of, sheet_name
from mingzhang.writers.xlsx.styles import HEAD, Styles, workbook_options

_WIDTH = 150.0
_LINE = 15.0
_COLOURS = {"error": "#9C0006", "warning": "#7A4B00", "info": "#1F4E79"}


def letters_as_xlsx(source: LetterSource) -> bytes:
    """The workbook's bytes; the same findings give the same bytes."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, workbook_options())
    styles, taken = Styles(workbook), set[str]()
    found = letters(source)
    workbook.set_properties({"title": found[0].title, "created": source.made_on.replace(tzinfo=None)})
    for letter in found:
        name = letter.file.replace("\\", "/").rsplit("/", 1)[-1]
        _write(workbook, Sheet(workbook, styles, sheet_name(name, taken), None), letter)
    workbook.close()
    return stream.getvalue()


def _write(workbook: Any, sheet: Sheet, letter: Letter) -> None:
    worksheet, columns = sheet.worksheet, letter.columns
    widths = [share * _WIDTH for share in WIDTHS]
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, width)
    sheet.title(0, letter.title, len(columns))
    row = 1
    for text in (letter.file, *letter.about, letter.verdict, letter.counted):
        sheet.note(row, text, len(columns), _WIDTH, bold=text == letter.verdict)
        row += 1
    for column, text in enumerate(columns):
        sheet.text(row, column, text, border=1, align="center", font_name=HEAD, bg_color="#F2F2F2")
    header = row
    for part in letter.parts:
        for item in part.rows:
            row += 1
            texts = item.cells()
            texts[2] = "\n".join([part.title, *item.places])
            for column, text in enumerate(texts):
                colour = {"font_color": _COLOURS[item.severity], "bold": True} if column == 1 else {}
                align = "center" if column < 2 else "right" if column in (3, 4) else "left"
                style = {"border": 1, "text_wrap": True, "valign": "top", "align": align, **colour}
                sheet.text(row, column, text, **style)
            lines = max(lines_of(text, width) for text, width in zip(texts, widths, strict=True))
            worksheet.set_row(row, min(max(lines * _LINE + 4, 40), 400))
    worksheet.autofilter(header, 0, max(row, header + 1), len(columns) - 1)
    worksheet.freeze_panes(header + 1, 0)
    worksheet.repeat_rows(header)
    worksheet.set_landscape()
    row = _not_run(sheet, row + 2, letter)
    for text in letter.signed:
        sheet.text(row, 2, text)
        row += 1


def _not_run(sheet: Sheet, row: int, letter: Letter) -> int:
    if letter.not_run:
        sheet.text(row, 0, letter.not_run_title, bold=True)
        row += 1
        for text in letter.not_run:
            sheet.note(row, text, len(letter.columns), _WIDTH)
            row += 1
    return row + 1
