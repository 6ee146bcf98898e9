"""The slow work."""

from __future__ import annotations

import time
from pathlib import Path

from mingzhang.app.workbench import Text, UnreadableInput
from mingzhang_web import jobs
from mingzhang_web.jobs import queue

queue.SILENT = 8.0


@jobs.kind("slow.steps", Text("慢慢来", "slowly"))
def steps(work: jobs.Work, *, log: str, name: str, holds: bool = False) -> None:
    """Ten steps, then one office; each step leaves its number in the log. `holds`: the first time it goes no
    further than the fourth, so that whoever stops it there is never late."""
    from mingzhang_web.organisations.models import Office

    for number in range(10):
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{work.job.attempts}.{number}\n")
        work.step(number, 10, Text(f"第 {number} 步", f"step {number}"))
        while holds and number == 3 and work.job.attempts == 1:
            time.sleep(0.05)
            work.step(number, 10, Text("停在这一步", "stays here"))
    with work.finishing("/workbench/"):
        Office.objects.create(kind="unit", name=name)


@jobs.kind("slow.deaf", Text("不听话", "deaf"))
def deaf(work: jobs.Work) -> None:
    """Never asks whether it should stop."""
    time.sleep(600)


@jobs.kind("slow.refused", Text("读不了", "refused"))
def refused(work: jobs.Work) -> None:
    """Refuses its file."""
    raise UnreadableInput("坏.pdf：读不了。", "bad.pdf: cannot be read.")


@jobs.kind("slow.broken", Text("出错", "broken"))
def broken(work: jobs.Work, *, name: str) -> None:
    """Breaks in the middle of writing."""
    from mingzhang_web.organisations.models import Office

    with work.finishing():
        Office.objects.create(kind="unit", name=name)
        raise ZeroDivisionError
