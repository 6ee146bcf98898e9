"""A target that is to be adjusted during the year."""

from __future__ import annotations

from django.db import models

from mingzhang.app.workbench import Text
from mingzhang_web.organisations.models import Account
from mingzhang_web.year.models import UnitYear

OUTCOMES = {
    "proposed": Text("待批准", "Proposed"),
    "approved": Text("已批准", "Approved"),
    "refused": Text("未批准", "Refused"),
}


class Adjustment(models.Model):
    """A new target of one indicator: proposed with its reason, approved with a document and a date. What is
    approved becomes a record of `target_adjustments`."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="target_proposals")
    project = models.CharField(max_length=100)
    order = models.IntegerField()
    indicator = models.CharField(max_length=300)
    before = models.CharField(max_length=200, blank=True)
    target = models.CharField(max_length=200)
    reason = models.CharField(max_length=2000)
    outcome = models.CharField(max_length=10, default="proposed")
    document = models.CharField(max_length=100, blank=True)
    date = models.DateField(null=True)
    note = models.CharField(max_length=2000, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    version = models.IntegerField(default=1)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.project} {self.order}: {self.target}"

    @property
    def outcome_name(self) -> Text:
        """The outcome in words."""
        return OUTCOMES[self.outcome]
