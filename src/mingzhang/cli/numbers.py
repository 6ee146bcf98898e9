"""Numbers on the command line, within bounds: what lies outside is said before anything is read."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from mingzhang.cli.command import Said

Number = TypeVar("Number", int, float)

FISCAL_YEARS = (1949, 2200)
MEGABYTES = (1, 1_000_000)
"""And whatever else is counted."""
SECONDS = (0.01, 86_400.0)


def within(said: Said, bounds: tuple[Number, Number]) -> Callable[[str], Number]:
    """The `type` of an option that takes a number from the first bound to the second, whole if they are."""
    least, most = bounds
    kind = type(least)

    def number(text: str) -> Number:
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not least <= value <= most:  # NaN is in no order
            raise argparse.ArgumentTypeError(_wanted(said, text, least, most))
        return value

    return number


def _wanted(said: Said, text: str, least: float, most: float) -> str:
    zh, en = ("整数", "a whole number") if isinstance(least, int) else ("数", "a number")
    low, high = (f"{bound:.12g}" for bound in (least, most))
    return said(
        f"“{text}”不对，应为 {low} 至 {high} 的{zh}", f"{text!r}: {en} from {low} to {high} is wanted"
    )
