"""A paragraph in the making: text, and the numbers in it with what they state."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from mingzhang.facts.model import BoundNumber, Claim, ClaimCell, ExplanationParagraph
from mingzhang.kit.amounts import round_half_away
from mingzhang.standard.wording import ClaimWording

_MINUS_AFTER = "为：（"
"""A minus is read as one only after these; elsewhere it would be a dash."""


class Pen:
    """What all paragraphs of one explanation share: the claims, the year and the grammar's wording."""

    def __init__(self, claims: list[Claim], year: int, wording: Callable[[], ClaimWording]) -> None:
        self.claims = claims
        self.year = year
        self.wording = wording


class Writing:
    """Collects text; every number goes in with its claim, so that none stands unbound."""

    def __init__(self, pen: Pen, section: str) -> None:
        self._pen = pen
        self._section = section
        self._text = ""
        self._numbers: list[tuple[int, int, Claim]] = []
        self._recorded: list[tuple[int, int]] = []
        self.owed: list[str] = []
        """What the records did not give, said in words."""

    def say(self, text: str) -> None:
        """Plain words."""
        self._text += text

    def repeat(self, text: str) -> None:
        """Words from the records: numbers in them become claims about no cell."""
        start = len(self._text)
        self._text += text
        self._recorded.append((start, len(self._text)))

    def state(
        self,
        value: Decimal,
        unit: str,
        measure: str,
        about: ClaimCell,
        base: ClaimCell | None = None,
        direction: str | None = None,
    ) -> None:
        """A number with its unit, bound to what it states. `value` is printed with thousands separators."""
        if value < 0 and self._text[-1:] not in _MINUS_AFTER:
            self.say("为")
        start = len(self._text)
        shown = f"{value:,f}"
        self._text += shown + unit
        claim = self._claim(f"{value:f}", unit, measure, direction)
        claim.about, claim.base = about, base
        self._numbers.append((start, start + len(shown), claim))

    def paragraph(self) -> ExplanationParagraph:
        """The paragraph; its claims join the disclosure's in reading order."""
        self._bind_recorded()
        claims = self._pen.claims
        numbers = []
        for start, end, claim in sorted(self._numbers, key=lambda number: number[0]):
            claim.text = self._text
            claim.span = (start, end)
            numbers.append(BoundNumber(span=(start, end), claim=len(claims)))
            claims.append(claim)
        owed = "；".join(dict.fromkeys(self.owed)) or None
        return ExplanationParagraph(text=self._text, numbers=numbers, owed=owed)

    @property
    def text(self) -> str:
        """What was written so far."""
        return self._text

    @property
    def empty(self) -> bool:
        """Whether nothing was written and nothing is owed."""
        return not self._text and not self.owed

    def _claim(self, value: str, unit: str | None, measure: str, direction: str | None) -> Claim:
        return Claim(
            text="",
            year=self._pen.year,
            measure=measure,
            value=value,
            unit=unit,
            direction=direction,
            section=self._section,
        )

    def _bind_recorded(self) -> None:
        """A number inside a recorded text is a claim too: of what it says it is, about no cell we know."""
        if not any(char.isdecimal() for start, end in self._recorded for char in self._text[start:end]):
            return
        # The grammar's expressions take longer to build than most explanations to write.
        from mingzhang.narrate.recorded_numbers import numbers_in

        for number in numbers_in(self._text, self._recorded, self._pen.year, self._pen.wording()):
            claim = self._claim(number.value, number.unit, number.measure, number.direction)
            claim.year = number.year
            self._numbers.append((number.start, number.end, claim))


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """part ÷ whole in %, two decimals, half away from zero."""
    return round_half_away(Fraction(part) / Fraction(whole) * 100, 2)
