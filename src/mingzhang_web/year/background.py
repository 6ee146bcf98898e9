"""Imports in the background: of many records each of the two steps takes longer than a page should."""

from __future__ import annotations

from django.urls import reverse

from mingzhang.app.workbench import InvalidBooks, Text
from mingzhang_web import jobs, policy
from mingzhang_web.year.importing import (
    Preview,
    completed,
    forget,
    keep_preview,
    look_through,
    take_over,
)


@jobs.kind("import.look", Text("检查导入的数据", "look through an import"))
def look(work: jobs.Work, *, year: int, token: str) -> None:
    """Looks through what was uploaded; the preview says what would be replaced, or what is bad."""
    unit_year = policy.unit_year_of(work.account, year)
    policy.demand(work.account, "write_records")
    look_through(unit_year, token, work.step)
    with work.finishing(reverse("import_preview", args=[year, token])):
        pass


@jobs.kind("import.take", Text("导入数据", "import records"))
def take(work: jobs.Work, *, year: int, token: str) -> None:
    """Replaces the records, in one transaction with the end of the job."""
    unit_year = policy.unit_year_of(work.account, year)
    policy.demand(work.account, "write_records")
    work.step(0, 2, Text("逐行检查", "checking every row"))
    try:
        books, _ = completed(unit_year, token)
    except InvalidBooks as error:
        keep_preview(unit_year, Preview(token, errors=error.problems))
        count = len(error.problems)
        raise jobs.Undone(
            Text(f"没有导入：{count} 处错误。", f"Not imported: {count} errors."),
            reverse("import_preview", args=[year, token]), {},
        ) from None  # fmt: skip
    work.step(1, 2, Text("替换各表", "replacing the tables"))
    count = sum(len(rows) for rows in books.tables.values())
    with work.finishing(f"{reverse('year', args=[year])}?imported={count}"):
        take_over(work.account, unit_year, books)
    forget(unit_year, token)
