"""A file that somebody dropped to be checked, and the findings of it that somebody accepted."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingzhang.app.file_check import FileAcceptance
from mingzhang.app.workbench import Language, Text
from mingzhang_web.jobs.models import Job
from mingzhang_web.organisations.models import Account, Office

LOST = Text("没有核对完，请重新上传。", "Not checked to the end; drop the file again.")


class DroppedFile(models.Model):
    """The file, what was read of it, what was found in it. `office` is where its owner sat. The original and
    the pictures of its pages lie in a folder of their own; `verdict` is empty until it is checked."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="files")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    format = models.CharField(max_length=20)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    keep_until = models.DateTimeField()
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    error_zh = models.TextField(blank=True)
    error_en = models.TextField(blank=True)
    verdict = models.CharField(max_length=20, blank=True)
    unit_name = models.CharField(max_length=200, blank=True)
    unit_code = models.CharField(max_length=40, blank=True)
    fiscal_year = models.IntegerField(null=True)
    kind = models.CharField(max_length=30, blank=True)
    counts = models.JSONField(default=dict)
    ran = models.JSONField(default=dict)
    disclosure = models.BinaryField(default=bytes)
    report_zh = models.BinaryField(default=bytes)
    report_en = models.BinaryField(default=bytes)
    view_zh = models.BinaryField(default=bytes)
    view_en = models.BinaryField(default=bytes)
    drawn = models.IntegerField(default=0)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The file's page."""
        return reverse("file", args=[self.key])

    @property
    def folder(self) -> Path:
        """Where the original and the pictures lie."""
        return Path(settings.DATA or ".") / "files" / self.key.hex

    @property
    def is_checked(self) -> bool:
        """Whether it was read and checked."""
        return bool(self.verdict)

    @property
    def problem(self) -> Text | None:
        """Why it is not checked, where nothing is done about it any more."""
        if self.is_checked or (self.job is not None and self.job.is_open):
            return None
        if self.error_zh:
            return Text(self.error_zh, self.error_en)
        if self.job is not None and self.job.state == "cancelled":
            return Text("已取消。", "Cancelled.")
        return self.job.error if self.job is not None and self.job.error_zh else LOST

    def acceptances(self) -> list[FileAcceptance]:
        """What was accepted, as the engine takes it."""
        return [
            FileAcceptance(item.finding, item.rule, item.reason, str(item.account), f"{item.at:%Y-%m-%d}")
            for item in self.accepted.select_related("account")
        ]

    def report(self, language: Language) -> bytes:
        """The report JSON as it was found, nothing accepted."""
        return bytes(self.report_en if language == "en" else self.report_zh)

    def view(self, language: Language) -> bytes:
        """The JSON of what the pages show."""
        return bytes(self.view_en if language == "en" else self.view_zh)


class AcceptedFinding(models.Model):
    """A finding of a file that a person has accepted, with the reason."""

    file = models.ForeignKey(DroppedFile, on_delete=models.CASCADE, related_name="accepted")
    finding = models.CharField(max_length=40)
    rule = models.CharField(max_length=100)
    reason = models.TextField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["file", "finding", "rule"], name="accepted_once")]

    def __str__(self) -> str:
        return f"{self.rule} {self.finding}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the reason at a sensible length."""
        self.reason = self.reason.strip()[:2000]
        super().save(*args, **kwargs)
