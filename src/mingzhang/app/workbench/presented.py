"""What is shown of compiled accounts: statements withheld, second scores added, approvals named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.evaluate import grade
from mingzhang.facts.codec import decode_disclosure, encode
from mingzhang.facts.model import (
    Approval,
    BoundNumber,
    Claim,
    ClaimCell,
    Disclosure,
    ExplanationParagraph,
    Review,
)
from mingzhang.standard.load import load_standard

_NAME = "disclosure.json"
_POINTS = re.compile(r"\d{1,3}(\.\d{1,2})?", re.ASCII)
_BUDGET_STATEMENT = "general_budget_expenditure"
_THREE_PUBLIC = "three_public_expenses"


@dataclass(frozen=True, slots=True)
class SecondScore:
    """A project's score by the department or the finance bureau (`evaluator`), in points, with its reason."""

    project_code: str
    evaluator: str
    score: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One approval, as the disclosure names it (`approvals` of the contract); `date` is ISO 8601."""

    object: str
    date: str
    authority: str
    document: str
    decision: str
    basis: str = ""


def presented(data: bytes, withheld: Mapping[str, str], scores: Sequence[SecondScore]) -> bytes:
    """The disclosure JSON as it is to be approved and published.

    `withheld`: statement → reason with its legal basis. Of such a statement no figure is left: not in the
    statement, not among the figures of the explanation, not in a sentence that states one.
    """
    disclosure = decode_disclosure(data, _NAME)
    if withheld:
        _withhold(disclosure, withheld)
    for score in scores:
        for form in disclosure.evaluations:
            if form.project_code == score.project_code:
                form.reviews = [*form.reviews, _review(score, disclosure.fiscal_year)]
    return encode(disclosure)


def with_decisions(data: bytes, decisions: Iterable[Decision]) -> bytes:
    """The disclosure JSON with these approvals added to its own; one that it has is not said twice."""
    disclosure = decode_disclosure(data, _NAME)
    unit = disclosure.unit.code
    for item in decisions:
        approval = Approval(
            unit=unit,
            object=item.object,
            date=item.date,
            authority=item.authority or None,
            document=item.document or None,
            decision=item.decision,
            basis=item.basis or None,
        )
        if approval not in disclosure.approvals:
            disclosure.approvals = [*disclosure.approvals, approval]
    return encode(disclosure)


def grade_of_score(score: str, year: int | None) -> str | None:
    """The grade that the scheme gives to a score from 0 to 100; None where it is no such score."""
    if _POINTS.fullmatch(score) is None or Decimal(score) > 100:
        return None
    return grade(score, load_standard("cn", year).scheme)


def _review(score: SecondScore, year: int | None) -> Review:
    given = grade_of_score(score.score, year)
    return Review(evaluator=score.evaluator, score=score.score, grade=given, reason=score.reason or None)


def _withhold(disclosure: Disclosure, withheld: Mapping[str, str]) -> None:
    for statement in disclosure.statements:
        if statement.id in withheld:
            statement.facts, statement.labels, statement.notes = [], {}, []
            statement.withheld, statement.no_data = withheld[statement.id], False
    disclosure.figures = [fact for fact in disclosure.figures if not _figure_hidden(fact.code, withheld)]
    hidden = {
        index: reason
        for index, claim in enumerate(disclosure.claims)
        if (reason := _reason(claim, withheld)) is not None
    }
    gone: set[int] = set()
    for section in disclosure.explanation:
        for place, paragraph in enumerate(section.paragraphs):
            reason = next((hidden[item.claim] for item in paragraph.numbers if item.claim in hidden), None)
            if reason is not None:
                gone.update(item.claim for item in paragraph.numbers)
                section.paragraphs[place] = ExplanationParagraph(text=f"本段不予公开，理由：{reason}。")
    _renumber(disclosure, gone | set(hidden))


def _renumber(disclosure: Disclosure, gone: set[int]) -> None:
    """Takes out the claims that no sentence states any more."""
    left = [paragraph for section in disclosure.explanation for paragraph in section.paragraphs]
    stated = {item.claim for paragraph in left for item in paragraph.numbers}
    kept = [index for index in range(len(disclosure.claims)) if index not in gone or index in stated]
    numbers = {old: new for new, old in enumerate(kept)}
    disclosure.claims = [disclosure.claims[index] for index in kept]
    for paragraph in left:
        paragraph.numbers = [
            BoundNumber(span=item.span, claim=numbers[item.claim]) for item in paragraph.numbers
        ]


def _reason(claim: Claim, withheld: Mapping[str, str]) -> str | None:
    """Why the claim is not shown: it states, or is taken over, a cell that is withheld."""
    for cell in (claim.about, claim.base):
        statement = None if cell is None else _statement_of(cell)
        if statement is not None and statement in withheld:
            return withheld[statement]
    return None


def _statement_of(cell: ClaimCell) -> str | None:
    return cell.statement or (None if cell.figure is None else _of_figure(cell.figure))


def _figure_hidden(code: str, withheld: Mapping[str, str]) -> bool:
    return _of_figure(code) in withheld


def _of_figure(code: str) -> str | None:
    """The statement that a figure of the explanation belongs to."""
    first, _, rest = code.partition("/")
    if first == "prior":
        return rest.partition("/")[0]
    if first == "original_budget":
        return _BUDGET_STATEMENT
    if first.startswith(("procurement", "operating_expenses")):
        return "supplementary_statistics"
    if first.startswith(("projects_",)):
        return None
    return _THREE_PUBLIC
