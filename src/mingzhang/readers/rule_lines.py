"""Ruling lines made whole: producers draw one border in many pieces, twice, or as a thin bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

TOUCH = 3.0
"""Points by which pieces of a line, or a line and its crossing, may miss one another."""
SAME = 2.0
"""Points within which parallel lines are one line drawn twice, or the two edges of a thick one."""
SHORTEST = 6.0
MOST_RULES = 20_000
"""More lines than this on a page are a drawing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along an axis: `at` is its place across, `begin` and `end` along, in points."""

    level: bool
    at: float
    begin: float
    end: float


def whole_rules(rules: Iterable[Rule]) -> list[Rule]:
    """The pieces of lines made whole: those in one direction, at one place, that touch."""
    found: list[Rule] = []
    for level in (True, False):
        pieces = sorted(
            (rule for rule in rules if rule.level is level and rule.end - rule.begin >= 1.0),
            key=lambda rule: rule.at,
        )
        for cluster in _clusters(pieces):
            found += _joined(level, cluster)
    return found


def _clusters(pieces: Sequence[Rule]) -> list[list[Rule]]:
    clusters: list[list[Rule]] = []
    for piece in pieces:
        if clusters and piece.at - clusters[-1][0].at <= SAME:
            clusters[-1].append(piece)
        else:
            clusters.append([piece])
    return clusters


def _joined(level: bool, cluster: Sequence[Rule]) -> list[Rule]:
    at = median(rule.at for rule in cluster)
    found: list[Rule] = []
    begin = end = None
    for rule in sorted(cluster, key=lambda rule: rule.begin):
        if end is None or rule.begin > end + TOUCH:
            if begin is not None and end is not None and end - begin >= SHORTEST:
                found.append(Rule(level, at, begin, end))
            begin, end = rule.begin, rule.end
        else:
            end = max(end, rule.end)
    if begin is not None and end is not None and end - begin >= SHORTEST:
        found.append(Rule(level, at, begin, end))
    return found
