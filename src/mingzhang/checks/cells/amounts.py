"""Amounts as findings write them: in the unit printed, with the digits printed."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.kit.amounts import FEN_PER_UNIT, from_fen, places
from mingzhang.kit.language import Text

COUNT = "count"
_FINEST = 6


def unit_name(unit: str) -> Text:
    """The unit as messages print it; counts have none in Chinese."""
    return Text("", "units") if unit == COUNT else Text(unit, unit)


def printed_amount(value: str, unit: Text) -> Text:
    """`5296.11万元`."""
    return Text(f"{value}{unit.zh}", f"{value} {unit.en}".rstrip())


class Sum:
    """Writes sums of printed values: at least their finest place, more where the sum needs them."""

    def __init__(self, unit: str, values: Sequence[str | None]) -> None:
        self.unit = unit
        self.digits = max((places(value) for value in values if value is not None), default=0)

    def said(self, fen: int, signed: bool = False) -> str:
        """`fen` (分, or a count) in the unit; with a plus sign if `signed` and above zero."""
        if self.unit == COUNT:
            text = str(fen)
        else:
            digits = self.digits
            while digits < _FINEST and fen * 10**digits % FEN_PER_UNIT[self.unit]:
                digits += 1
            text = from_fen(fen, self.unit, digits)
        return f"+{text}" if signed and fen > 0 else text
