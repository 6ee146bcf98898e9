"""The whole workbook, sheet by sheet in the order of the paper."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from mingzhang.kit.printable import printable
from mingzhang.writers.publication import Publication
from mingzhang.writers.xlsx.amounts import Amounts
from mingzhang.writers.xlsx.check_sheet import write_checks
from mingzhang.writers.xlsx.formulas import formulas_of
from mingzhang.writers.xlsx.placing import Positions
from mingzhang.writers.xlsx.plan import StatementSheet, planned
from mingzhang.writers.xlsx.sheet import Sheet, sheet_name
from mingzhang.writers.xlsx.statement_sheet import write_statement
from mingzhang.writers.xlsx.styles import Styles, workbook_options
from mingzhang.writers.xlsx.text_sheets import (
    write_cover,
    write_forms,
    write_overview,
    write_remarks,
    write_texts,
)

_REMARKS = (
    "本工作簿：每张决算表一个工作表，另有情况说明、绩效自评和勾稽核对。",
    "浅蓝底色的格是公式，由其他格算出；白底的数是基础数，可以改动，改动后合计随之变动。"
    "知道准确金额的，格中保存到分（以万元表示），显示两位小数。",
    "“勾稽核对”列出全部勾稽关系及其现在是否成立。",
)
WORKING_SHEETS = "mingzhang.working_sheets"
WORKING_SEPARATOR = "/"
"""The custom property that names the sheets which are no part of the publication. Beside the tables,
what lies outside the print area (the rounding differences) is none either."""


def write_workbook(publication: Publication) -> bytes:
    """The workbook's bytes: the same publication gives the same bytes."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, workbook_options())
    paper = publication.paper
    workbook.set_properties(
        {
            "title": printable(paper.title),
            "author": printable(paper.author),
            "subject": printable(paper.subject),
            "comments": printable(publication.stamp or ""),
            "created": publication.made_on.replace(tzinfo=None),
        }
    )
    workbook.set_calc_mode("auto")
    _Book(workbook, publication).write()
    workbook.close()
    return stream.getvalue()


def planned_sheets(
    publication: Publication, taken: set[str] | None = None
) -> tuple[list[StatementSheet], Positions]:
    """The statements' sheets and where each cell of theirs stands. `taken`: names of sheets so far."""
    sections = [item for item in publication.paper.sections() if item.kind == "statement"]
    forms = {item.id: item.form for item in publication.disclosure.statements}
    names = set[str]() if taken is None else taken
    positions = Positions()
    plans = []
    for number, section in enumerate(sections, 1):
        name = sheet_name(f"{forms.get(section.id) or f'{number:02d}'} {section.title}", names)
        plans.append(planned(section, name, positions))
    return plans, positions


class _Book:
    """One workbook being written."""

    def __init__(self, workbook: Any, publication: Publication) -> None:
        self.workbook = workbook
        self.publication = publication
        self.styles = Styles(workbook)
        self.taken: set[str] = set()
        self.plans, self.positions = planned_sheets(publication, self.taken)
        self.amounts = Amounts(publication.disclosure)

    def write(self) -> None:
        """Names and places are settled before anything is written: formulas reach into other sheets."""
        publication = self.publication
        formulas = formulas_of(publication, self.amounts, self.positions)
        write_cover(self._sheet("封面"), publication.paper.cover)
        for part in publication.paper.parts:
            if part.id == "statements":
                for plan in self.plans:
                    sheet = Sheet(self.workbook, self.styles, plan.name, publication.stamp)
                    write_statement(sheet, plan, self.amounts, formulas, self.positions)
            elif any(section.kind == "evaluation" for section in part.sections):
                write_forms(self._sheet("绩效自评表"), part)
            else:
                write_texts(self._sheet(part.title.split(" ", 1)[-1]), part)
        self._working_sheets()

    def _working_sheets(self) -> None:
        """What is no part of the publication but helps to work with it; named in the properties."""
        disclosure, standard = self.publication.disclosure, self.publication.standard
        sheets = []
        if disclosure.evaluations:
            sheets.append(self._sheet("绩效自评汇总"))
            write_overview(sheets[-1], disclosure.evaluations)
        sheets.append(self._sheet("勾稽核对"))
        found = self.publication.identities
        write_checks(sheets[-1], found, disclosure, standard, self.amounts, self.positions)
        sheets.append(self._sheet("使用说明"))
        write_remarks(sheets[-1], "使用说明", _REMARKS)
        names = WORKING_SEPARATOR.join(sheet.name for sheet in sheets)
        self.workbook.set_custom_property(WORKING_SHEETS, names, "text")

    def _sheet(self, wanted: str) -> Sheet:
        return Sheet(self.workbook, self.styles, sheet_name(wanted, self.taken), self.publication.stamp)
