"""A paragraph in the making: text, and the numbers in it with what they state."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from mingzhang.facts.model import BoundNumber, Claim, ClaimCell, ExplanationParagraph
from mingzhang.kit.amounts import round_half_away


class Writing:
    """Collects text; every number goes in with its claim, so that none stands unbound."""

    def __init__(self, claims: list[Claim], section: str, year: int) -> None:
        self._claims = claims
        self._section = section
        self._year = year
        self._text = ""
        self._numbers: list[tuple[int, int, Claim]] = []
        self.owed: list[str] = []
        """What the records did not give, said in words."""

    def say(self, text: str) -> None:
        """Plain words."""
        self._text += text

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
        start = len(self._text)
        shown = f"{value:,f}"
        self._text += shown + unit
        self._numbers.append(
            (
                start,
                start + len(shown),
                Claim(
                    text="",
                    about=about,
                    base=base,
                    year=self._year,
                    measure=measure,
                    value=f"{value:f}",
                    unit=unit,
                    direction=direction,
                    section=self._section,
                ),
            )
        )

    def paragraph(self) -> ExplanationParagraph:
        """The paragraph; its claims join the disclosure's in reading order."""
        numbers = []
        for start, end, claim in self._numbers:
            claim.text = self._text
            claim.span = (start, end)
            numbers.append(BoundNumber(span=(start, end), claim=len(self._claims)))
            self._claims.append(claim)
        return ExplanationParagraph(text=self._text, numbers=numbers, owed="；".join(self.owed) or None)

    @property
    def empty(self) -> bool:
        """Whether nothing was written and nothing is owed."""
        return not self._text and not self.owed


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """part ÷ whole in %, two decimals, half away from zero."""
    return round_half_away(Fraction(part) / Fraction(whole) * 100, 2)
