"""The same indicator twice in a form, the same project twice in a document."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mingzhang.checks.cells.alike import alike
from mingzhang.checks.cells.evaluation_scores import indicator_breach, start
from mingzhang.checks.cells.evaluation_wording import place_of
from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import cell_check
from mingzhang.facts.batch import Batch, Ints, Mask
from mingzhang.kit.chinese import fold
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_ALIKE = ("level3", "target", "actual_result", "weight")


def _first_of(keys: Sequence[Ints], chosen: Mask) -> Ints:
    """For each chosen row the first chosen row with the same keys; for others −1."""
    rows = np.flatnonzero(chosen)
    found = np.full(len(chosen), -1, dtype=np.int64)
    if len(rows):
        first, which = alike([key[rows] for key in keys])
        found[rows] = rows[first[which]]
    return found


@cell_check("evaluation_indicator_twice")
def indicator_twice(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """No indicator stands twice in a form with the same name, target, result and weight."""
    forms, _, outcome = start(batch, standard)
    table = forms.indicators
    asked = forms.indicators_complete() & table.filled("level3")
    first = _first_of([forms.of_indicators, *(table.words(name)[0] for name in _ALIKE)], asked)
    broken = asked & (first != np.arange(len(first)))
    outcome.hold_each(table.document[asked & ~broken])
    for row in np.flatnonzero(broken).tolist():
        breach = indicator_breach(
            forms, row, ("level3", "target", "weight"), place=place_of(table.source(int(first[row])))
        )
        breach.facts.append(forms.quote_indicator(int(first[row]), "level3"))
        outcome.breach(breach)
    return outcome


@cell_check("evaluation_project_twice")
def project_twice(batch: Batch, rule: Rule, standard: Standard) -> Outcome:
    """No project has two filled-in forms in one document (names compared without spaces and quotes)."""
    forms, _, outcome = start(batch, standard)
    ids, vocabulary = forms.table.words("project")
    names = {word: number for number, word in enumerate(dict.fromkeys(fold(word) for word in vocabulary))}
    folded = np.asarray([names[fold(word)] for word in vocabulary] + [-1], dtype=np.int64)[ids]
    asked = forms.complete & (folded >= 0)
    outcome.miss_each(
        forms.document[forms.complete & ~asked], "表中没有项目名称", "the form names no project"
    )
    first = _first_of([forms.document, folded], asked)
    broken = asked & (first != np.arange(len(first)))
    outcome.hold_each(forms.document[asked & ~broken])
    for form in np.flatnonzero(broken).tolist():
        facts = [
            batch.quoted_field(forms.table, int(number), "project", forms.table.text("project", int(number)))
            for number in (form, first[form])
        ]
        outcome.breach(
            Breach(
                values={"project": forms.project(form), "place": place_of(facts[1].source)},
                facts=facts,
                printed=facts[0].value,
                document=int(forms.document[form]),
            )
        )
    return outcome
