"""Rates, shares and other rules of the prose as implications: which become right with a repair?"""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.checks.registry import Case
from mingzhang.checks.run import every_rule, examine
from mingzhang.facts.model import Disclosure
from mingzhang.repair.applying import repaired
from mingzhang.repair.asking import Ways
from mingzhang.repair.slips import SlipCosts
from mingzhang.repair.time_limit import Deadline
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_AREAS = ("explanation", "statements")
_MOST_WAYS = 6
_MOST_VOTES = 4


def by_other_rules(
    disclosure: Disclosure,
    standard: Standard,
    parts: Sequence[Ways],
    costs: SlipCosts,
    deadline: Deadline,
) -> None:
    """Reweighs the ways of every part that has several, by the other rules that they make right or wrong."""
    undecided = [part for part in parts if len(part.ways) > 1]
    if not undecided or deadline.passed:
        return
    rules = voting_rules(standard)
    for part in undecided:
        tried = part.ways[:_MOST_WAYS]
        cases = [Case(repaired(disclosure, way)) for _, way in tried]
        broken = [answer.checks.broken for answer in examine(cases, standard, "zh", rules)]
        least = min(broken)
        reweighed = [
            (cost + min(count - least, _MOST_VOTES) * costs.rule_vote, way)
            for (cost, way), count in zip(tried, broken, strict=True)
        ]
        worst = (max(broken) - least) * costs.rule_vote
        part.ways = sorted(
            [
                *reweighed,
                *(
                    (cost + min(worst, _MOST_VOTES * costs.rule_vote), way)
                    for cost, way in part.ways[_MOST_WAYS:]
                ),
            ],
            key=lambda item: item[0],
        )
        if deadline.passed:
            return


def voting_rules(standard: Standard) -> dict[str, Rule]:
    """Cell rules over statements and prose, and identities that are a judgement only."""
    return {
        name: rule
        for name, rule in every_rule(standard).items()
        if rule.kind == "cell"
        and (rule.severity == "warning" if rule.check == "identity" else name.split("/")[0] in _AREAS)
    }
