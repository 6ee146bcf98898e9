"""Checking a dropped file, and drawing its pages."""

from __future__ import annotations

import os
from collections.abc import Sequence

from mingzhang.app.file_check import check_file, pictures_of
from mingzhang.app.workbench import MingzhangError, Text
from mingzhang_web import jobs
from mingzhang_web.filecheck.companions import against
from mingzhang_web.filecheck.dropping import original_of
from mingzhang_web.filecheck.models import DroppedFile


@jobs.kind("filecheck.check", Text("核对文件", "check a file"), seconds=3600)
def check(
    work: jobs.Work, *, file: str, prior: str = "", budget: str = "", units: Sequence[str] = ()
) -> None:
    """Reads and checks a dropped file, against others that were dropped where these are named; its pages are
    drawn by a job of their own, which a hostile file may crash without harm to what was read."""
    dropped = DroppedFile.objects.get(key=file)

    def step(what: Text) -> None:
        work.step(0, 0, what)

    try:
        with against(work.account, prior, budget, units) as others:
            checked = check_file(original_of(dropped), dropped.name, step, others)
    except MingzhangError as error:
        DroppedFile.objects.filter(pk=dropped.pk, verdict="").update(
            error_zh=error.message.zh, error_en=error.message.en
        )
        raise
    with work.finishing(dropped.address):
        DroppedFile.objects.filter(pk=dropped.pk).update(
            error_zh="", error_en="", verdict=checked.verdict, counts=checked.counts, ran=checked.ran,
            unit_name=checked.unit_name[:200], unit_code=checked.unit_code[:40], kind=checked.kind[:30],
            fiscal_year=checked.fiscal_year, disclosure=checked.disclosure,
            report_zh=checked.reports["zh"], report_en=checked.reports["en"],
            view_zh=checked.views["zh"], view_en=checked.views["en"],
        )  # fmt: skip
    if dropped.format in ("pdf", "image") and not dropped.drawn:
        jobs.start(work.account, "filecheck.draw", subject=dropped.name, once=file, file=file)


@jobs.kind("filecheck.draw", Text("绘制页面", "draw the pages"), seconds=1800)
def draw(work: jobs.Work, *, file: str) -> None:
    """Pictures of the pages, each moved into its place when it is whole."""
    dropped = DroppedFile.objects.get(key=file)
    for page in pictures_of(original_of(dropped), dropped.name):
        work.step(page.number, page.pages, Text(f"第 {page.number} 页", f"page {page.number}"))
        if page.picture:
            size = dropped.folder / f"page-{page.number}.size"
            size.write_text(f"{page.width:.2f} {page.height:.2f}", encoding="ascii")
            aside = dropped.folder / f"page-{page.number}.part"
            aside.write_bytes(page.picture)
            os.replace(aside, dropped.folder / f"page-{page.number}.png")
        DroppedFile.objects.filter(pk=dropped.pk).update(drawn=page.number)
    with work.finishing(dropped.address):
        pass
