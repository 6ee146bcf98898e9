"""Disclosures and what was found in them as rows of the lake, and back.

`tables_of` takes whole documents and gives every table, in the order of the documents' hashes. The whole
disclosure travels in `documents.disclosure` as well, as JSON compressed by zstd: document rules are run
again on exactly what was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
import pyarrow as pa

from mingzhang.corpus.amounts import amount_columns
from mingzhang.corpus.findings_rows import Answer, check_row, finding_rows
from mingzhang.corpus.tables import SCHEMAS
from mingzhang.facts.arrow import table_of
from mingzhang.facts.form_rows import claim_row, evaluation_row, form_row, funds_row, indicator_row
from mingzhang.facts.model import Disclosure, Evaluation, Statement
from mingzhang.facts.rows import Row, figures_of, statement_row


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from and how it was read. `document` is the SHA-256 of its bytes, in hex."""

    document: str
    paths: tuple[str, ...] = ()
    bytes: int | None = None
    pages: int | None = None
    reader: str | None = None
    engine: str | None = None
    status: str = "read"
    reason: str | None = None
    """Why it could not be read."""
    seconds: float | None = None
    ingested_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """One document for the lake; without a disclosure where it could not be read."""

    origin: Origin
    disclosure: Disclosure | None = None
    answer: Answer = field(default_factory=Answer)


def tables_of(documents: Iterable[Recorded]) -> dict[str, pa.Table]:
    """Every table's rows of these documents, ordered by document; `corpus.tables.SCHEMAS` are their types."""
    ordered = sorted(documents, key=lambda item: item.origin.document)
    rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    statements: dict[str, list[tuple[str, Statement]]] = {"facts": [], "figures": []}
    for item in ordered:
        document = item.origin.document
        rows["documents"].append(_document_row(item))
        rows["checks"].append({"document": document, **check_row(item.answer, item.disclosure is not None)})
        _put(rows["findings"], document, finding_rows(item.answer))
        if item.disclosure is not None:
            statements["facts"] += [(document, statement) for statement in item.disclosure.statements]
            statements["figures"].append((document, figures_of(item.disclosure)))
            _gather(rows, document, item.disclosure)
    made = {name: amount_columns(found) for name, found in statements.items()}
    return {
        name: made[name] if name in made else table_of(rows[name], schema) for name, schema in SCHEMAS.items()
    }


def _put(rows: list[Row], document: str, found: Iterable[Row]) -> None:
    """Rows with their document; those that do not know their place get the next one."""
    for ordinal, row in enumerate(found):
        rows.append({"ordinal": ordinal, **row, "document": document})


def _gather(rows: dict[str, list[Row]], document: str, disclosure: Disclosure) -> None:
    indicators: list[Row] = []
    for index, form in enumerate(disclosure.evaluations):
        common = form_row(index, form)
        _put(rows["evaluations"], document, [{**common, **_evaluation_row(index, form)}])
        indicators += [common | indicator_row(*row) for row in enumerate(form.indicators)]
    _put(rows["indicators"], document, indicators)
    _put(rows["claims"], document, (claim_row(*row) for row in enumerate(disclosure.claims)))
    _put(rows["paragraphs"], document, _paragraph_rows(disclosure))
    _put(
        rows["unread"],
        document,
        (
            {
                "kind": item.kind,
                "project": item.project,
                "text": item.text,
                "reason": item.reason,
                "line": item.source.line,
                "page": item.source.page,
            }
            for item in disclosure.unread
        ),
    )


def _evaluation_row(index: int, form: Evaluation) -> Row:
    return {
        **evaluation_row(index, form),
        "project_code": form.project_code,
        "kind": form.kind,
        "evaluator": form.evaluator,
        "unit_name": None if form.unit is None else form.unit.name,
        "department_name": None if form.department is None else form.department.name,
        "goal": form.goal,
        "completion": form.completion,
        "funds": [funds_row(*row) for row in enumerate(form.funds)],
    }


def _paragraph_rows(disclosure: Disclosure) -> Iterable[Row]:
    for section in disclosure.explanation:
        for paragraph in section.paragraphs:
            yield {
                "part": "explanation",
                "section": section.section,
                "title": section.title,
                "text": paragraph.text,
                "owed": paragraph.owed,
                "line": paragraph.source.line,
                "page": paragraph.source.page,
            }
    for duty in disclosure.profile.duties:
        yield {"part": "duties", "text": duty}
    for entry in disclosure.glossary:
        place = {"line": entry.source.line, "page": entry.source.page}
        yield {"part": "glossary", "title": entry.term, "text": entry.text, **place}


def _document_row(item: Recorded) -> Row:
    origin = item.origin
    row: Row = {name: getattr(origin, name) for name in ("document", "bytes", "pages", "reader", "engine")}
    row |= {name: getattr(origin, name) for name in ("status", "reason", "seconds", "ingested_at")}
    row |= {"path": origin.paths[0] if origin.paths else None, "paths": list(origin.paths)}
    disclosure = item.disclosure
    if disclosure is None:
        return row
    unit, department = disclosure.unit, disclosure.unit.department
    return row | {
        "kind": disclosure.kind,
        "unit_name": unit.name,
        "unit_code": unit.code,
        "scope": unit.scope,
        "department_name": None if department is None else department.name,
        "department_code": None if department is None else department.code,
        "member_units": disclosure.profile.member_units,
        "variant": disclosure.variant,
        "printed_year": disclosure.printed_year,
        "title": disclosure.title,
        "statements": _statements(disclosure.statements),
        "disclosure": packed(disclosure),
    }


def _statements(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    found = []
    for ordinal, statement in enumerate(statements):
        row = statement_row(ordinal, statement)
        row |= {"id": row["statement"], "form": statement.form, "title": statement.title}
        found.append(row)
    return found


def packed(disclosure: Disclosure) -> bytes:
    """The disclosure as JSON, compressed (one zstd frame)."""
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(msgspec.json.encode(disclosure))
    return bytes(sink.getvalue())


def unpacked(content: bytes) -> Disclosure:
    """The disclosure that `packed` packed."""
    with pa.CompressedInputStream(pa.BufferReader(content), "zstd") as stream:
        return msgspec.json.decode(stream.read(), type=Disclosure)
