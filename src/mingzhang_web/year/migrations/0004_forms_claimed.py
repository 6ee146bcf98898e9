"""A form that was sent knows by which request."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("year", "0003_forms_effected")]

    operations = [
        migrations.AddField(
            model_name="done", name="claim", field=models.CharField(blank=True, db_index=True, max_length=32)
        ),
    ]
