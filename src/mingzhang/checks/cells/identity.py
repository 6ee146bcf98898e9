"""The check of identities: every family over every document at once; words only for what is broken."""

from __future__ import annotations

import numpy as np

from mingzhang.checks.cells.identity_breach import Quotes, breach_of
from mingzhang.checks.cells.places import place_name, statement_name
from mingzhang.checks.outcome import Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.batch import Batch, Ints, Mask
from mingzhang.identities.ground import Grounding, ground
from mingzhang.identities.screening import screening_of
from mingzhang.standard.identities import Identity
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

SCREENED = 16
"""Documents from which on a batch is screened first: fewer are grounded sooner."""


@cell_check("identity")
def check_identity(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """Every group of the identity named like the rule: held, explained by rounding, broken or not run."""
    identity = standard.identities[rule.rule]
    if batch.size < SCREENED:
        return _grounded(batch, identity, standard)
    screening = screening_of(batch, standard)
    screened = screening.answers.get(identity.rule)
    if screened is None:
        return _grounded(batch, identity, standard)
    outcome = Outcome(batch.size)
    whole = ~screening.doubtful
    outcome.held += screened.held * whole
    outcome.rounding += screened.rounding * whole
    _miss(outcome, screened.missing, standard)
    if screening.odd or screened.broken.any():
        outcome.take(_grounded(screening.part, identity, standard, missing=False), screening.documents)
    else:
        outcome.held += screened.held * screening.doubtful
        outcome.rounding += screened.rounding * screening.doubtful
    return outcome


def _grounded(batch: Batch, identity: Identity, standard: Standard, missing: bool = True) -> Outcome:
    """The identity over every document, group by group. Without `missing` absent statements are not told."""
    grounding = ground(batch, identity, standard)
    outcome = Outcome(batch.size)
    outcome.hold_each(grounding.document[grounding.held])
    outcome.round_each(grounding.document[grounding.rounding])
    if missing:
        _miss(outcome, grounding.missing, standard)
    for group in _as_printed(grounding, grounding.unknown):
        _not_read(batch, grounding, group, outcome, standard)
    broken = _as_printed(grounding, grounding.broken)
    if broken:
        quotes = Quotes(batch, np.concatenate([grounding.rows[grounding.entries(group)] for group in broken]))
        for group in broken:
            outcome.breach(breach_of(quotes, grounding, group, standard))
    return outcome


def _miss(outcome: Outcome, missing: list[tuple[str, Ints]], standard: Standard) -> None:
    for statement, documents in missing:
        name = statement_name(standard, statement)
        outcome.miss_each(documents, f"没有{name.zh}", f"the document has no “{name.en}”")


def _as_printed(grounding: Grounding, chosen: Mask) -> list[int]:
    """The chosen groups in the order of their cells, whatever else is in the batch."""
    groups = np.flatnonzero(chosen).tolist()
    rows = {group: sorted(grounding.rows[grounding.entries(group)].tolist()) for group in groups}
    return sorted(groups, key=lambda group: rows[group])


def _not_read(batch: Batch, grounding: Grounding, group: int, outcome: Outcome, standard: Standard) -> None:
    rows = grounding.rows[grounding.entries(group)]
    row = int(rows[~grounding.cells.known[rows]][0])
    place = place_name(standard, grounding.cells.address(row), batch.facts.text("label", row))
    outcome.miss(
        f"{place.zh}的数字无法辨认",
        f"the figure at {place.en} could not be read",
        batch.facts.source(row),
        int(grounding.document[group]),
    )
