"""The findings and checks of documents after a check: what the cell rules say now, what document rules said
and still say, and what those that ran again say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingzhang.checks.masking import is_private
from mingzhang.corpus.checking.cells import CellAnswers
from mingzhang.corpus.checking.documents import Renewed, Ruling, changed_rules, renewed
from mingzhang.corpus.checking.merging import checks_of, merged_findings
from mingzhang.corpus.rows import encoded_column, positions
from mingzhang.corpus.tables import SCHEMAS
from mingzhang.facts.batch import Ints, Rows
from mingzhang.facts.findings import Finding


@dataclass(frozen=True, slots=True)
class Before:
    """What the lake says of the documents: `findings`, `checks` and the packed disclosures."""

    documents: Sequence[str]
    findings: Rows
    checks: Rows
    packed: Rows
    """The table `documents`."""


def renew(before: Before, cells: CellAnswers, ruling: Ruling) -> tuple[pa.Table, pa.Table]:
    """(findings, checks) of these documents, in their order."""
    place = {document: at for at, document in enumerate(before.documents)}
    again = _again(before, place, cells, ruling)
    stays = _Stays(ruling, again)
    kept = _kept_findings(before, place, stays)
    rows = [(at, finding, "cell") for at, finding in cells.findings]
    for at, answer in again.items():
        rows += [(at, finding, "document") for finding in answer.answer.findings]
    findings = merged_findings(before.documents, kept, rows, ruling)
    return findings, checks_of(before.documents, before.checks, cells, stays, findings, ruling)


class _Stays:
    """Which answers of document rules still stand: the rule is in force and did not run again."""

    def __init__(self, ruling: Ruling, again: Mapping[int, Renewed]) -> None:
        self.again = again
        self._known = set(ruling.of_documents)

    def rows(self, document: Ints, rules: pa.DictionaryArray) -> Ints:
        """Of rows with these documents and rules those that stay."""
        vocabulary = rules.dictionary.to_pylist()
        numbers = rules.indices.to_numpy()
        known = np.asarray([rule in self._known for rule in vocabulary] or [False], dtype=np.bool_)
        mask = known[numbers]
        rerun = np.isin(document, list(self.again)) & mask
        mask[rerun] = [
            vocabulary[number] not in self.again[at].rules
            for at, number in zip(document[rerun].tolist(), numbers[rerun].tolist(), strict=True)
        ]
        return np.flatnonzero(mask)


def _kept_findings(before: Before, place: Mapping[str, int], stays: _Stays) -> tuple[Ints, pa.Table]:
    """(documents, findings) of document rules that still stand."""
    document = positions(before.findings, place)
    rows = stays.rows(document, encoded_column(before.findings, "rule"))
    schema = SCHEMAS["findings"]
    found = pa.table([_as(before.findings.column(field.name), field.type) for field in schema], schema=schema)
    return document[rows], found.take(pa.array(rows))


def _again(
    before: Before, place: Mapping[str, int], cells: CellAnswers, ruling: Ruling
) -> dict[int, Renewed]:
    """Document → the document rules that ran again over it."""
    told = before.checks.column("rule_hashes").to_pylist()
    changed = changed_rules(ruling, told)
    doubted = _doubted(before, place, cells)
    private = _private(before, place)
    with_cells: dict[int, list[Finding]] = {}
    for at, finding in cells.findings:
        with_cells.setdefault(at, []).append(finding)
    every = frozenset(ruling.of_documents)
    again: dict[int, Renewed] = {}
    for at, text in enumerate(told):
        rules = every | changed[text] if at in doubted else changed[text]
        if not rules and not (at in private and at in with_cells):
            continue
        content = before.packed.column("disclosure")[at].as_py()
        if content is not None:
            again[at] = renewed(content, rules, ruling, with_cells.get(at, ()), at in private)
    return again


def _doubted(before: Before, place: Mapping[str, int], cells: CellAnswers) -> set[int]:
    """Documents of which the cell rules say something else than before."""
    of_cells = pc.equal(pc.cast(before.findings.column("kind"), pa.string()), "cell")
    chosen = np.flatnonzero(np.asarray(of_cells.to_numpy(zero_copy_only=False), dtype=np.bool_))
    old = positions(before.findings, place)[chosen].tolist()
    names = before.findings.column("id").take(pa.array(chosen)).to_pylist()
    said_before, said_now = set(zip(old, names, strict=True)), {(at, item.id) for at, item in cells.findings}
    return {at for at, _ in said_before ^ said_now}


def _private(before: Before, place: Mapping[str, int]) -> set[int]:
    """Documents in which a person was found."""
    rules = encoded_column(before.findings, "rule")
    named = [number for number, rule in enumerate(rules.dictionary.to_pylist()) if is_private(rule)]
    rows = np.flatnonzero(np.isin(rules.indices.to_numpy(), named))
    return set(positions(before.findings, place)[rows].tolist())


def _as(column: Any, kind: pa.DataType) -> Any:
    """A column in the lake's own type: what comes over a cluster has no dictionaries."""
    if column.type == kind:
        return column
    if pa.types.is_dictionary(kind):
        return pc.dictionary_encode(column).cast(kind)
    return column.cast(kind)
