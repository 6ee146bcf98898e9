"""Levels of indicators where merged cells are lost: labels, inheritance, and what names and units say."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from mingzhang.recognise.evaluations.indicators import RawIndicator
from mingzhang.recognise.evaluations.words import Words
from mingzhang.standard.scheme import Scheme

BY_NAME = "二级指标按名称和单位判断 (level 2 told by name and unit)"
SHIFTED = "二级指标标签错行，按名称和单位判断 (level-2 label one row off, told by name and unit)"
LEVEL1 = "一级指标按二级指标判断 (level 1 told by level 2)"

# What each liberty costs: a cue weighs 2, an inherited label is free. A label is believed unless
# it stands one row off and both rows' own words say so.
_NEW_WITHOUT_LABEL = 1.5
_AGAINST_LABEL = 6.0
_AGAINST_LEVEL1 = 2.0
_BACKWARDS = 2.0
_MOVED_LABEL = 1.0
_WORD = 2.0
_HINT = 1.0


def settle_levels(rows: Sequence[RawIndicator], words: Words, scheme: Scheme) -> None:
    """Gives every row its level 2 and level 1 and says how where no label does."""
    if not rows:
        return
    if all(row.line.spans_known for row in rows):
        _inherit(rows)
    else:
        _infer(rows, words)
    _settle_level1(rows, words, scheme)


def _inherit(rows: Sequence[RawIndicator]) -> None:
    """The merged cell reaches down to the next label."""
    level1: str | None = None
    level2: str | None = None
    text = ""
    for row in rows:
        if row.level1 is not None and row.level1 != level1:
            level1, level2, text = row.level1, None, ""
        if row.level2 is not None:
            level2, text = row.level2, row.level2_text
        row.level1, row.level2, row.level2_text = row.level1 or level1, level2, row.level2_text or text


def _infer(rows: Sequence[RawIndicator], words: Words) -> None:
    """The cheapest sequence of level-2 indicators, over the labels as printed or one of them moved a row."""
    printed = [row.level2 for row in rows]
    order = list(words.labels.level2)
    cues = [{level: _cue(row, level, words) for level in order} for row in rows]
    level1 = [row.level1 for row in rows]
    best_cost, best = _cheapest(printed, cues, level1, order, words)
    labels = printed
    for moved in _moved(printed):
        cost, path = _cheapest(moved, cues, level1, order, words)
        if cost + _MOVED_LABEL < best_cost:
            best_cost, best, labels = cost + _MOVED_LABEL, path, moved
    previous: str | None = None
    for row, label, level in zip(rows, printed, best, strict=True):
        if label != level:
            if label is not None or (labels is not printed and level != previous):
                row.inferred.append(SHIFTED)
            elif level != previous:
                row.inferred.append(BY_NAME)
            row.level2, row.level2_text = level, ""
        previous = level


def _moved(labels: Sequence[str | None]) -> list[list[str | None]]:
    """The labels with one of them moved to the unlabelled row above or below it."""
    answer = []
    for index, label in enumerate(labels):
        for other in (index - 1, index + 1):
            if label is not None and 0 <= other < len(labels) and labels[other] is None:
                moved = list(labels)
                moved[index], moved[other] = None, label
                answer.append(moved)
    return answer


def _cheapest(
    labels: Sequence[str | None],
    cues: Sequence[dict[str, float]],
    level1: Sequence[str | None],
    order: list[str],
    words: Words,
) -> tuple[float, list[str]]:
    """Dynamic programming over the rows: cost and sequence of the cheapest reading."""
    costs = {level: _own_cost(labels[0], cues[0], level1[0], level, words) for level in order}
    if labels[0] is None:
        costs = {level: cost + 0.1 * order.index(level) for level, cost in costs.items()}
    paths = {level: [level] for level in order}
    for index in range(1, len(labels)):
        label = labels[index]
        new_costs, new_paths = {}, {}
        for level in order:
            own = _own_cost(label, cues[index], level1[index], level, words)
            came, before = min((costs[prior] + _step(prior, level, label, order), prior) for prior in order)
            new_costs[level] = came + own
            new_paths[level] = [*paths[before], level]
        costs, paths = new_costs, new_paths
    last = min(order, key=lambda level: costs[level])
    return costs[last], paths[last]


def _step(prior: str, level: str, label: str | None, order: list[str]) -> float:
    cost = 0.0
    if prior != level and label is None:
        cost += _NEW_WITHOUT_LABEL
    if order.index(level) < order.index(prior):
        cost += _BACKWARDS
    return cost


def _own_cost(
    label: str | None, cues: dict[str, float], level1: str | None, level: str, words: Words
) -> float:
    cost = max(cues.values()) - cues[level]
    if label is not None and label != level:
        cost += _AGAINST_LABEL
    if (
        level1 is not None
        and level1 != words.labels.level1_of[level]
        and not (level1 == "cost" and level == "cost")
    ):
        cost += _AGAINST_LEVEL1
    return cost


def _cue(row: RawIndicator, level: str, words: Words) -> float:
    """What a row's name, target and unit say for a level-2 indicator."""
    cues = words.labels.cues[level]
    name = row.level3 or ""
    weight = _WORD * any(word in name for word in cues.words)
    value = row.target or row.initial
    if value is not None and value.text is not None:
        weight += _WORD * any(word in value.text for word in cues.targets)
    unit = (value.unit if value else None) or (row.initial.unit if row.initial else None)
    if unit is not None:
        weight += _HINT * (unit in cues.units)
    return weight


def _settle_level1(rows: Sequence[RawIndicator], words: Words, scheme: Scheme) -> None:
    """Level 1 follows level 2; cost is its own level 1 where the form has it so."""
    own_level = _cost_is_level1(rows, words, scheme)
    previous: str | None = None
    for row in rows:
        if row.level2 is None:
            previous = row.level1 = row.level1 or previous
            continue
        level1 = words.labels.level1_of[row.level2]
        if row.level2 == "cost" and own_level:
            level1 = "cost"
        if (row.level1 is not None and row.level1 != level1) or (row.level1 is None and level1 != previous):
            row.inferred.append(LEVEL1)
        previous = row.level1 = level1


def _cost_is_level1(rows: Sequence[RawIndicator], words: Words, scheme: Scheme) -> bool:
    """Whether cost stands beside output instead of below it.

    Told by level-2 labels that exist only there, by a level-1 label in a table that kept its cells,
    else by the weights: output with cost making up output's share means that cost is part of it.
    """
    costs = [row for row in rows if row.level2 == "cost"]
    if any(row.level2_text in words.labels.cost_level_labels for row in costs):
        return True
    if not any(row.level1 == "cost" for row in costs):
        return False
    if all(row.line.spans_known for row in rows):
        return True
    outputs = [row for row in rows if row.level2 and words.labels.level1_of[row.level2] == "output"]
    if any(row.weight is None for row in outputs):
        return False
    together = sum((Fraction(row.weight or 0) for row in outputs), Fraction(0))
    return any("cost" in each.weights and together == each.weights["output"] + each.weights["cost"]
               for each in scheme.schemes) and together != scheme.weights.weights.get("output")  # fmt: skip
