"""Whether a form that was sent has had its effect."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("year", "0002_publication_and_forms_done")]

    operations = [
        migrations.AddField(model_name="done", name="effected", field=models.BooleanField(default=False)),
    ]
