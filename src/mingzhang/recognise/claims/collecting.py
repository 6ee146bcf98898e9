"""Claims in reading order, with the paragraph numbers that they are bound to and their groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mingzhang.claims.folding import FoldedText
from mingzhang.claims.numbers import NumberToken
from mingzhang.facts.model import BoundNumber, Claim, ClaimCell, Source


@dataclass(slots=True)
class Stated:
    """What was made of a number: measure, cells, direction and the words it is said of."""

    measure: str
    about: ClaimCell | None = None
    base: ClaimCell | None = None
    direction: str | None = None
    year: int | None = None
    subject: str | None = None
    key: str | None = None
    """Numbers of one sentence with the same key share a group."""


@dataclass(slots=True)
class Passage:
    """One text that is read: where it stands, its folded form and its sentences."""

    printed: str
    folded: FoldedText
    section: str | None
    source: Source
    numbers: list[BoundNumber] = field(default_factory=list)


class Collection:
    """Collects the claims of a document."""

    def __init__(self, claims: list[Claim]) -> None:
        self.claims = claims
        self._groups = 1 + max((claim.group for claim in claims if claim.group is not None), default=-1)
        self._keys: dict[str, int] = {}

    def begin_passage(self) -> None:
        """Groups do not reach over the end of a text."""
        self._keys = {}

    def add(self, passage: Passage, token: NumberToken, sentence: tuple[int, int], stated: Stated) -> None:
        """Append the claim of `token` (in folded positions) and bind the printed number to it."""
        span = passage.folded.printed_span(token.start, token.end)
        begin, end = passage.folded.printed_span(*sentence)
        group = None
        if stated.key is not None:
            if stated.key not in self._keys:
                self._keys[stated.key] = self._groups
                self._groups += 1
            group = self._keys[stated.key]
        passage.numbers.append(BoundNumber(span=span, claim=len(self.claims)))
        self.claims.append(
            Claim(
                text=passage.printed[begin:end].strip(),
                subject=stated.subject or None,
                about=stated.about,
                base=stated.base,
                year=stated.year,
                measure=stated.measure,
                value=token.value,
                unit=_full_width(token.unit),
                direction=stated.direction,
                section=passage.section,
                span=span,
                source=passage.source,
                group=group,
            )
        )


def _full_width(unit: str | None) -> str | None:
    """台(套) as the forms print it, 台（套）, whatever brackets this text has."""
    return None if unit is None else unit.replace("(", "（").replace(")", "）")


def by_sentence(
    text: str, tokens: Sequence[NumberToken]
) -> Iterator[tuple[tuple[int, int], list[NumberToken]]]:
    """Every sentence of a folded text with its numbers."""
    position = 0
    for sentence in sentences(text):
        first = position
        while position < len(tokens) and tokens[position].start < sentence[1]:
            position += 1
        yield sentence, list(tokens[first:position])


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a folded text, stops included."""
    spans = []
    start = 0
    for position, char in enumerate(text):
        if char in "。;！？":
            spans.append((start, position + 1))
            start = position + 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans
