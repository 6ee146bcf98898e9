"""Offices and accounts."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models

from mingzhang.app.workbench import Text

KINDS = {
    "bureau": Text("财政局", "Finance bureau"),
    "department": Text("主管部门", "Department"),
    "unit": Text("预算单位", "Budget unit"),
    "section": Text("科室", "Section"),
}
ROLES = {
    "section_officer": Text("业务科室", "Section officer"),
    "unit_finance": Text("单位财务", "Unit finance"),
    "confidentiality_reviewer": Text("保密审查", "Confidentiality reviewer"),
    "unit_head": Text("单位负责人", "Head of the unit"),
    "department_reviewer": Text("主管部门审核", "Department reviewer"),
    "finance_reviewer": Text("财政部门审核", "Finance reviewer"),
    "auditor": Text("审计", "Auditor"),
    "administrator": Text("管理员", "Administrator"),
}


class Office(models.Model):
    """A place in the tree: finance bureau → department → unit → section. `path` holds the keys of the
    offices above and its own (`/1/4/9/`), so that a subtree is one comparison."""

    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="below")
    kind = models.CharField(max_length=20, choices=[(kind, text.zh) for kind, text in KINDS.items()])
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=40, blank=True)
    path = models.CharField(max_length=400, blank=True, db_index=True)

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves, and gives a new office its path."""
        super().save(*args, **kwargs)
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if path != self.path:
            self.path = path
            super().save(update_fields=["path"])

    @property
    def depth(self) -> int:
        """How many offices stand above it."""
        return self.path.count("/") - 2


class Account(AbstractUser):
    """A person's account: one role in one office. The name shown is `first_name`."""

    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT)
    role = models.CharField(max_length=30, choices=[(role, text.zh) for role, text in ROLES.items()])

    def __str__(self) -> str:
        return self.first_name or self.username

    @property
    def role_name(self) -> Text:
        """The role in words."""
        return ROLES.get(self.role, Text("", ""))


class SecondFactorDemand(models.Model):
    """A role that must sign in with a second factor."""

    role = models.CharField(max_length=30, unique=True)

    def __str__(self) -> str:
        return self.role
