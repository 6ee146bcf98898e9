"""Deviations from the original budget that the paragraph does not explain."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.checks.outcome import Breach, Outcome
from mingzhang.checks.registry import Case, document_check
from mingzhang.facts.findings import FindingFact
from mingzhang.facts.model import Claim, Disclosure
from mingzhang.kit.chinese import squeeze
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_ORIGINAL = "original_budget/"
_WHOLE = "original_budget/total"
"""The total is explained by the subjects below it."""


@document_check("deviation_reason")
def deviation_reason(case: Case, rule: Rule, standard: Standard) -> Outcome:
    """Completion of the original budget outside 100 ± `threshold` % is explained in its paragraph.

    The reason must follow before the text turns to the comparison with last year (`turns`): what it
    says after that explains another difference.
    """
    outcome = Outcome()
    places = _paragraphs(case.disclosure)
    threshold = Fraction(rule.parameters["threshold"])
    for number, claim in enumerate(case.disclosure.claims):
        figure = claim.base.figure if claim.base else None
        if claim.measure != "completion" or not (figure or "").startswith(_ORIGINAL) or figure == _WHOLE:
            continue
        if abs(Fraction(claim.value) - 100) <= threshold:
            outcome.hold()
            continue
        if number not in places:
            outcome.miss("找不到这个数所在的段落", "the paragraph of the number is not known", claim.source)
            continue
        text, end = places[number]
        if _explained(text, end, rule):
            outcome.hold()
        else:
            outcome.breach(_breach(claim, str(rule.parameters["threshold"])))
    return outcome


def _paragraphs(disclosure: Disclosure) -> dict[int, tuple[str, int]]:
    """Claim → its paragraph's text and where the number ends in it."""
    return {
        number.claim: (paragraph.text, number.span[1])
        for section in disclosure.explanation
        for paragraph in section.paragraphs
        for number in paragraph.numbers
    }


def _explained(text: str, end: int, rule: Rule) -> bool:
    rest = squeeze(text[end:])
    turn = min((rest.find(word) for word in rule.parameters["turns"] if word in rest), default=len(rest))
    return any(word in rest[:turn] for word in rule.parameters["reasons"])


def _breach(claim: Claim, threshold: str) -> Breach:
    fact = FindingFact(
        statement="explanation",
        label=claim.subject,
        column=claim.measure,
        value=claim.value,
        source=claim.source,
    )
    return Breach(
        values={"subject": claim.subject or "该科目", "value": claim.value, "threshold": threshold},
        facts=[fact],
        printed=claim.value,
    )
