"""Compiling in the background: of many records it takes longer than a page should."""

from __future__ import annotations

from django.urls import reverse

from mingzhang.app.workbench import InvalidBooks, Text
from mingzhang_web import jobs, policy
from mingzhang_web.compiled.compiling import compile_year
from mingzhang_web.year.importing import MOST_PROBLEMS
from mingzhang_web.year.problems import plain_problem


@jobs.kind("year.compile", Text("编制决算", "compile"))
def compile_records(work: jobs.Work, *, year: int) -> None:
    """Compiles a year's records as they stand; what it writes is one transaction with the end of the job."""
    unit_year = policy.unit_year_of(work.account, year)
    policy.demand(work.account, "compile")
    work.step(0, 0, Text("汇总并核对", "adding up and checking"))
    try:
        compile_year(
            work.account, unit_year, lambda: work.finishing(reverse("statements", args=[unit_year.pk]))
        )
    except InvalidBooks as error:
        count = len(error.problems)
        raise jobs.Undone(
            Text(f"没有编制：数据有 {count} 处错误。", f"Not compiled: {count} bad rows."),
            reverse("compile_problems", args=[unit_year.pk, work.job.pk]),
            {"count": count, "problems": [plain_problem(item) for item in error.problems[:MOST_PROBLEMS]]},
        ) from None
