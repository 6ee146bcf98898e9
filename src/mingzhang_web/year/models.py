"""The year of a unit and its records."""

from __future__ import annotations

from django.db import models

from mingzhang.app.workbench import Text
from mingzhang_web.organisations.models import Account, Office
from mingzhang_web.year.states import STATES


class UnitYear(models.Model):
    """One unit's year. `revision` rises with every change of its records; `version` with every change of
    `state`, which actions alone make. `prior` is last year's disclosure JSON; `published_as` the key of its
    newest publication."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="years")
    fiscal_year = models.IntegerField()
    standard = models.CharField(max_length=20)
    variant = models.CharField(max_length=40)
    state = models.CharField(max_length=20, default="draft")
    version = models.IntegerField(default=1)
    revision = models.IntegerField(default=1)
    prior = models.TextField(blank=True)
    published_as = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "fiscal_year"], name="one_year_a_unit")]
        ordering = ["-fiscal_year", "office__path"]

    def __str__(self) -> str:
        return f"{self.office.name} {self.fiscal_year}"

    @property
    def is_open(self) -> bool:
        """Whether its records may change."""
        return STATES[self.state].open

    @property
    def state_name(self) -> Text:
        """The state in words."""
        return STATES[self.state].name


class SourceRow(models.Model):
    """One record of a table of the source package, its cells by column in their one form. `version` rises
    with every change: whoever saves must have seen the version that stands."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="rows")
    table = models.CharField(max_length=40)
    position = models.IntegerField()
    cells = models.JSONField(default=dict)
    version = models.IntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["unit_year", "table", "position"])]

    def __str__(self) -> str:
        return f"{self.table} {self.position}"


class Evidence(models.Model):
    """A file that shows a result. The file lies under its SHA-256 in the data directory."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="evidence")
    project = models.CharField(max_length=100)
    order = models.IntegerField()
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    note = models.CharField(max_length=500, blank=True)
    dated = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Done(models.Model):
    """A form that was sent, by the token that its page gave it: sent twice it is done once (`year.once`).
    `answer`: where the first led to; empty while it is being done. `effected`: written in the transaction of
    what the form changed, so that after a fault it is known whether that was done. `claim`: the request that
    does it, known before the database has answered."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    token = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    answer = models.CharField(max_length=2000, blank=True)
    effected = models.BooleanField(default=False)
    claim = models.CharField(max_length=32, blank=True, db_index=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "token", "content"], name="one_form_once")]

    def __str__(self) -> str:
        return self.token
