"""Targets and results as printed: operator, number and unit, or text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import squeeze
from mingzhang.standard.forms import FormLabels

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_LONGEST_UNIT = 8


@dataclass(frozen=True, slots=True)
class Value:
    """A target or result. Quantitative ones have an operator or a unit; others are `text` alone."""

    printed: str
    operator: str | None = None
    number: str | None = None
    unit: str | None = None
    text: str | None = None

    @property
    def quantitative(self) -> bool:
        """Whether it is built of operator, number and unit."""
        return self.text is None

    @property
    def kept(self) -> str | None:
        """What the disclosure keeps of it: the number, or the text."""
        return self.text if self.text is not None else self.number


class ValueReader:
    """Splits printed values by the operators and units of the standard."""

    def __init__(self, labels: FormLabels) -> None:
        pairs = [(sign, operator) for operator, signs in labels.operators.items() for sign in signs]
        self.signs = sorted(pairs, key=lambda pair: -len(pair[0]))
        self.weak = labels.weak_operators
        self.units = frozenset(labels.units)

    def read(self, printed: str) -> Value:
        """`printed` taken apart. An operator with neither number nor known unit behind it is text."""
        return _read(printed, tuple(self.signs), tuple(self.weak.items()), self.units)


@cache
def _read(
    printed: str, signs: tuple[tuple[str, str], ...], weak: tuple[tuple[str, str], ...], units: frozenset[str]
) -> Value:
    text = squeeze(printed).replace("，", ",")
    operator, rest = _operator(text, signs)
    if operator is None:
        operator, rest = _weak_operator(text, weak, units)
    found = _NUMBER.match(rest)
    number = parse_number(found.group()) if found else None
    unit = rest[found.end() :] if found else rest
    if not _is_unit(unit, number, operator, units):
        return Value(printed, text=printed.strip())
    if operator is None and number is None and unit not in ("%", "‰"):
        return Value(printed, text=printed.strip())
    return Value(printed, operator, number, unit or None)


def _operator(text: str, signs: tuple[tuple[str, str], ...]) -> tuple[str | None, str]:
    """The leading operator and what follows; doubled signs of one kind are one."""
    for sign, operator in signs:
        if text.startswith(sign):
            rest = text[len(sign) :]
            while rest.startswith(sign):
                rest = rest[len(sign) :]
            return operator, rest
    return None, text


def _weak_operator(
    text: str, weak: tuple[tuple[str, str], ...], units: frozenset[str]
) -> tuple[str | None, str]:
    """Signs that are an operator only where the rest leaves no other reading (`-5` stays a number)."""
    for sign, operator in weak:
        rest = text[len(sign) :]
        if text.startswith(sign) and rest in units and (sign != "一" or len(rest) > 1 or rest == "%"):
            return operator, rest
        if text.startswith(sign) and sign == "一" and rest[:1].isdigit():
            return operator, rest
    return None, text


def _is_unit(unit: str, number: str | None, operator: str | None, units: frozenset[str]) -> bool:
    """Whether what follows the number can be its unit: a known one, or after an operator a short word."""
    if not unit:
        return number is not None
    if unit in units:
        return True
    if operator is None or number is None or len(unit) > _LONGEST_UNIT:
        return False
    return not any(char.isdigit() or char in "，。；、至-~" for char in unit)
