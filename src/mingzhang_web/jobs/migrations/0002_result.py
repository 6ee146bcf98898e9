"""What the page that a job leads to shows of it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]

    operations = [
        migrations.AddField(model_name="job", name="result", field=models.JSONField(default=dict)),
    ]
