"""Publications: frozen, with the hash of what was published."""

from __future__ import annotations

from typing import Any

from django.db import models


class Publication(models.Model):
    """One unit's published year. It never changes: nothing here refers to the workbench's records. A
    correction is a publication of its own: `corrects` the one before, `changes` as `mingzhang/changes/1`."""

    fiscal_year = models.IntegerField()
    unit_name = models.CharField(max_length=200)
    unit_code = models.CharField(max_length=40)
    department_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    disclosure = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    version = models.IntegerField(default=1)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    changes = models.BinaryField(default=bytes)

    class Meta:
        ordering = ["-fiscal_year", "department_name", "unit_code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "unit_code", "unit_name", "version"], name="published_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_name} {self.fiscal_year}"

    @property
    def unit_key(self) -> str:
        """What the unit is known by in addresses: its code, its full name where it has none."""
        return self.unit_code or self.unit_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new publication is saved."""
        if self.pk is not None:
            raise TypeError("a publication never changes")
        super().save(*args, **kwargs)


class PublicationFile(models.Model):
    """One file of a publication, as it is downloaded."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=100)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["publication", "name"], name="one_file_a_name")]

    def __str__(self) -> str:
        return self.name


class PublishedFigure(models.Model):
    """One printed figure of a publication, so that figures can be searched and compared. It says nothing
    that the frozen disclosure does not. `number`: an amount in 元, or a count."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="figures")
    address = models.CharField(max_length=200)
    statement = models.CharField(max_length=60)
    side = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=80)
    column = models.CharField(max_length=60)
    label = models.CharField(max_length=300, blank=True)
    value = models.CharField(max_length=40)
    unit = models.CharField(max_length=8, blank=True)
    number = models.DecimalField(max_digits=40, decimal_places=6)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["publication", "address"], name="one_figure_a_cell")]
        indexes = [models.Index(fields=["statement", "code", "column"], name="figure_by_subject")]

    def __str__(self) -> str:
        return f"{self.address} {self.value}"
