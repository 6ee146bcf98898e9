"""The figures of what was published before figures were laid out for searching."""

from typing import Any

from django.db import migrations

from mingzhang.app.workbench import figures_of, read_disclosure


def index(apps: Any, _: Any) -> None:
    publications = apps.get_model("portal", "Publication").objects
    figures = apps.get_model("portal", "PublishedFigure").objects
    for key in publications.filter(figures=None).values_list("pk", flat=True):
        data = publications.values_list("disclosure", flat=True).get(pk=key)
        rows = {figure.address: figure for figure in figures_of(read_disclosure(bytes(data)))}
        figures.bulk_create(
            [
                figures.model(
                    publication_id=key,
                    address=figure.address[:200],
                    statement=figure.statement,
                    side=figure.side,
                    code=figure.code[:80],
                    column=figure.column,
                    label=figure.label[:300],
                    value=figure.value,
                    unit=figure.unit,
                    number=figure.number,
                )
                for figure in rows.values()
            ],
            batch_size=500,
        )


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_figures")]
    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
