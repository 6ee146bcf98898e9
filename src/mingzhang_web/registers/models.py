"""A record of a register."""

from __future__ import annotations

from django.db import models

from mingzhang_web.year.models import UnitYear


class RegisterRecord(models.Model):
    """One record of a unit's register, open cells and private ones apart: whoever reads `cells` alone
    cannot pass on a name or an account. `version` rises with every change."""

    unit_year = models.ForeignKey(UnitYear, on_delete=models.CASCADE, related_name="register_records")
    register = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    section = models.CharField(max_length=200, blank=True)
    cells = models.JSONField(default=dict)
    private_cells = models.JSONField(default=dict)
    version = models.IntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit_year", "register", "number"], name="one_number_a_register")
        ]
        indexes = [models.Index(fields=["unit_year", "register", "section"])]

    def __str__(self) -> str:
        return f"{self.register} {self.number}"
