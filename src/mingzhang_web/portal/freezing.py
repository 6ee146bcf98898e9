"""Freezing a disclosure into a publication with its files."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass

from mingzhang.app.workbench import file_stem, read_disclosure, statement_forms
from mingzhang_web.portal.indexing import index_figures
from mingzhang_web.portal.models import Publication, PublicationFile


@dataclass(frozen=True, slots=True)
class Correction:
    """The publication that is corrected, and what changed (`mingzhang/changes/1`)."""

    before: Publication
    changes: bytes


def content_type(name: str) -> str:
    """The media type of a download by its name."""
    kind, _ = mimetypes.guess_type(name)
    return "text/csv; charset=utf-8" if name.endswith(".csv") else kind or "application/octet-stream"


def freeze(
    data: bytes, written: Sequence[tuple[str, str, bytes]], correction: Correction | None = None
) -> Publication:
    """The publication of a disclosure JSON, with what can be downloaded of it: files as (name, title,
    content), and the figures as one table."""
    disclosure = read_disclosure(data)
    unit = disclosure.unit
    publication = Publication(
        fiscal_year=disclosure.fiscal_year,
        unit_name=unit.name or "",
        unit_code=unit.code or "",
        department_name=(unit.department.name or "") if unit.department else "",
        at=datetime.datetime.now(datetime.UTC),
        disclosure=data,
        sha256=hashlib.sha256(data).hexdigest(),
        version=1 if correction is None else correction.before.version + 1,
        corrects=None if correction is None else correction.before,
        changes=b"" if correction is None else correction.changes,
    )
    publication.save()
    index_figures(publication, disclosure)
    stem = file_stem(disclosure)
    if correction is not None:
        written = [*written, (f"{stem}-changes.json", "更正内容 JSON", correction.changes)]
    files = [*written, (f"{stem}-figures.csv", "全部数字 CSV", figures_csv(data))]
    for name, title, content in files:
        PublicationFile.objects.create(
            publication=publication,
            name=name,
            title=title,
            content_type=content_type(name),
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
        )
    return publication


def figures_csv(data: bytes) -> bytes:
    """Every printed figure as a row: statement, cell, label, column, value and its unit of money. With the
    mark that spreadsheets need to read UTF-8."""
    disclosure = read_disclosure(data)
    titles = {table.id: table.title for table in statement_forms(disclosure)}
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["statement", "title", "side", "code", "label", "column", "value", "currency_unit"])
    for statement in disclosure.statements:
        for fact in statement.facts:
            writer.writerow([
                statement.id, titles.get(statement.id, statement.title), fact.side or "", fact.code,
                fact.label or "", fact.column, fact.value or "", statement.currency_unit or "",
            ])  # fmt: skip
    return b"\xef\xbb\xbf" + stream.getvalue().encode()
