"""One entry of the trail."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import models

START = "0" * 64


class Entry(models.Model):
    """What was done, by whom, to what. Each entry's `hash` covers its content and the hash before it; the
    database refuses to change or delete one (migration 0002)."""

    at = models.DateTimeField()
    account = models.CharField(max_length=150)
    role = models.CharField(max_length=30)
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    object_name = models.CharField(max_length=300)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["object_kind", "object_id"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.verb}"

    def computed_hash(self) -> str:
        """SHA-256 over the entry's content and the hash of the one before."""
        content: list[Any] = [
            self.previous,
            self.at.isoformat(),
            self.account,
            self.role,
            self.verb,
            self.object_kind,
            self.object_id,
            self.object_name,
            self.details,
        ]
        plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()
