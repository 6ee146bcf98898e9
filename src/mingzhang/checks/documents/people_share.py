"""Percentages that the stated number of people asked cannot give."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Claim
from mingzhang.kit.amounts import places, round_half_away
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule


@document_check("people_share")
def people_share(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """In one sentence a survey's rate can be a whole number of the people (questionnaires) it names."""
    outcome = Outcome()
    sentences: dict[tuple[int | None, str], list[Claim]] = defaultdict(list)
    for claim in case.disclosure.claims:
        sentences[claim.source.line, claim.text].append(claim)
    for (_, text), claims in sentences.items():
        if not all(any(word in text for word in rule.parameters[key]) for key in ("asked", "measured")):
            continue
        numbers = [
            claim
            for claim in claims
            if claim.measure == "count" and claim.unit in rule.parameters["units"] and "." not in claim.value
        ]
        for claim in claims:
            if claim.measure in ("rate", "share") and claim.unit == "%" and numbers:
                _judge(claim, numbers, outcome)
    return outcome


def _judge(claim: Claim, numbers: list[Claim], outcome: Outcome) -> None:
    if any(_possible(claim.value, int(number.value)) for number in numbers):
        outcome.hold()
        return
    quoted = [_quote(item) for item in (claim, *numbers)]
    outcome.breach(
        Breach(
            values={
                "subject": claim.subject or "比率",
                "value": claim.value,
                "people": "、".join(f"{number.value}{number.unit}" for number in numbers),
            },
            facts=quoted,
            printed=claim.value,
        )
    )


def _possible(percent: str, people: int) -> bool:
    """Whether some whole number of `people` rounds to `percent` at its last place."""
    if people <= 0:
        return False
    digits = places(percent)
    nearest = int(Fraction(percent) * people / 100)
    return any(
        round_half_away(Fraction(count * 100, people), digits) == Fraction(percent)
        for count in (nearest - 1, nearest, nearest + 1)
        if 0 <= count <= people
    )


def _quote(claim: Claim) -> FindingFact:
    return FindingFact(
        statement="explanation",
        label=claim.subject,
        column=claim.measure,
        value=claim.value,
        source=claim.source,
    )
