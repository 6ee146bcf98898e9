"""Which indicator of a form a number in its texts is said of: the same unit and shared words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mingzhang.claims.cues import any_of
from mingzhang.claims.folding import fold_text
from mingzhang.claims.numbers import NumberToken
from mingzhang.facts.model import Indicator
from mingzhang.standard.wording import EvaluationWords

_CLAUSE = re.compile(r"[，。;:、()]")
_SAME_UNIT = (frozenset("人名位"),)
_CLEAR = 4
"""Characters in a row that two names must share, unless one holds the other whole."""
_SHORTEST = 2
_SATISFACTION = "satisfaction"


@dataclass(frozen=True, slots=True)
class Found:
    """Indicator `number` (from 0), its column `target` or `actual`, and the words that name it."""

    number: int
    column: str
    phrase: str


class IndicatorNames:
    """The indicators of one form by name and unit; remembers what the sentence spoke of last."""

    def __init__(self, indicators: Sequence[Indicator], words: EvaluationWords) -> None:
        self._words = words
        self._indicators = indicators
        self._generic = re.compile(any_of(words.generic))
        self._target = re.compile(any_of(words.target_words))
        self._actual = re.compile(any_of(words.actual_words))
        self._names = [fold_text(item.level3 or "").text for item in indicators]
        self._last: Found | None = None
        self._taken = ""
        """Words after the last number that named what it counts: they are no subject of the next."""

    def begin_sentence(self) -> None:
        """What was spoken of before is no subject any more."""
        self._last = None
        self._taken = ""

    def find(self, words: str, after: str, token: NumberToken, *, in_goal: bool) -> Found | None:
        """The one indicator that the words before the number name, or failing them those after it."""
        own = words.removeprefix(self._taken)
        clause = _clause(own)
        phrase = self._generic.sub("", clause).strip("≥≤=<>的和及与约")
        candidates = self._candidates(token)
        number = self._satisfied(clause) if token.kind == "percent" else None
        if number is None:
            number = self._named(phrase, candidates)
        if number is None and not phrase and self._last is not None and self._last.number in candidates:
            number, phrase = self._last.number, self._last.phrase
        self._taken = ""
        if number is None:
            number, phrase = self._named_after(after, candidates), after
            self._taken = after if number is not None else ""
        if number is None:
            self._last = None
            return None
        found = Found(number, self._column(own, in_goal), phrase)
        self._last = None if self._taken else found
        return found

    def _column(self, words: str, in_goal: bool) -> str:
        """Target where the last word of the two kinds before the number says so."""
        targets = [match.end() for match in self._target.finditer(words)]
        actuals = [match.end() for match in self._actual.finditer(words)]
        if not targets and not actuals:
            return "target" if in_goal else "actual"
        return "target" if (targets or [-1])[-1] > (actuals or [-1])[-1] else "actual"

    def _satisfied(self, clause: str) -> int | None:
        """The only satisfaction indicator, where the clause speaks of satisfaction."""
        if not any(word in clause for word in self._words.satisfaction):
            return None
        if any(word in clause for word in self._words.several):
            return None
        numbers = [i for i, item in enumerate(self._indicators) if item.level1 == _SATISFACTION]
        return numbers[0] if len(numbers) == 1 else None

    def _candidates(self, token: NumberToken) -> list[int]:
        return [i for i, item in enumerate(self._indicators) if _same_unit(item.unit, token.unit)]

    def _named_after(self, after: str, candidates: list[int]) -> int | None:
        """`1套移动基站`: the whole name must begin the words after the number."""
        named = [
            i for i in candidates if len(self._names[i]) >= _SHORTEST and after.startswith(self._names[i])
        ]
        return named[0] if len(named) == 1 else None

    def _named(self, phrase: str, candidates: list[int]) -> int | None:
        if len(phrase) < _SHORTEST:
            return None
        scores = []
        for number in candidates:
            name = self._names[number]
            shared = _longest_shared(phrase, name)
            core = self._generic.sub("", name)
            if shared >= _CLEAR or shared == len(phrase) or (core and core in phrase):
                scores.append((shared, number))
        scores.sort(reverse=True)
        if not scores or (len(scores) > 1 and scores[0][0] == scores[1][0]):
            return None
        return scores[0][1]


def _clause(words: str) -> str:
    """The last clause that says something; a bracket that opens at the number belongs to the words before."""
    pieces = [piece for piece in _CLAUSE.split(words) if piece]
    if not words or words[-1] in "，。;、":
        return ""
    return pieces[-1] if pieces else ""


def _same_unit(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    first, second = fold_text(one).text, fold_text(other).text
    return first == second or any(first in group and second in group for group in _SAME_UNIT)


def _longest_shared(one: str, other: str) -> int:
    """Length of the longest common run of characters."""
    best = 0
    previous = [0] * (len(other) + 1)
    for char in one:
        current = [0] * (len(other) + 1)
        for position, match in enumerate(other, start=1):
            if char == match:
                current[position] = previous[position - 1] + 1
                best = max(best, current[position])
        previous = current
    return best
