"""Slips of one cell: which ones lead from an original to what is printed, and what each costs.

Costs are −ln of a likelihood, in whole hundredths (nats × 100), so that sums are exact and the same
everywhere. A cell costs what its being wrong costs (`cell_error`) and what the slip costs: its share, over
the number of figures that the slip could have left. What no slip explains costs its share and one part in
ten for every digit that the change has.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from mingzhang.kit.amounts import FEN_PER_UNIT, round_half_away
from mingzhang.repair.system import COUNT, Cell
from mingzhang.standard.slips import SlipKind, Slips

HUNDREDTHS = 100
_NEIGHBOURS = 4
_YUAN = FEN_PER_UNIT["万元"] // FEN_PER_UNIT["元"]
_POINT = (10, 100, 1000)
_LEAST_COPIED = 100
"""A copied value tells something from three digits on."""


def cost(chance: float) -> int:
    """−ln of a chance in hundredths."""
    return round(-math.log(chance) * HUNDREDTHS)


class SlipCosts:
    """The costs of slips as a standard's data has them."""

    def __init__(self, slips: Slips) -> None:
        self.slips = slips
        self.wrong = cost(float(Fraction(slips.cell_error)))
        self._share: dict[str, float] = {
            str(kind): float(Fraction(slip.share)) for kind, slip in slips.slips.items()
        }
        self.prose_vote = round(float(Fraction(slips.prose_vote)) * HUNDREDTHS)
        self.rule_vote = round(float(Fraction(slips.rule_vote)) * HUNDREDTHS)

    def of(self, kind: SlipKind, ways: float = 1) -> int:
        """The cost of one slip that could have gone `ways` ways, that a cell is wrong included."""
        return self.wrong + cost(self._share[kind] / ways)

    @property
    def least(self) -> int:
        """No cell is wrong for less."""
        return self.wrong + cost(max(self._share.values()))

    @property
    def unexplained(self) -> int:
        """What a change costs of which nothing is known."""
        return self.of("typed_over", 10**5)

    def explained(self, cell: Cell, proposed: int, neighbours: Sequence[int] = ()) -> tuple[SlipKind, int]:
        """The likeliest slip from `proposed` (the original, 分) to what the cell prints, and its cost."""
        steps = len(str(abs(proposed - cell.fen) // cell.step))
        if cell.printed is None:
            return "missing_cell", self.of("missing_cell", 10 ** min(max(steps, 1), 7))
        found: list[tuple[int, SlipKind]] = [
            (self.of("typed_over", 10 ** min(max(steps, 1), 7)), "typed_over")
        ]
        if cell.fen in neighbours and abs(cell.fen) >= _LEAST_COPIED * cell.step:
            found.append((self.of("neighbouring_value", _NEIGHBOURS), "neighbouring_value"))
        if proposed and cell.unit != COUNT:
            found += [(self.of(kind, ways), kind) for kind, ways in self._scaled(cell, proposed)]
        if cell.fen == -proposed:
            found.append((self.of("sign"), "sign"))
        found += [(self.of(kind, ways), kind) for kind, ways in self._digits(cell, proposed)]
        best = min(found)
        return best[1], best[0]

    def _scaled(self, cell: Cell, proposed: int) -> Iterator[tuple[SlipKind, float]]:
        """Slips by a power of ten; what got smaller lost its last digits to rounding."""
        room = max(cell.half, 0)
        if abs(proposed * _YUAN - cell.fen) <= cell.own_half * _YUAN:
            yield "yuan_for_wan", 1
        if abs(Fraction(proposed, _YUAN) - cell.fen) <= max(room, 1) and cell.fen:
            yield "yuan_for_wan", 3
        if cell.digits and "." not in (cell.printed or "") and proposed * 10**cell.digits == cell.fen:
            yield "lost_point", 1
        for factor in _POINT:
            if proposed * factor == cell.fen:
                same = factor == 10**cell.digits
                yield ("lost_point", 2) if same else ("moved_point", 2 * len(_POINT))
            if cell.fen and abs(Fraction(proposed, factor) - cell.fen) <= room:
                yield "moved_point", 2 * len(_POINT)

    def _digits(self, cell: Cell, proposed: int) -> Iterator[tuple[SlipKind, float]]:
        if proposed % cell.step or cell.fen % cell.step or (proposed < 0) != (cell.fen < 0):
            return
        printed, original = str(abs(cell.fen) // cell.step), str(abs(proposed) // cell.step)
        width = max(len(printed), len(original), cell.digits + 1)
        left, right = printed.zfill(width), original.zfill(width)
        unlike = [at for at in range(width) if left[at] != right[at]]
        if len(unlike) == 1:
            yield "misread_digit", self._misread(right[unlike[0]], left[unlike[0]], width)
        if len(unlike) == 2 and sorted(left[at] for at in unlike) == sorted(right[at] for at in unlike):
            near = unlike[1] == unlike[0] + 1
            yield "transposed_digits", max(width - 1, 1) if near else 10 * width
        short, long = sorted((printed.zfill(cell.digits + 1), original.zfill(cell.digits + 1)), key=len)
        if len(long) == len(short) + 1 and any(
            long[:at] + long[at + 1 :] == short for at in range(len(long))
        ):
            yield "lost_digit", len(long) * (1 if len(original) == len(long) else 10)

    def _misread(self, original: str, printed: str, width: int) -> float:
        """In how many equally likely ways a digit can be misread, seen from this one."""
        confused = Fraction(self.slips.confusable_share)
        alike = sum(self.slips.confused(original, digit) for digit in "0123456789")
        if self.slips.confused(original, printed):
            return float(width * alike / confused)
        return float(width * (9 - alike) / (1 - confused))


def originals(cell: Cell) -> set[int]:
    """What a cell may have read before one slip, in 分; the number printed is not among them."""
    if cell.printed is None:
        return set()
    step, number = cell.step, abs(cell.fen) // cell.step
    sign = -1 if cell.fen < 0 else 1
    exact = cell.fen % step == 0
    found = {-cell.fen}
    if cell.unit != COUNT:
        for factor in (*_POINT, _YUAN):
            found.add(int(round_half_away(Fraction(cell.fen, factor * step), 0)) * step)
            found.add(cell.fen * factor)
    if exact:
        found |= {sign * other * step for other in _misprints(number, cell.digits)}
    found.discard(cell.fen)
    return found


def _misprints(number: int, digits: int) -> set[int]:
    """Numbers that differ by one digit misread, dropped or added, or by two that changed places."""
    text = str(number).zfill(digits + 1)
    padded = "0" + text
    found = set()
    for at in range(len(text)):
        found |= {int(text[:at] + digit + text[at + 1 :]) for digit in "0123456789"}
        if len(text) > 1:
            found.add(int(text[:at] + text[at + 1 :]))
    for at in range(len(padded)):
        for other in range(at + 1, len(padded)):
            moved = list(padded)
            moved[at], moved[other] = moved[other], moved[at]
            found.add(int("".join(moved)))
        found |= {int(padded[:at] + digit + padded[at:]) for digit in "0123456789"}
    found.discard(number)
    return found
