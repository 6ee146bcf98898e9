"""The figures of a publication, laid out for searching and comparing."""

from __future__ import annotations

from typing import Any

from mingzhang.app.workbench import figures_of
from mingzhang_web.portal.models import Publication, PublishedFigure


def index_figures(publication: Publication, disclosure: Any) -> None:
    """Writes every printed figure of a new publication; a cell that is printed twice stands once."""
    rows = {figure.address: figure for figure in figures_of(disclosure)}
    PublishedFigure.objects.bulk_create(
        [
            PublishedFigure(
                publication=publication,
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
