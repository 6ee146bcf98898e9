"""Numbers inside recorded texts: what they say they are, by the same cues and zones as the reader's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingzhang.claims.cues import Cues
from mingzhang.claims.folding import FoldedText, fold_text
from mingzhang.claims.numbers import NumberToken, find_numbers
from mingzhang.claims.zones import Zones
from mingzhang.standard.wording import ClaimWording

_SENTENCE_ENDS = "。;！？"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")


@dataclass(frozen=True, slots=True)
class RecordedNumber:
    """A number at [start, end) of a paragraph: its value and unit, what it is, and of which year."""

    start: int
    end: int
    value: str
    unit: str | None
    measure: str
    direction: str | None
    year: int


_GRAMMARS: dict[int, tuple[ClaimWording, Cues, Zones]] = {}


def _grammar(wording: ClaimWording) -> tuple[Cues, Zones]:
    """Built once a wording: building takes longer than reading a paragraph."""
    held = _GRAMMARS.get(id(wording))
    if held is None or held[0] is not wording:
        held = _GRAMMARS[id(wording)] = (wording, Cues(wording), Zones(wording))
    held[2].close()
    return held[1], held[2]


def numbers_in(
    text: str, recorded: Sequence[tuple[int, int]], year: int, wording: ClaimWording
) -> Iterator[RecordedNumber]:
    """The numbers that lie inside one of the `recorded` spans of a paragraph; `year` is the accounts'."""
    cues, zones = _grammar(wording)
    folded = fold_text(text)
    cursor, said = 0, year
    for token in find_numbers(folded, wording):
        begin = _sentence_start(folded, token)
        if begin > cursor:
            zones.close()
            cursor, said = begin, year
        words = folded.text[cursor : token.start]
        visible = cues.against(zones.outside(words))[1]
        if not zones.inside:
            years = _YEAR.findall(visible)
            said = int(years[-1]) if years else said
        start, end = folded.printed_span(token.start, token.end)
        if any(first <= start and end <= last for first, last in recorded):
            cue = cues.cue(words if zones.inside else visible, token)
            unit = None if token.unit is None else token.unit.replace("(", "（").replace(")", "）")
            yield RecordedNumber(start, end, token.value, unit, cue.measure, cue.direction, said)
        cursor = token.unit_end


def _sentence_start(folded: FoldedText, token: NumberToken) -> int:
    return 1 + max(folded.text.rfind(end, 0, token.start) for end in _SENTENCE_ENDS)
