"""The explanation edited around its numbers: words are a person's, numbers stay bound to facts.

A paragraph of n numbers is n + 1 pieces of text. An edit is known by its section and by the *signature*
of the paragraph as narrated: its pieces and what each number states. While the narration says the same of
the same cells the edit applies, whatever the figures are; when it says something else (an increase has
become a decrease) the edit is lost and shown to be made again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from mingzhang.facts.model import Disclosure, ExplanationParagraph

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class ExplanationEdit:
    """The pieces that replace those of one paragraph."""

    section: str
    signature: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: words, or a number with the index of its claim."""

    text: str
    claim: int | None = None


def pieces_of(paragraph: ExplanationParagraph) -> list[Piece]:
    """Words and numbers in turn: words first and last, both possibly empty."""
    found: list[Piece] = []
    position = 0
    for number in paragraph.numbers:
        start, end = number.span
        found += [Piece(paragraph.text[position:start]), Piece(paragraph.text[start:end], number.claim)]
        position = end
    return [*found, Piece(paragraph.text[position:])]


def signature_of(disclosure: Disclosure, paragraph: ExplanationParagraph) -> str:
    """Names a paragraph by its words and by what its numbers state, whatever their values are."""
    claims = [disclosure.claims[number.claim] for number in paragraph.numbers]
    words = [piece.text for piece in pieces_of(paragraph) if piece.claim is None]
    stated = [[claim.measure, msgspec.to_builtins(claim.about), claim.unit] for claim in claims]
    return hashlib.sha256(msgspec.json.encode([words, stated])).hexdigest()[:16]


def strange_numbers(pieces: Sequence[str], paragraph: ExplanationParagraph) -> list[str]:
    """Numbers in the edited words that the narrated paragraph does not have: bound to nothing."""
    known = set(_DIGITS.findall(paragraph.text))
    return [digits for piece in pieces for digits in _DIGITS.findall(piece) if digits not in known]


def apply_edits(disclosure: Disclosure, edits: Sequence[ExplanationEdit]) -> list[ExplanationEdit]:
    """Puts the edits into a narrated disclosure; gives those that fit no paragraph."""
    wanted = {(edit.section, edit.signature): edit for edit in edits}
    for section in disclosure.explanation:
        for paragraph in section.paragraphs:
            key = (section.section or "", signature_of(disclosure, paragraph))
            if key in wanted and len(wanted[key].pieces) == len(paragraph.numbers) + 1:
                _rewrite(disclosure, paragraph, wanted.pop(key).pieces)
    return list(wanted.values())


def _rewrite(disclosure: Disclosure, paragraph: ExplanationParagraph, pieces: Sequence[str]) -> None:
    numbers = [piece.text for piece in pieces_of(paragraph) if piece.claim is not None]
    text = pieces[0]
    for number, shown, words in zip(paragraph.numbers, numbers, pieces[1:], strict=True):
        number.span = (len(text), len(text) + len(shown))
        text += shown + words
    paragraph.text = text
    for number in paragraph.numbers:
        claim = disclosure.claims[number.claim]
        claim.text, claim.span = text, number.span
