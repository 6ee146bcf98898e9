"""How figures go wrong, as data: the slips that repair weighs, and digits that are taken for one another."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Literal

from mingzhang.standard.data import Bilingual, Data, broken, read_yaml

SlipKind = Literal[
    "transposed_digits",
    "misread_digit",
    "lost_point",
    "moved_point",
    "yuan_for_wan",
    "sign",
    "lost_digit",
    "neighbouring_value",
    "swapped_neighbours",
    "shifted_block",
    "missing_cell",
    "typed_over",
]


class Slip(Data, kw_only=True):
    """One kind of slip: its share of all slips (a decimal string), and its name."""

    share: str
    title: Bilingual


class Slips(Data, kw_only=True):
    """The likelihoods of slips. Shares and chances are decimal strings; votes are in nats (−ln)."""

    source: str
    cell_error: str
    slips: dict[SlipKind, Slip]
    unreadable: Bilingual
    arithmetic: Bilingual
    missing_row: Bilingual
    confusable_share: str
    confusable: list[str]
    form_arithmetic: list[str]
    prose_vote: str
    rule_vote: str

    def confused(self, first: str, second: str) -> bool:
        """Whether one digit is easily taken for the other."""
        return first + second in self.confusable or second + first in self.confusable

    def title(self, slip: str) -> Bilingual:
        """The name of a slip (`unreadable`, `arithmetic`, `missing_row` too); KeyError if unknown."""
        named = {
            "unreadable": self.unreadable,
            "arithmetic": self.arithmetic,
            "missing_row": self.missing_row,
        }
        return named[slip] if slip in named else {str(k): v.title for k, v in self.slips.items()}[slip]


def read_slips(root: Path) -> Slips:
    """The slips of a standard (`repair/slips.yaml`); InvalidData where shares are no chances."""
    path = root / "repair" / "slips.yaml"
    slips = read_yaml(path, Slips)
    chances = [slips.cell_error, slips.confusable_share, *(slip.share for slip in slips.slips.values())]
    for chance in chances:
        if not 0 < Fraction(chance) < 1:
            raise broken(path, f"share {chance} must lie between 0 and 1")
    return slips
