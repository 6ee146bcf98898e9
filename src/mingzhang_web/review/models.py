"""What the review of a year leaves behind: submissions, clearances, remarks, waivers, approvals."""

from __future__ import annotations

from django.db import models

from mingzhang.app.workbench import Text
from mingzhang_web.organisations.models import Account, Office
from mingzhang_web.year.models import UnitYear

DECISIONS = {
    "publish_all": Text("全部公开", "Publish all"),
    "publish_in_part": Text("部分公开", "Publish in part"),
    "not_published": Text("不予公开", "Not published"),
}
KINDS = {
    "cell": Text("数字", "Figure"),
    "form": Text("表", "Form"),
    "sentence": Text("文字", "Sentence"),
}


class Submission(models.Model):
    """What the unit submitted, each time that it did: the next one shows what changed since."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="submissions")
    number = models.IntegerField()
    revision = models.IntegerField()
    disclosure = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["unit_year", "number"], name="one_submission_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.unit_year} · {self.number}"


class Clearance(models.Model):
    """The confidentiality review (财预〔2016〕143号): what may be published, and the legal basis of what may
    not. `withheld`: statement → basis. The newest one counts."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="clearances")
    decision = models.CharField(max_length=20, choices=[(key, text.zh) for key, text in DECISIONS.items()])
    basis = models.CharField(max_length=500, blank=True)
    withheld = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.unit_year} · {self.decision}"

    @property
    def decision_name(self) -> Text:
        """The decision in words."""
        return DECISIONS[self.decision]


class Remark(models.Model):
    """What a reviewer has to say of a cell (`place`: its address), of a form (`statement:…`,
    `evaluation:…`) or of a sentence (`section/paragraph`, its beginning in `title`). Until the year is
    returned it is the reviewer's draft; then the unit answers it before it submits again."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=10, choices=[(kind, text.zh) for kind, text in KINDS.items()])
    place = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    returned_to = models.CharField(max_length=20, blank=True)
    answer = models.CharField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.title}: {self.text[:40]}"

    @property
    def kind_name(self) -> Text:
        """What it is attached to, in words."""
        return KINDS[self.kind]


class Waiver(models.Model):
    """A finding that a reviewer accepts with a reason: it stays and is counted, but stops nothing."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="waivers")
    finding = models.CharField(max_length=40)
    rule = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    severity = models.CharField(max_length=10)
    reason = models.CharField(max_length=1000)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["unit_year", "finding"], name="one_waiver_a_finding")]

    def __str__(self) -> str:
        return f"{self.rule} {self.finding}"


class Decree(models.Model):
    """The approval (批复): its date and document, and the figures frozen by their hash. The newest counts."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="decrees")
    date = models.DateField()
    document = models.CharField(max_length=100)
    authority = models.CharField(max_length=200)
    disclosure = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.unit_year} · {self.document}"


class Milestone(models.Model):
    """A recorded approval that starts a clock: `congress` for the bureau's year, `department` for a
    department's."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="milestones")
    fiscal_year = models.IntegerField()
    event = models.CharField(max_length=20)
    date = models.DateField()
    document = models.CharField(max_length=100, blank=True)
    version = models.IntegerField(default=1)
    by = models.ForeignKey(Account, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "fiscal_year", "event"], name="one_milestone_an_event")
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.fiscal_year} {self.event}"
