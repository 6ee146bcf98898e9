"""The one question to ask: the cell whose look-up would tell most between the ways to repair."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from mingzhang.facts.repairs import Change, Question
from mingzhang.kit.language import Language, Text


class Ways(Protocol):
    """Ways to repair one part, as (cost in hundredths of a nat, changes)."""

    ways: list[tuple[int, list[Change]]]


Key = tuple[str, str | None, str | None, str | None, str | None, str | None]


def key_of(change: Change) -> Key:
    """The address of a changed cell."""
    return (change.statement, change.side, change.code, change.column, change.project, change.field)


def question(parts: Sequence[Ways], language: Language) -> Question | None:
    """The most informative cell over all parts, None where every part has one way only."""
    found: list[tuple[float, int, Change, int]] = []
    for part in parts:
        if len(part.ways) < 2:
            continue
        least = min(cost for cost, _ in part.ways)
        weights = [math.exp((least - cost) / 100) for cost, _ in part.ways]
        cells = {key_of(change): change for _, way in part.ways for change in way}
        for order, (key, change) in enumerate(cells.items()):
            found.append((-_information(part, weights, key), order, change, len(part.ways)))
    if not found:
        return None
    _, _, change, ways = min(found, key=lambda item: item[:2])
    why = Text(
        f"有 {ways} 种改法说得通；查原始数据中这一格，最能分清是哪一种。",
        f"{ways} repairs would do; this cell, looked up in the source, tells them apart best.",
    )
    return Question(
        statement=change.statement,
        side=change.side,
        code=change.code,
        column=change.column,
        project=change.project,
        field=change.field,
        why=why.said(language),
        source=change.source,
    )


def _information(part: Ways, weights: Sequence[float], key: Key) -> float:
    """The entropy (nats) of what the cell would turn out to read."""
    answers: dict[str | None, float] = {}
    for (_, way), weight in zip(part.ways, weights, strict=True):
        read = next((change.proposed for change in way if key_of(change) == key), "printed")
        answers[read] = answers.get(read, 0.0) + weight
    total = sum(answers.values())
    return -sum(share / total * math.log(share / total) for share in answers.values() if share)
