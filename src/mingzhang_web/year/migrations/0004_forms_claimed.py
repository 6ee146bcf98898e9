"""A form that was sent knows by which request."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models.functions import Cast


def claim_by_number(apps: Any, schema_editor: Any) -> None:
    """Every form that was sent before has a claim of its own too."""
    apps.get_model("year", "Done").objects.update(claim=Cast("pk", models.CharField(max_length=32)))


class Migration(migrations.Migration):
    dependencies = [("year", "0003_forms_effected")]

    operations = [
        migrations.AddField(
            model_name="done", name="claim", field=models.CharField(blank=True, db_index=True, max_length=32)
        ),
        migrations.RunPython(claim_by_number, migrations.RunPython.noop),
    ]
