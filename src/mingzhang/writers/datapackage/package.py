"""The descriptor and the CSV files."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mingzhang.writers.datapackage.dictionary import (
    DICTIONARY,
    GUARD_NOTE,
    STAMP,
    TABLES,
    Field,
    TableForm,
)
from mingzhang.writers.datapackage.tables import Cells, rows_of
from mingzhang.writers.inert import guarded
from mingzhang.writers.publication import FIXED_TIME, Publication

_NAME = re.compile(r"[^a-z0-9._-]+")


def write_package(publication: Publication, folder: Path) -> list[Path]:
    """Every table, the dictionary and `datapackage.json`."""
    written, resources = [], []
    for form in (*TABLES, DICTIONARY):
        fields = _fields(form, publication)
        data = _csv(fields, _rows(form, publication))
        path = folder / f"{form.name}.csv"
        path.write_bytes(data)
        written.append(path)
        resources.append(_resource(form, fields, data))
    path = folder / "datapackage.json"
    text = json.dumps(_descriptor(publication, resources), ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    return [*written, path]


def _fields(form: TableForm, publication: Publication) -> list[Field]:
    return [*form.fields, *([] if publication.stamp is None else [STAMP])]


def _rows(form: TableForm, publication: Publication) -> Iterator[Cells]:
    if form is DICTIONARY:
        rows: Iterable[Cells] = _dictionary(publication)
    else:
        rows = rows_of(form.name, publication.disclosure, publication.standard)
    for number, row in enumerate(rows, 1):
        yield {"id": str(number), **row, "stamp": publication.stamp}


def _dictionary(publication: Publication) -> Iterator[Cells]:
    for form in (*TABLES, DICTIONARY):
        for field in _fields(form, publication):
            yield {
                "table": form.name,
                "table_zh": form.zh,
                "table_en": form.en,
                "field": field.name,
                "type": field.type,
                "zh": field.zh,
                "en": field.en,
                "note_zh": field.note[0],
                "note_en": field.note[1],
            }


def _csv(fields: list[Field], rows: Iterable[Cells]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([field.name for field in fields])
    for row in rows:
        writer.writerow([_cell(field, row.get(field.name)) for field in fields])
    return stream.getvalue().encode()


def _cell(field: Field, value: str | None) -> str:
    """Numbers as they are (a minus sign included), texts so that no spreadsheet computes them."""
    if value is None:
        return ""
    return guarded(value) if field.type == "string" else value


def _resource(form: TableForm, fields: list[Field], data: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": field.name,
                "type": field.type,
                "title": f"{field.zh} / {field.en}",
                **({"description": f"{field.note[0]} / {field.note[1]}"} if field.note[0] else {}),
            }
            for field in fields
        ],
        "primaryKey": ["id"],
    }
    if form.refers:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": table, "fields": ["id"]}}
            for name, table in form.refers
        ]
    return {
        "name": form.name,
        "title": f"{form.zh} / {form.en}",
        "path": f"{form.name}.csv",
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


def _descriptor(publication: Publication, resources: list[dict[str, Any]]) -> dict[str, Any]:
    disclosure = publication.disclosure
    parts = ("disclosure", disclosure.unit.code or "", str(disclosure.fiscal_year or ""))
    name = _NAME.sub("-", "-".join(part for part in parts if part).lower()).strip("-")
    return {
        "name": name,
        "title": publication.paper.title,
        "description": f"{GUARD_NOTE[0]} / {GUARD_NOTE[1]}",
        "profile": "tabular-data-package",
        **({"created": publication.made_on.isoformat()} if publication.made_on != FIXED_TIME else {}),
        "mingzhang": {
            "kind": disclosure.kind,
            "fiscal_year": disclosure.fiscal_year,
            "standard": publication.standard.id,
            "variant": disclosure.variant,
            "unit": {"name": disclosure.unit.name, "code": disclosure.unit.code},
            "stamp": publication.stamp,
        },
        "resources": resources,
    }
