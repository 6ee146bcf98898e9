"""What the API answers, shape by shape."""

from __future__ import annotations

import datetime
from typing import Any

from ninja import Field, Schema

from mingzhang_web.portal.comparing import link_of
from mingzhang_web.portal.models import Publication


class FileEntry(Schema):
    """A file of a publication."""

    name: str
    title: str
    content_type: str
    sha256: str
    url: str


class UnitName(Schema):
    """Who published."""

    name: str
    code: str


class PublicationEntry(Schema):
    """A publication: `version` counts from 1; `corrects` is the publication that it replaces."""

    id: int
    fiscal_year: int
    unit: UnitName
    department: str
    published: datetime.datetime
    sha256: str
    version: int
    corrects: int | None
    current: bool
    url: str
    files: list[FileEntry]


class PublicationList(Schema):
    """A page of publications; `count` is how many there are altogether."""

    count: int
    publications: list[PublicationEntry]


class UnitEntry(Schema):
    """A unit with the years that it has published; `key` is what addresses name it by."""

    key: str
    name: str
    department: str
    fiscal_years: list[int]
    url: str


class UnitList(Schema):
    """Units; `count` is how many there are altogether."""

    count: int
    units: list[UnitEntry]


class FigureEntry(Schema):
    """A printed figure: `value` as printed in `unit` (元, 万元, …; empty for things counted)."""

    publication: int
    fiscal_year: int
    unit_key: str
    unit_name: str
    address: str
    statement: str
    side: str | None
    code: str
    column: str
    label: str
    value: str = Field(pattern=r"^-?\d+(\.\d+)?$")
    currency_unit: str
    url: str


class FigureList(Schema):
    """A page of figures; `count` is how many there are altogether."""

    count: int
    figures: list[FigureEntry]


class Problem(Schema):
    """What is wrong, in one line."""

    detail: str


def publication_entry(item: Publication) -> dict[str, Any]:
    """A publication as `PublicationEntry`."""
    newer = Publication.objects.filter(corrects=item).exists()
    return {
        "id": item.pk,
        "fiscal_year": item.fiscal_year,
        "unit": {"name": item.unit_name, "code": item.unit_code},
        "department": item.department_name,
        "published": item.at,
        "sha256": item.sha256,
        "version": item.version,
        "corrects": item.corrects_id,
        "current": not newer,
        "url": f"/publications/{item.pk}/",
        "files": [
            {
                "name": held.name,
                "title": held.title,
                "content_type": held.content_type,
                "sha256": held.sha256,
                "url": f"/publications/{item.pk}/files/{held.name}",
            }
            for held in item.files.defer("content")
        ],
    }


def figure_list(found: Any, limit: int, offset: int) -> dict[str, Any]:
    """A page of figures as `FigureList`."""
    listed = [
        {
            "publication": item.publication_id,
            "fiscal_year": item.publication.fiscal_year,
            "unit_key": item.publication.unit_key,
            "unit_name": item.publication.unit_name,
            "address": item.address,
            "statement": item.statement,
            "side": item.side or None,
            "code": item.code,
            "column": item.column,
            "label": item.label,
            "value": item.value,
            "currency_unit": item.unit,
            "url": link_of(item),
        }
        for item in found[offset : offset + limit]
    ]
    return {"count": found.count(), "figures": listed}
