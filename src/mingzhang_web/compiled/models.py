"""What came out of a compilation, and the words that a person put around its numbers."""

from __future__ import annotations

from django.db import models

from mingzhang_web.organisations.models import Account
from mingzhang_web.year.models import UnitYear


class Compilation(models.Model):
    """The disclosure of a year's records at one `revision`, with its findings in both languages."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="compilations")
    revision = models.IntegerField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT)
    disclosure = models.BinaryField()
    report_zh = models.BinaryField()
    report_en = models.BinaryField()
    verdict = models.CharField(max_length=20)
    errors = models.IntegerField()
    warnings = models.JSONField(default=list)
    signatures = models.JSONField(default=list)
    lost = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.unit_year} · {self.revision}"


class ParagraphEdit(models.Model):
    """The words that replace a narrated paragraph's, known by its section and signature."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="paragraph_edits")
    section = models.CharField(max_length=60)
    signature = models.CharField(max_length=16)
    pieces = models.JSONField(default=list)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit_year", "section", "signature"], name="one_edit_a_paragraph")
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.signature}"
