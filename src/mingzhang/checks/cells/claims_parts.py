"""Sums inside the prose: figures that no statement prints against their stated parts."""

from __future__ import annotations

import numpy as np

from mingzhang.checks.cells.claims_cells import Cells, stated
from mingzhang.checks.cells.evaluation_wording import exact, said
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.batch import Batch
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@cell_check("claim_parts")
def parts(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Each total of `sums` = the sum of its parts, where total and all parts are stated."""
    cells, outcome = stated(batch).cells, Outcome(batch.size)
    sums = rule.parameters["sums"]
    found = cells.everywhere([address for entry in sums for address in (entry["total"], *entry["parts"])])
    for entry in sums:
        total = found[entry["total"]]
        members = [found[address] for address in entry["parts"]]
        told = np.logical_and.reduce([member >= 0 for member in members])
        some = np.logical_or.reduce([member >= 0 for member in members])
        lacking = np.flatnonzero((total >= 0) & some & ~told)
        outcome.miss_each(lacking, "没有写全各组成部分", "not all parts are stated")
        ready = (total >= 0) & told
        if not ready.any():
            continue
        added = sum((cells.value[np.maximum(member, 0)] for member in members), np.zeros_like(total))
        slack = sum(
            (cells.half[np.maximum(member, 0)] for member in members), cells.half[np.maximum(total, 0)]
        )
        gap = np.abs(cells.value[np.maximum(total, 0)] - added)
        outcome.hold_each(np.flatnonzero(ready & (gap == 0)))
        outcome.round_each(np.flatnonzero(ready & (gap > 0) & (gap <= slack)))
        for document in np.flatnonzero(ready & (gap > slack)).tolist():
            rows = [int(member[document]) for member in members]
            outcome.breach(_breach(cells, int(total[document]), rows, document))
    return outcome


def _breach(cells: Cells, total: int, parts: list[int], document: int) -> Breach:
    facts = [cells.quote(row) for row in (total, *parts)]
    added = sum((exact(cells.value[row]) for row in parts), exact(0))
    terms = " + ".join(fact.value or "0" for fact in facts[1:])
    return Breach(
        values={
            "subject": facts[0].label or facts[0].code or "",
            "printed": facts[0].value or "",
            "expected": said(added),
        },
        facts=facts,
        printed=facts[0].value,
        expected=said(added),
        difference=said(exact(cells.value[total]) - added),
        arithmetic=f"{terms} = {said(added)} ≠ {facts[0].value}",
        document=document,
    )
