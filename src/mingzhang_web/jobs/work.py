"""What a function that works in the background has in its hand: progress, cancel, and the one way to end."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction

from mingzhang.app.workbench import Text
from mingzhang_web.jobs import clock

if TYPE_CHECKING:
    from mingzhang_web.jobs.models import Job
    from mingzhang_web.organisations.models import Account

_EVERY = 0.3
"""Seconds between two writes of progress: a page asks once a second."""


class Cancelled(Exception):
    """The user asked for it to stop."""


class Lost(Exception):
    """The job is no longer this worker's: another holds it, or it was ended."""


class Undone(Exception):
    """The work came to a regular end without doing what was asked: `error` says it in a line, the page
    `leads_to` shows `result` (JSON)."""

    def __init__(self, error: Text, leads_to: str, result: dict[str, Any]) -> None:
        super().__init__(error.en)
        self.error, self.leads_to, self.result = error, leads_to, result


class Work:
    """One attempt at a job."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.finished = False
        self.stop = threading.Event()
        self._told = 0.0

    @property
    def account(self) -> Account:
        """Who asked for it."""
        return self.job.account

    def step(self, done: int, total: int, what: Text) -> None:
        """Tells how far it is (`total` 0: not known). Raises Cancelled where that was asked, Lost where the
        job is another's by now."""
        now = time.monotonic()
        if self.stop.is_set() or now - self._told >= _EVERY or done == total:
            self._told = now
            self._tell(done, total, what)

    def _tell(self, done: int, total: int, what: Text) -> None:
        from mingzhang_web.jobs.models import Job

        mine = Job.objects.filter(pk=self.job.pk, state="running", worker=self.job.worker)
        told = mine.update(
            done=done, total=total, step_zh=what.zh[:200], step_en=what.en[:200], beat=clock.now()
        )
        if not told:
            raise Lost
        if Job.objects.filter(pk=self.job.pk, cancel_asked__isnull=False).exists():
            raise Cancelled

    @contextmanager
    def finishing(self, leads_to: str = "") -> Iterator[None]:
        """A transaction that ends the job as done together with what the block writes. `leads_to`: the
        address of the result. Cancelled or Lost, and nothing is written, where it may not end so."""
        from mingzhang_web.jobs.models import Job

        with transaction.atomic():
            mine = Job.objects.select_for_update().filter(
                pk=self.job.pk, state="running", worker=self.job.worker
            )
            held = mine.first()
            if held is None:
                raise Lost
            if held.cancel_asked is not None:
                raise Cancelled
            yield
            mine.update(state="done", ended_at=clock.now(), leads_to=leads_to)
        self.finished = True
