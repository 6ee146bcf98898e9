"""What narrate writes, recognise reads: every number bound to the same cell, base, measure and direction."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from pathlib import Path

from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.model import Claim, Disclosure
from mingzhang.narrate.explanation import narrate
from mingzhang.narrate.phrases import Reasons
from mingzhang.recognise.claims import recognise_claims
from mingzhang.standard.load import Standard


def _compared(claim: Claim) -> tuple[object, ...]:
    """The fields by which two claims are equal."""
    cells = (repr(claim.about), repr(claim.base))
    return (*cells, claim.year, claim.measure, claim.value, claim.unit, claim.direction)


def _year_before(disclosure: Disclosure) -> Disclosure:
    prior = deepcopy(disclosure)
    for statement in prior.statements:
        for fact in statement.facts:
            if fact.value is not None and "." in fact.value:
                fact.value = str((Decimal(fact.value) * 9 / 10).quantize(Decimal("0.01")))
    return prior


def test_narrated_numbers_are_read_back_as_they_were_bound(repository: Path, standard: Standard) -> None:
    sample = repository / "samples" / "gaoping-2024.json"
    disclosure = decode_disclosure(sample.read_bytes(), sample.name)
    narrate(disclosure, standard, Reasons({}), _year_before(disclosure))
    bound = [_compared(claim) for claim in disclosure.claims]
    disclosure.claims, disclosure.evaluations, disclosure.glossary = [], [], []
    recognise_claims(disclosure, standard)
    assert [_compared(claim) for claim in disclosure.claims] == bound
    assert len(bound) > 50
