"""A stated number by itself: printing it and reading it back give the same."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mingzhang.claims.cues import Cues, Direction, Measure
from mingzhang.claims.folding import fold_text
from mingzhang.claims.numbers import find_numbers
from mingzhang.standard.wording import Budget, ClaimWording


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number as prose states it: `value` a decimal string in `unit` (万元, 元, %, 个, …)."""

    measure: Measure
    value: str
    unit: str
    direction: Direction | None = None
    stage: Budget | None = None


def print_value(value: str) -> str:
    """The decimal string with thousands separators, its places as they are."""
    return f"{Decimal(value):,f}"


def print_stated(stated: StatedNumber, wording: ClaimWording) -> str:
    """The phrase: 增加314.54万元, 增长6.31%, 占比43.97%, 完成年初预算的70.85%, 17个.

    A change without direction is printed with both verbs, as the official template leaves them open.
    """
    number = print_value(stated.value) + stated.unit
    if stated.measure == "completion":
        return _completion(stated.stage, wording) + number
    if stated.measure == "share":
        return wording.shares[0] + number
    if stated.measure in ("change", "rate"):
        return _verb(stated, wording) + number
    return number


def parse_stated(phrase: str, wording: ClaimWording) -> StatedNumber | None:
    """The one number that `phrase` states, or None where it states none or several."""
    folded = fold_text(phrase)
    tokens = find_numbers(folded, wording)
    if len(tokens) != 1 or tokens[0].unit is None:
        return None
    token = tokens[0]
    cue = Cues(wording).cue(folded.text[: token.start], token)
    return StatedNumber(cue.measure, token.value, token.unit or "", cue.direction, cue.stage)


def _verb(stated: StatedNumber, wording: ClaimWording) -> str:
    """增加/减少 for changes, 增长/下降 for rates: the first and second verb of a direction."""
    place = 0 if stated.measure == "change" else 1
    verbs = {entry.direction: entry.verbs[place] for entry in wording.changes}
    if stated.direction == "increase" or stated.direction == "decrease":
        return verbs[stated.direction]
    return f"{verbs['increase']}（{verbs['decrease']}）"


def _completion(stage: Budget | None, wording: ClaimWording) -> str:
    words = {entry.budget: entry.print_as or entry.words[0] for entry in wording.completion_objects}
    return f"{wording.completions[0]}{words[stage or 'any']}的"
