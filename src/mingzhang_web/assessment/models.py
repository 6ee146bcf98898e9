"""Second scores, rectifications, and advice for next year's budget."""

from __future__ import annotations

import datetime

from django.db import models

from mingzhang.app.workbench import Text
from mingzhang_web.organisations.models import Account
from mingzhang_web.year.models import UnitYear

EVALUATORS = {
    "department": Text("主管部门", "Department"),
    "finance": Text("财政部门", "Finance bureau"),
}
"""The names are those of `reviews` in the disclosure."""
STAGES = {
    "issued": Text("待整改", "To be rectified"),
    "rectified": Text("待复查", "To be checked again"),
    "closed": Text("已整改", "Rectified"),
}
ADVICE = {
    "keep": Text("保留", "Keep"),
    "improve": Text("改进", "Improve"),
    "cut": Text("压减", "Cut"),
    "merge": Text("整合", "Merge"),
}


class Assessment(models.Model):
    """A project's score by the department or the finance bureau, from 0 to 100 with at most two decimals."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="assessments")
    project = models.CharField(max_length=100)
    evaluator = models.CharField(max_length=12, choices=[(key, text.zh) for key, text in EVALUATORS.items()])
    score = models.CharField(max_length=6)
    reason = models.CharField(max_length=2000)
    by = models.ForeignKey(Account, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now=True)
    version = models.IntegerField(default=1)

    class Meta:
        ordering = ["project", "evaluator"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit_year", "project", "evaluator"], name="one_score_an_evaluator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.evaluator} {self.score}"

    @property
    def evaluator_name(self) -> Text:
        """Who scored, in words."""
        return EVALUATORS[self.evaluator]


class Rectification(models.Model):
    """A problem that was found: notice with its deadline, what the unit did, what the check found. A check
    that fails sends it back with a new deadline; `history` keeps every round."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="rectifications")
    project = models.CharField(max_length=100, blank=True)
    problem = models.CharField(max_length=2000)
    document = models.CharField(max_length=100, blank=True)
    deadline = models.DateField()
    stage = models.CharField(max_length=12, default="issued")
    measure = models.CharField(max_length=2000, blank=True)
    check_note = models.CharField(max_length=2000, blank=True)
    history = models.JSONField(default=list)
    by = models.ForeignKey(Account, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    version = models.IntegerField(default=1)

    class Meta:
        ordering = ["deadline", "pk"]

    def __str__(self) -> str:
        return self.problem[:60]

    @property
    def stage_name(self) -> Text:
        """The stage in words."""
        return STAGES[self.stage]

    def late(self, today: datetime.date) -> int:
        """Days after the deadline, while the unit has not rectified."""
        return max(0, (today - self.deadline).days) if self.stage == "issued" else 0


class Advice(models.Model):
    """What the finance bureau means to do with a project in next year's budget, and why."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="advice")
    project = models.CharField(max_length=100)
    advice = models.CharField(max_length=10, choices=[(key, text.zh) for key, text in ADVICE.items()])
    merge_with = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=2000)
    by = models.ForeignKey(Account, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now=True)
    version = models.IntegerField(default=1)

    class Meta:
        ordering = ["project"]
        constraints = [models.UniqueConstraint(fields=["unit_year", "project"], name="one_advice_a_project")]

    def __str__(self) -> str:
        return f"{self.project} {self.advice}"

    @property
    def advice_name(self) -> Text:
        """The advice in words."""
        return ADVICE[self.advice]
