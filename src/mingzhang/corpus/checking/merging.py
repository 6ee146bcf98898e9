"""Kept and new answers as rows of `findings` and `checks`, in the order of documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingzhang.corpus.checking.cells import CellAnswers
from mingzhang.corpus.checking.documents import Renewed, Ruling
from mingzhang.corpus.checking.records import listed, records_of
from mingzhang.corpus.findings_rows import finding_row
from mingzhang.corpus.rows import encoded_column, positions, whole
from mingzhang.corpus.tables import SCHEMAS
from mingzhang.facts.arrow import table_of
from mingzhang.facts.batch import Ints, Rows
from mingzhang.facts.findings import Finding
from mingzhang.facts.rows import Row
from mingzhang.kit.severity import SEVERITIES

_COUNTS = SCHEMAS["checks"].field("document_counts").type
_MISSING = SCHEMAS["checks"].field("missing").type


def merged_findings(
    documents: Sequence[str],
    kept: tuple[Ints, pa.Table],
    rows: Sequence[tuple[int, Finding, str]],
    ruling: Ruling,
) -> pa.Table:
    """Kept and new findings together: by document, the most serious first, then by place and rule."""
    schema = SCHEMAS["findings"]
    made: list[Row] = [
        {**finding_row(finding, kind, ruling.hashes[finding.rule]), "document": documents[at]}
        for at, finding, kind in rows
    ]
    every = pa.concat_tables([kept[1], table_of(made, schema)]).unify_dictionaries().combine_chunks()
    document = np.concatenate([kept[0], np.asarray([at for at, _, _ in rows], dtype=np.int64)])
    severity = encoded_column(every, "severity")
    grave = np.asarray([SEVERITIES.index(name) for name in severity.dictionary.to_pylist()] or [0])
    rules = encoded_column(every, "rule")
    names = np.argsort(np.argsort(np.asarray(rules.dictionary.to_pylist() or [""], dtype=str)))
    line, page = (whole(every.column(name)).fill_null(0).to_numpy() for name in ("line", "page"))
    order = np.lexsort(
        (names[rules.indices.to_numpy()], page, line, grave[severity.indices.to_numpy()], document)
    )
    document = document[order]
    begin = np.searchsorted(document, document)
    ordinal = pa.array((np.arange(len(document)) - begin).astype(np.int32))
    return every.take(pa.array(order)).set_column(
        schema.get_field_index("ordinal"), schema.field("ordinal"), ordinal
    )


class Stays(Protocol):
    """Which answers of document rules still stand, and those that ran again."""

    again: Mapping[int, Renewed]

    def rows(self, document: Ints, rules: pa.DictionaryArray) -> Ints: ...


def checks_of(
    documents: Sequence[str],
    checks: Rows,
    cells: CellAnswers,
    stays: Stays,
    findings: pa.Table,
    ruling: Ruling,
) -> pa.Table:
    """The verdict and counts of each document; `checks` is what the lake said before."""
    size = len(documents)
    owner, counts = _counts(checks, stays)
    absent, missing = _missing(checks, cells, stays)
    document = positions(findings, {document: at for at, document in enumerate(documents)})
    broken = np.bincount(document, minlength=size)
    severity = pc.cast(findings.column("severity"), pa.string())
    errors = np.asarray(pc.equal(severity, "error").to_numpy(zero_copy_only=False), dtype=np.bool_)
    failing = np.bincount(document[errors], minlength=size) > 0
    held = cells.held + _summed(size, owner, counts, "held")
    rounding = cells.rounding + _summed(size, owner, counts, "rounding")
    told = [
        ruling.told if at in stays.again else text
        for at, text in enumerate(checks.column("rule_hashes").to_pylist())
    ]
    columns = {
        "document": list(documents),
        "verdict": ["inconsistent" if bad else "consistent" for bad in failing.tolist()],
        "run": held + rounding + broken,
        "held": held,
        "rounding": rounding,
        "broken": broken,
        "not_run": _summed(size, absent, missing, "count"),
        "missing": listed(size, absent, missing, _MISSING),
        "document_counts": listed(size, owner, counts, _COUNTS),
        "rule_hashes": told,
    }
    schema = SCHEMAS["checks"]
    return pa.table([pa.array(columns[field.name], field.type) for field in schema], schema=schema)


def _summed(size: int, owner: Ints, rows: pa.Table, name: str) -> Ints:
    sums = np.zeros(size, dtype=np.int64)
    np.add.at(sums, owner, whole(rows.column(name)).to_numpy().astype(np.int64))
    return sums


def _records(columns: Mapping[str, object], kind: pa.DataType) -> pa.Table:
    """Columns as rows of the record that lists of type `kind` hold."""
    fields = list(kind.value_type)
    made = [pa.array(columns[field.name], field.type) for field in fields]
    return pa.table(made, names=[field.name for field in fields])


def _counts(checks: Rows, stays: Stays) -> tuple[Ints, pa.Table]:
    """(document, count) of every document rule, by document and rule."""
    owner, rows = _standing(checks, "document_counts", stays)
    new = [
        (at, rule, found)
        for at, answer in stays.again.items()
        for rule, found in answer.answer.by_rule.items()
        if found.held + found.rounding
    ]
    made = _records(
        {
            "rule": [rule for _, rule, _ in new],
            "held": [found.held for _, _, found in new],
            "rounding": [found.rounding for _, _, found in new],
        },
        _COUNTS,
    )
    documents = np.concatenate([owner, _numbers([at for at, _, _ in new])])
    return _ordered(documents, pa.concat_tables([rows, made]))


def _missing(checks: Rows, cells: CellAnswers, stays: Stays) -> tuple[Ints, pa.Table]:
    """(document, rule and reason) of all that did not run, by document and rule."""
    owner, rows = _standing(checks, "missing", stays)
    new = [(at, item) for at, answer in stays.again.items() for item in answer.answer.not_run]
    found = cells.missing
    sources = [source for item in found for source in item.source] + [item.source for _, item in new]
    counts = [*(item.count for item in found), _numbers([item.count for _, item in new])]
    made = _records(
        {
            "rule": [item.rule for item in found for _ in item.why] + [item.rule for _, item in new],
            "why": [why for item in found for why in item.why] + [item.why for _, item in new],
            "count": np.concatenate(counts),
            "line": [None if source is None else source.line for source in sources],
            "page": [None if source is None else source.page for source in sources],
        },
        _MISSING,
    )
    documents = [owner, *(item.document for item in found), _numbers([at for at, _ in new])]
    return _ordered(np.concatenate(documents), pa.concat_tables([rows, made]))


def _numbers(values: list[int]) -> Ints:
    return np.asarray(values, dtype=np.int64)


def _standing(checks: Rows, name: str, stays: Stays) -> tuple[Ints, pa.Table]:
    owner, rows = records_of(checks.column(name))
    kept = stays.rows(owner, encoded_column(rows, "rule"))
    return owner[kept], rows.take(pa.array(kept))


def _ordered(owner: Ints, rows: pa.Table) -> tuple[Ints, pa.Table]:
    """By document and rule; what is equal in both stays in its order."""
    rules = encoded_column(rows, "rule")
    rank = np.argsort(np.argsort(np.asarray(rules.dictionary.to_pylist() or [""], dtype=str)))
    order = np.lexsort((rank[rules.indices.to_numpy()], owner))
    return owner[order], rows.take(pa.array(order))
