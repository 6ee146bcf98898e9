"""The whole workbook, sheet by sheet in the order of the paper."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from mingzhang.document.paper import Part
from mingzhang.kit.printable import printable
from mingzhang.writers.publication import Publication
from mingzhang.writers.xlsx.amounts import Amounts
from mingzhang.writers.xlsx.check_sheet import write_checks
from mingzhang.writers.xlsx.formulas import formulas_of
from mingzhang.writers.xlsx.placing import Positions
from mingzhang.writers.xlsx.plan import StatementSheet, planned
from mingzhang.writers.xlsx.sheet import Sheet, sheet_name
from mingzhang.writers.xlsx.statement_sheet import write_statement
from mingzhang.writers.xlsx.styles import Styles
from mingzhang.writers.xlsx.text_sheets import write_cover, write_forms, write_overview, write_texts

_REMARKS = (
    "本工作簿：每张决算表一个工作表，另有情况说明、绩效自评和勾稽核对。",
    "浅蓝底色的格是公式，由其他格算出；白底的数是基础数，可以改动，改动后合计随之变动。"
    "知道准确金额的，格中保存到分（以万元表示），显示两位小数。",
    "“勾稽核对”列出全部勾稽关系及其现在是否成立。",
)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "default_format_properties": {"font_name": "宋体", "font_size": 11},
}


def write_workbook(publication: Publication) -> bytes:
    """The workbook's bytes: the same publication gives the same bytes."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, _OPTIONS)
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
    stamped = publication.stamp is not None
    names = set[str]() if taken is None else taken
    positions = Positions()
    plans = []
    for number, section in enumerate(sections, 1):
        name = sheet_name(f"{forms.get(section.id) or f'{number:02d}'} {section.title}", names)
        plans.append(planned(section, name, positions, stamped))
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
        stamp = publication.stamp
        formulas = formulas_of(publication, self.amounts, self.positions)
        write_cover(self._sheet("封面"), publication.paper.cover, stamp, _REMARKS)
        for part in publication.paper.parts:
            if part.id == "statements":
                for plan in self.plans:
                    sheet = Sheet(self.workbook, self.styles, plan.name, stamp)
                    write_statement(sheet, plan, self.amounts, formulas, self.positions, stamp)
            elif any(section.kind == "evaluation" for section in part.sections):
                self._evaluations(part)
            else:
                write_texts(self._sheet(part.title.split(" ", 1)[-1]), part, (), stamp)
        self._checks()

    def _sheet(self, wanted: str) -> Sheet:
        return Sheet(self.workbook, self.styles, sheet_name(wanted, self.taken), self.publication.stamp)

    def _evaluations(self, part: Part) -> None:
        write_overview(self._sheet("绩效自评汇总"), self.publication.disclosure.evaluations)
        forms = [section for section in part.sections if section.kind == "evaluation"]
        write_forms(self._sheet("绩效自评表"), forms, self.publication.stamp)

    def _checks(self) -> None:
        disclosure, standard = self.publication.disclosure, self.publication.standard
        sheet, found = self._sheet("勾稽核对"), self.publication.identities
        write_checks(sheet, found, disclosure, standard, self.amounts, self.positions)
