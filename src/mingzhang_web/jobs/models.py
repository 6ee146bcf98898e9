"""One piece of long work."""

from __future__ import annotations

import uuid

from django.db import models
from django.urls import reverse

from mingzhang.app.workbench import Text
from mingzhang_web.jobs.kinds import title_of
from mingzhang_web.organisations.models import Account

STATES = {
    "waiting": Text("等待中", "waiting"),
    "running": Text("进行中", "running"),
    "done": Text("已完成", "done"),
    "failed": Text("没有完成", "failed"),
    "cancelled": Text("已取消", "cancelled"),
}
OPEN = ("waiting", "running")


class Job(models.Model):
    """Who asked for what, how far it is, how it ended. `worker` names the process that holds it, `beat` is
    its last sign of life; only the holder may finish it. `result`: what the page it leads to shows of it."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=300)
    once = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default="waiting", db_index=True)
    attempts = models.IntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    beat = models.DateTimeField(null=True)
    cancel_asked = models.DateTimeField(null=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    step_zh = models.CharField(max_length=200, blank=True)
    step_en = models.CharField(max_length=200, blank=True)
    error_zh = models.TextField(blank=True)
    error_en = models.TextField(blank=True)
    leads_to = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "once"], condition=models.Q(state__in=OPEN), name="one_open_job_of_a_work"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def address(self) -> str:
        """The job's page."""
        return reverse("job", args=[self.key])

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN

    @property
    def title(self) -> Text:
        """What is being done."""
        return title_of(self.kind)

    @property
    def state_name(self) -> Text:
        """The state in words."""
        return STATES.get(self.state, Text(self.state, self.state))

    @property
    def step(self) -> Text:
        """What it is at."""
        return Text(self.step_zh, self.step_en)

    @property
    def error(self) -> Text:
        """Why it was not done, in one line."""
        return Text(self.error_zh, self.error_en)

    @property
    def seconds(self) -> int:
        """How long it took, in whole seconds."""
        if self.started_at is None or self.ended_at is None:
            return 0
        return max(round((self.ended_at - self.started_at).total_seconds()), 0)
