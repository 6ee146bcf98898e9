"""Sheets of texts, the overview of the evaluations and their forms."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.document.model import Grid, Paragraph
from mingzhang.document.paper import Part
from mingzhang.facts.model import Evaluation, FundsRow
from mingzhang.kit.amounts import parse_number, places
from mingzhang.writers.xlsx.placing import Placed, placed
from mingzhang.writers.xlsx.sheet import Sheet, height_of, lines_of, page_width
from mingzhang.writers.xlsx.styles import HEAD, number_format

_TEXT_WIDTH = 80.0
_OVERVIEW = (
    ("序号", 6.0), ("项目名称", 40.0), ("年初预算数", 13.0), ("全年预算数", 13.0), ("全年执行数", 13.0),
    ("资金结（转）余", 13.0), ("执行率（%）", 11.0), ("执行率得分", 11.0), ("总分", 9.0), ("等级", 7.0),
    ("填报情况", 10.0),
)  # fmt: skip
_HEADER = {"border": 1, "font_name": HEAD, "bg_color": "#F2F2F2"}
_STATUS = {"complete": "完整", "blank": "未填结果", "fragment": "残缺"}
_FUNDS = ("original_budget", "final_budget", "actual", "carryover", "execution_rate", "score")


def write_texts(sheet: Sheet, part: Part) -> None:
    """Headings and paragraphs, one a row, over the width of the part's widest table."""
    grids = [grid for section in part.sections for grid in section.grids()]
    widest = max(grids, key=lambda grid: len(grid.widths), default=None)
    shares = (1.0,) if widest is None else widest.widths
    columns = len(shares)
    for column, share in enumerate(shares):
        sheet.worksheet.set_column(column, column, share * _TEXT_WIDTH)
    sheet.title(0, part.title, columns)
    row = 1
    for section in part.sections:
        if section.title:
            sheet.line(row, section.title, columns, _TEXT_WIDTH, font_name=HEAD, font_size=12)
            row += 1
        for block in section.blocks:
            if isinstance(block, Paragraph):
                sheet.line(row, block.text, columns, _TEXT_WIDTH)
                row += 1
            else:
                row = _write_grid(sheet, block, row, _TEXT_WIDTH)


def write_cover(sheet: Sheet, lines: Sequence[str]) -> None:
    """The cover's title."""
    sheet.worksheet.set_column(0, 0, _TEXT_WIDTH)
    for row, line in enumerate(lines):
        sheet.title(row, line, 1)


def write_remarks(sheet: Sheet, title: str, remarks: Sequence[str]) -> None:
    """What the workbook is and how it is used."""
    sheet.worksheet.set_column(0, 0, _TEXT_WIDTH)
    sheet.title(0, title, 1)
    for row, remark in enumerate(remarks, 1):
        sheet.line(row, remark, 1, _TEXT_WIDTH)


def write_forms(sheet: Sheet, part: Part) -> None:
    """All forms below one another, each on its own page."""
    widths: tuple[float, ...] = ()
    row, breaks = 1, []
    for section in part.sections:
        if section.kind != "evaluation":
            continue
        if row > 1:
            breaks.append(row)
        grids = section.grids()
        columns = max((len(grid.widths) for grid in grids), default=1)
        width = page_width(False, columns)
        if grids and len(grids[0].widths) > len(widths):
            widths = grids[0].widths
        sheet.title(row, section.title, columns)
        row += 1
        for block in section.blocks:
            if isinstance(block, Grid):
                row = _write_grid(sheet, block, row, width)
            else:
                align = "center" if block.style == "caption" else "left"
                sheet.note(row, block.text, columns, width, align=align)
                row += 1
        row += 1
    sheet.title(0, part.title, max(len(widths), 1))
    for column, share in enumerate(widths):
        sheet.worksheet.set_column(column, column, max(share * page_width(False, len(widths)), 6))
    sheet.worksheet.set_h_pagebreaks(breaks)
    sheet.worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{row + 1}"})


def _write_grid(sheet: Sheet, grid: Grid, top: int, width: float) -> int:
    """The grid from the row `top` on; gives the row after it. Plain numbers are written as numbers."""
    widths = [share * width for share in grid.widths]
    rows: dict[int, list[Placed]] = {}
    for item in placed(grid, top):
        rows.setdefault(item.row, []).append(item)
        if (number := _number(item)) is not None and not item.merged:
            shown = number_format(places(number), thousands=False)
            style = sheet.styles.of(border=1, align=item.cell.align, num_format=shown)
            sheet.worksheet.write_number(item.row, item.column, float(number), style)
        else:
            sheet.cell(item)
    for row, items in rows.items():
        sheet.worksheet.set_row(row, height_of(items, widths))
    return top + len(grid.rows)


def _number(item: Placed) -> str | None:
    """A figure in the form's own spelling, so that what is shown is what is printed."""
    text = item.cell.text
    if item.cell.header or item.cell.align == "left" or parse_number(text) != text:
        return None
    digits = text.lstrip("-")
    return None if (digits[:1] == "0" and digits[1:2].isdigit()) or len(digits) > 15 else text


def write_overview(sheet: Sheet, evaluations: Sequence[Evaluation]) -> None:
    """One row a project: money, execution, score, grade; to be filtered and sorted."""
    for column, (text, width) in enumerate(_OVERVIEW):
        sheet.worksheet.set_column(column, column, width)
        sheet.text(
            1, column, text, border=1, align="center", font_name=HEAD, bg_color="#F2F2F2", text_wrap=True
        )
    sheet.title(0, "项目支出绩效自评汇总", len(_OVERVIEW))
    for row, form in enumerate(evaluations, 2):
        funds = next((line for line in form.funds if line.source_kind == "total"), None) or FundsRow(
            source_kind="total"
        )
        sheet.worksheet.write_number(row, 0, row - 1, sheet.styles.of(border=1, align="center"))
        sheet.text(row, 1, form.project or "", border=1, text_wrap=True)
        sheet.worksheet.set_row(row, lines_of(form.project or "", _OVERVIEW[1][1]) * 15.0 + 3)
        for column, field in enumerate(_FUNDS, 2):
            _figure(sheet, row, column, getattr(funds, field))
        _figure(sheet, row, 8, form.total_score)
        sheet.text(row, 9, form.grade or "", border=1, align="center")
        sheet.text(row, 10, _STATUS.get(form.status, form.status), border=1, align="center")
    sheet.worksheet.set_landscape()
    sheet.worksheet.repeat_rows(1)
    sheet.worksheet.freeze_panes(2, 2)
    sheet.worksheet.autofilter(1, 0, max(len(evaluations) + 1, 2), len(_OVERVIEW) - 1)


def _figure(sheet: Sheet, row: int, column: int, value: str | None) -> None:
    if value is None:
        sheet.text(row, column, "", border=1)
        return
    style = sheet.styles.of(border=1, align="right", num_format=number_format(places(value)))
    sheet.worksheet.write_number(row, column, float(value), style)
