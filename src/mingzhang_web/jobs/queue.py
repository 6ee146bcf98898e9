"""The queue is the table of jobs: adding, taking, letting go, ending. Every change of state is one
conditional UPDATE, so that of two who want the same job one gets it – on SQLite and PostgreSQL alike."""

from __future__ import annotations

import datetime
import time
import uuid
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from mingzhang.app.workbench import Text
from mingzhang_web.jobs import clock
from mingzhang_web.jobs.kinds import kinds
from mingzhang_web.jobs.models import OPEN, Job
from mingzhang_web.organisations.models import Account

SILENT = 20.0
"""Seconds without a new beat, by the watcher's own monotonic clock, after which a worker is taken for dead:
clocks of the day that differ or jump neither take a job from who works at it nor leave it with the dead."""
GRACE = 8.0
"""Seconds that a function has to stop after it was asked to."""
ATTEMPTS = 2
"""How often a job whose worker died is begun."""
KEPT_DAYS = 30
DIED = Text(
    "处理程序中途停止，什么都没有改动；请重新开始。",
    "The worker ended in the middle; nothing was changed. Start it again.",
)


def add(
    account: Account, name: str, subject: str, once: str, arguments: dict[str, Any], here: bool = False
) -> Job:
    """A new job, or the open one that does the same; `here`: done in this call."""
    if name not in kinds():
        raise ValueError(f"no kind of work is named {name}")
    for _ in range(2):
        same = Job.objects.filter(kind=name, once=once, state__in=OPEN).first()
        if same is not None:
            return same
        try:
            with transaction.atomic():
                job = Job.objects.create(
                    account=account, kind=name, subject=subject[:300], once=once, arguments=arguments,
                    asked_at=clock.now(),
                )  # fmt: skip
        except IntegrityError:  # another click was quicker
            continue
        return _started(job, here)
    return Job.objects.filter(kind=name, once=once).latest("asked_at")


def _started(job: Job, here: bool) -> Job:
    if here or settings.JOBS == "at_once":
        from mingzhang_web.jobs.running import run

        taken = take(f"here-{uuid.uuid4().hex[:8]}", job)
        if taken is not None:
            run(taken)
        job.refresh_from_db()
    else:
        from mingzhang_web.jobs.beside import wake

        transaction.on_commit(wake)
    return job


def take(worker: str, job: Job | None = None) -> Job | None:
    """The oldest waiting job (or this one), now the worker's; None where there is none."""
    while True:
        waiting = Job.objects.filter(state="waiting")
        found = waiting.filter(pk=job.pk).first() if job is not None else waiting.order_by("asked_at").first()
        if found is None:
            return None
        now = clock.now()
        mine = waiting.filter(pk=found.pk).update(
            state="running", worker=worker, beat=now, started_at=now, attempts=found.attempts + 1,
            done=0, total=0, step_zh="", step_en="",
        )  # fmt: skip
        if mine:
            return Job.objects.select_related("account").get(pk=found.pk)
        if job is not None:
            return None


def end(
    job: Job, state: str, error: Text | None = None, leads_to: str = "", result: dict[str, Any] | None = None
) -> bool:
    """Ends a job that this worker holds; False where it is no longer its."""
    error = error or Text("", "")
    mine = Job.objects.filter(pk=job.pk, state="running", worker=job.worker)
    ended = mine.update(
        state=state, ended_at=clock.now(), error_zh=error.zh, error_en=error.en, leads_to=leads_to,
        result=result or {},
    )  # fmt: skip
    return bool(ended)


def ask_to_cancel(job: Job) -> None:
    """A waiting job is cancelled, a running one asked to stop, an ended one left as it is."""
    now = clock.now()
    Job.objects.filter(pk=job.pk, state="waiting").update(state="cancelled", ended_at=now, cancel_asked=now)
    Job.objects.filter(pk=job.pk, state="running", cancel_asked=None).update(cancel_asked=now)


def release(worker: str | None = None) -> int:
    """Lets go what a dead worker held (None: every worker that has been silent for long): cancelled if that
    was asked, waiting again if it may be, else failed. How many jobs were found."""
    running = Job.objects.filter(state="running")
    held = _silent(list(running)) if worker is None else list(running.filter(worker=worker))
    found = 0
    for job in held:
        found += 1
        known = kinds().get(job.kind)
        if job.cancel_asked is not None:
            end(job, "cancelled")
        elif known is not None and known.restartable and job.attempts < ATTEMPTS:
            mine = Job.objects.filter(pk=job.pk, state="running", worker=job.worker)
            mine.update(state="waiting", worker="")
        else:
            end(job, "failed", DIED)
    return found


_heard: dict[uuid.UUID, tuple[tuple[str, datetime.datetime | None], float]] = {}
"""Running jobs: the last beat that was seen of each, and when it was first seen here (monotonic seconds)."""


def _silent(running: list[Job]) -> list[Job]:
    """Those whose beat has stood still for long while this process watched."""
    now = time.monotonic()
    for gone in _heard.keys() - {job.pk for job in running}:
        del _heard[gone]
    for job in running:
        beat = (job.worker, job.beat)
        if _heard.get(job.pk, (None, 0.0))[0] != beat:
            _heard[job.pk] = beat, now
    return [job for job in running if now - _heard[job.pk][1] > SILENT]


def forget() -> None:
    """Ended jobs of long ago are no longer listed."""
    if clock.has_jumped():
        return
    before = clock.now() - datetime.timedelta(days=KEPT_DAYS)
    Job.objects.exclude(state__in=OPEN).filter(ended_at__lt=before).delete()
