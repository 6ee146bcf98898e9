"""Cell rules over a batch of whole documents: counts as columns, words only for what is broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from mingzhang.checks.run import OTHER_KIND, cell_outcome, finding_of
from mingzhang.facts.batch import Batch, Ints
from mingzhang.facts.findings import Finding
from mingzhang.facts.model import Source
from mingzhang.kit.language import Language
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@dataclass(frozen=True, slots=True)
class NotRunRows:
    """Sets of cells over which a rule could not run: parallel columns, one entry a document and reason."""

    rule: str
    document: Ints
    why: list[str]
    count: Ints
    source: list[Source | None]


@dataclass(slots=True)
class CellAnswers:
    """What the cell rules say of each document of a batch (counts per document)."""

    held: Ints
    rounding: Ints
    findings: list[tuple[int, Finding]] = field(default_factory=list)
    """(document, finding), rule by rule."""
    missing: list[NotRunRows] = field(default_factory=list)


def cell_answers(
    batch: Batch, kind: str, rules: Mapping[str, Rule], standard: Standard, language: Language
) -> CellAnswers:
    """Every cell rule of `rules` over documents of one kind (`final_accounts` or `budget`)."""
    nothing = np.zeros(batch.size, dtype=np.int64)
    answers = CellAnswers(nothing, nothing.copy())
    every = np.arange(batch.size)
    for rule in rules.values():
        if rule.kind != "cell":
            continue
        if kind not in rule.kinds:
            why = [OTHER_KIND.said(language)] * batch.size
            answers.missing.append(
                NotRunRows(rule.rule, every, why, np.ones_like(every), [None] * batch.size)
            )
            continue
        outcome = cell_outcome(batch, rule, standard)
        answers.held += outcome.held
        answers.rounding += outcome.rounding
        answers.findings += [
            (breach.document, finding_of(breach, rule, language)) for breach in outcome.breaches
        ]
        absent = outcome.not_run()
        if len(absent.document):
            said = [reason.said(language) for reason in absent.reasons]
            sources = [*absent.sources, None]
            answers.missing.append(
                NotRunRows(
                    rule.rule,
                    absent.document,
                    [said[reason] for reason in absent.reason.tolist()],
                    absent.count,
                    [sources[source] for source in absent.source.tolist()],
                )
            )
    return answers
