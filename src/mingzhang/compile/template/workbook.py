"""The package as one workbook to fill in: a sheet per table, drop-downs, notes on every heading.

Kept to what Excel, WPS and LibreOffice all show: cell notes, list validation over a visible sheet,
frozen headers, number formats.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import xlsxwriter

from mingzhang.compile.template.dictionary import KINDS
from mingzhang.compile.template.naming import example_of, heading, said, sheet_name, written_value
from mingzhang.kit.language import Language
from mingzhang.standard.load import Standard
from mingzhang.standard.package import PackageColumn, PackageForm, PackageTable
from mingzhang.standard.registers.tables import only_registers

LAST_ROW = 5000
"""Rows with drop-downs and formats; more may be filled in."""
_CREATED = datetime.datetime(2000, 1, 1)
"""Fixed, so that the same template is the same file."""


def template_workbook(
    standard: Standard, year: int, variant: str, headings: Language, registers: Collection[str] = ()
) -> bytes:
    """The workbook as bytes: guide, one sheet per table and register asked for, values."""
    form = only_registers(standard.sources, registers)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"title": f"{year}年度决算源数据", "created": _CREATED})
    template = _Template(book, form, year, headings)
    template.guide(variant)
    for table in form.tables.values():
        template.table(table)
    template.values()
    book.close()
    return stream.getvalue()


def register_workbook(
    form: PackageForm, table: PackageTable, rows: Iterable[Mapping[str, str]], year: int, headings: Language
) -> bytes:
    """A register's records as a workbook to read, to fill in and to import again: its sheet and values.

    `form` has the table alone. Private cells are the caller's to mask.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"title": table.title.zh, "created": _CREATED})
    template = _Template(book, form, year, headings)
    template.table(table, rows)
    template.values()
    book.close()
    return stream.getvalue()


class _Template:
    def __init__(self, book: Any, form: PackageForm, year: int, headings: Language) -> None:
        self.book, self.form, self.year, self.headings = book, form, year, headings
        base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
        self.plain = book.add_format(base | {"num_format": "@"})
        self.bold = book.add_format(base | {"bold": True, "font_size": 12})
        self.wrapped = book.add_format(base | {"text_wrap": True, "valign": "top"})
        self.header = book.add_format(base | {"bold": True, "bg_color": "#DDEBF7", "border": 1})
        self.needed = book.add_format(base | {"bold": True, "bg_color": "#FCE4D6", "border": 1})
        formats = {
            "amount": "#,##0.00",
            "money": "#,##0.00",
            "date": "yyyy-mm-dd",
            "whole": "0",
            "number": "General",
        }
        self.left = book.add_format(base | {"align": "left"})
        self.formats = {kind: book.add_format(base | {"num_format": code}) for kind, code in formats.items()}
        self.ranges: dict[str, str] = {}
        for place, (name, values) in enumerate(form.values.items()):
            letter = xlsxwriter.utility.xl_col_to_name(place)
            sheet = said(form.words.values, headings)
            self.ranges[name] = f"='{sheet}'!${letter}$2:${letter}${len(values) + 1}"

    def guide(self, variant: str) -> None:
        """What the sheets are, the year and variant, and one example row per table."""
        words = self.form.words
        sheet = self.book.add_worksheet(said(words.guide, self.headings))
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 20, 22)
        sheet.write_string(0, 0, "决算源数据 Source records of the final accounts", self.bold)
        sheet.write_string(1, 0, said(words.year, self.headings), self.header)
        sheet.write_number(1, 1, self.year, self.left)
        sheet.write_string(2, 0, said(words.variant, self.headings), self.header)
        sheet.write_string(2, 1, variant, self.plain)
        for row, line in enumerate(_GUIDE, 3):
            sheet.write_string(row, 0, line)
        row = 4 + len(_GUIDE)
        for table in self.form.tables.values():
            row = self._example(sheet, row, table)
        sheet.freeze_panes(3, 0)

    def _example(self, sheet: Any, row: int, table: PackageTable) -> int:
        name = sheet_name(table, self.headings)
        sheet.write_url(row, 0, f"internal:'{name}'!A2", string=name)
        sheet.write_string(row, 1, f"{table.explanation.zh} {table.explanation.en}")
        for place, column in enumerate(table.columns, 1):
            sheet.write_string(row + 1, place, heading(column, self.headings), self._header(column))
            example = example_of(self.form, column, self.year, self.headings)
            sheet.write_string(row + 2, place, example, self.plain)
            sheet.write_string(
                row + 3, place, f"{column.explanation.zh} {column.explanation.en}", self.wrapped
            )
        sheet.set_row(row + 3, 64)
        for offset, label in enumerate(("列 column", "示例 example", "说明 explanation"), 1):
            sheet.write_string(row + offset, 0, label)
        return row + 5

    def _header(self, column: PackageColumn) -> Any:
        return self.needed if column.required else self.header

    def table(self, table: PackageTable, rows: Iterable[Mapping[str, str]] = ()) -> None:
        """A sheet of the table with its notes and drop-downs, empty or with these rows (in the one form)."""
        sheet = self.book.add_worksheet(sheet_name(table, self.headings))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, 16, self.formats.get(column.type, self.plain))
            sheet.write_string(0, place, heading(column, self.headings), self._header(column))
            note = {"x_scale": 2, "y_scale": 1.6, "author": "Mingzhang"}
            sheet.write_comment(0, place, self._note(column), note)
            self._validation(sheet, place, column)
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(table.columns):
                self._write(sheet, number, place, column, row.get(column.name, ""))

    def _write(self, sheet: Any, row: int, place: int, column: PackageColumn, cell: str) -> None:
        if not cell:
            return
        kind = self.formats.get(column.type, self.plain)
        try:
            if column.type == "date":
                sheet.write_datetime(row, place, datetime.datetime.fromisoformat(cell), kind)
                return
            if column.type in ("money", "number", "whole") and len(cell) <= 15:
                sheet.write_number(row, place, float(cell), kind)
                return
        except ValueError:
            pass
        sheet.write_string(row, place, written_value(self.form, column, cell, self.headings), self.plain)

    def _note(self, column: PackageColumn) -> str:
        kind = KINDS[column.type]
        needed = "必填 needed\n" if column.required else ""
        example = example_of(self.form, column, self.year, self.headings)
        shown = f"\n例 e.g. {example}" if example else ""
        return f"{needed}{kind.zh}\n{column.explanation.zh}\n{kind.en}\n{column.explanation.en}{shown}"

    def _validation(self, sheet: Any, place: int, column: PackageColumn) -> None:
        if column.values is not None:
            sheet.data_validation(
                1, place, LAST_ROW, place, {"validate": "list", "source": self.ranges[column.values]}
            )
        elif column.in_year:
            first, last = datetime.date(self.year, 1, 1), datetime.date(self.year, 12, 31)
            rule = {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
            title = {"error_title": "日期 date", "error_message": f"{first} – {last}"}
            sheet.data_validation(1, place, LAST_ROW, place, rule | title)

    def values(self) -> None:
        """The values behind the drop-downs, one set a column."""
        sheet = self.book.add_worksheet(said(self.form.words.values, self.headings))
        sheet.freeze_panes(1, 0)
        for place, (name, values) in enumerate(self.form.values.items()):
            sheet.set_column(place, place, 24)
            sheet.write_string(0, place, name, self.header)
            column = self._column_of(name)
            for row, value in enumerate(values, 1):
                word = value.code
                if column is not None:
                    word = written_value(self.form, column, value.code, self.headings)
                sheet.write_string(row, place, word)

    def _column_of(self, value_set: str) -> PackageColumn | None:
        columns = (column for table in self.form.tables.values() for column in table.columns)
        return next((column for column in columns if column.values == value_set), None)


_GUIDE = (
    "一张表一个工作表；橙色表头为必填列，鼠标停在表头上看说明，有下拉的列从下拉中选。",
    "金额一律为元，最多两位小数；代码列是文本格式，开头的0不会丢；不需要的表留空即可。",
    "填好后：mingzhang import-xlsx 本文件 数据包文件夹。本页的示例只供查看，不会导入。",
    "One sheet per table; orange headings are needed columns, notes on the headings explain them.",
    "Amounts in 元 with at most two decimals; code columns are text, so that leading zeros stay.",
    "Then: mingzhang import-xlsx THIS_FILE PACKAGE_DIR. The examples on this page are not imported.",
)
