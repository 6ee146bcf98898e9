"""The list for next year's budget: keep, improve, cut or merge each project, with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from mingzhang.app.workbench import Language, Text, sheet_of
from mingzhang_web import policy
from mingzhang_web.assessment.models import ADVICE, Advice
from mingzhang_web.assessment.scores import Final, compared, final
from mingzhang_web.compiled.compiling import disclosure_of, newest_of
from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.record import record
from mingzhang_web.year.locking import keep
from mingzhang_web.year.models import UnitYear

HEADINGS = (
    Text("主管部门", "Department"), Text("单位", "Unit"), Text("项目代码", "Code"), Text("项目", "Project"),
    Text("全年预算数（万元）", "Final budget (万元)"), Text("全年执行数（万元）", "Actual (万元)"),
    Text("执行率%", "Rate %"), Text("得分", "Score"), Text("等级", "Grade"), Text("评分方", "Scored by"),
    Text("建议", "Advice"), Text("整合到", "Merge with"), Text("理由", "Reason"),
)  # fmt: skip
NUMBERS = frozenset({4, 5, 6, 7})


@dataclass(frozen=True, slots=True)
class Line:
    """A project on the list: its form, the score that counts, the advice or None."""

    unit_year: UnitYear
    form: Any
    final: Final
    advice: Advice | None

    def cells(self, language: Language) -> list[str]:
        """The line in the order of the headings; what is not there is empty."""
        form, office, advice = self.form, self.unit_year.office, self.advice
        funds = form.funds[0] if form.funds else None
        money = [getattr(funds, name, None) or "" for name in ("final_budget", "actual", "execution_rate")]
        return [
            office.parent.name if office.parent else "",
            office.name,
            form.project_code or "",
            form.project or "",
            *money,
            self.final.score or "",
            self.final.grade or "",
            self.final.by.said(language),
            advice.advice_name.said(language) if advice else "",
            advice.merge_with if advice else "",
            advice.reason if advice else "",
        ]


def lines_of(unit_years: Iterable[UnitYear]) -> list[Line]:
    """Every project of the compiled years."""
    found, years = [], list(unit_years)
    newest = newest_of(years)
    for unit_year in years:
        compilation = newest.get(unit_year.pk)
        if compilation is None:
            continue
        kept = {item.project: item for item in Advice.objects.filter(unit_year=unit_year)}
        for form in disclosure_of(compilation).evaluations:
            counted = final(unit_year, form, compared(unit_year, form))
            found.append(Line(unit_year, form, counted, kept.get(form.project_code)))
    return found


def advise(
    account: Account,
    unit_year: UnitYear,
    project: str,
    advice: str,
    merge_with: str,
    reason: str,
    version: int,
) -> Text | None:
    """Saves the advice on a project; the text says why not. Overtaken where another saved first."""
    policy.demand(account, "advise")
    if advice not in ADVICE:
        return Text("请选择建议。", "Choose the advice.")
    if not reason:
        return Text("请写明理由。", "Give the reason.")
    if (advice == "merge") != bool(merge_with):
        return Text(
            "“整合”须写明与哪个项目整合。", "“Merge” names the project to merge with, the others none."
        )
    with transaction.atomic():
        values = {"advice": advice, "merge_with": merge_with[:200], "reason": reason[:2000], "by": account}
        keep(Advice, version, {"unit_year": unit_year, "project": project}, values)
        details = {"project": project, "advice": advice, "note": reason}
        record(account, "advice.saved", unit_year, str(unit_year), details)
    return None


def workbook(lines: Iterable[Line], title: str, language: Language) -> bytes:
    """The list as xlsx."""
    headings = [heading.said(language) for heading in HEADINGS]
    return sheet_of(title, headings, [line.cells(language) for line in lines], NUMBERS)
