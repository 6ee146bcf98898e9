"""What a spreadsheet cell shows: a stored number under its number format (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?,*|\.[#0?]+,*")
_INSERTED = re.compile(r'([#0?,]+)(?:\\\.|"\.")([#0?]+)(,*)')
"""A point put among the digits: `0\\.0,` shows tens of thousands (万) of what is stored."""
_DATE = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_GENERAL_DIGITS = 11


def shown(value: object, number_format: str | None) -> str:
    """The text that a cell with this stored value shows; booleans and errors as spreadsheets write them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float | Decimal):
        return shown_number(exact(value), number_format or "General")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def exact(value: float | Decimal) -> Decimal:
    """The decimal that was typed: the shortest one that the stored binary number stands for."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def plain(value: Decimal) -> str:
    """The number without exponent or trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_number(value: Decimal, number_format: str) -> str:
    """A number under its format, half away from zero as spreadsheets round."""
    if not value.is_finite():
        return ""
    sections = _sections(number_format)
    if number_format.lower() in ("general", "g/通用格式", "@") or not sections:
        return _general(value)
    section, magnitude = _chosen(sections, value)
    bare = _LITERAL.sub("", section)
    if _DATE.search(bare) and not _DIGITS.search(bare):
        return plain(value)
    if "general" in bare.lower():
        return _general(magnitude)
    if (inserted := _INSERTED.search(section)) is not None:
        return _with_point(magnitude, inserted, section)
    match = _DIGITS.search(_masked(section))
    if match is None:
        return _literal(section)
    pattern = match.group().rstrip(",")
    commas = len(match.group()) - len(pattern)
    before, after = section[: match.start()], section[match.end() :]
    scale = bare.count("%")
    integral, _, fraction = pattern.partition(".")
    number = magnitude * (Decimal(100) ** scale) / (Decimal(1000) ** commas)
    text = _digits(number, integral, fraction)
    return f"{_literal(before)}{text}{_literal(after)}".strip()


def _with_point(magnitude: Decimal, inserted: re.Match[str], section: str) -> str:
    integral, behind, commas = inserted.groups()
    digits = _digits(magnitude / Decimal(1000) ** len(commas), integral.replace(",", "") + behind, "")
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    digits = digits.rjust(len(behind) + 1, "0")
    text = f"{sign}{digits[: -len(behind)]}.{digits[-len(behind) :]}"
    before, after = section[: inserted.start()], section[inserted.end() :]
    return f"{_literal(before)}{text}{_literal(after)}".strip()


def _chosen(sections: list[str], value: Decimal) -> tuple[str, Decimal]:
    """(section, number to be shown in it): the second section prints a negative number without its sign."""
    if len(sections) >= 3 and value == 0:
        return sections[2], value
    if len(sections) >= 2 and value < 0:
        return sections[1], -value
    return sections[0], value


def _digits(number: Decimal, integral: str, fraction: str) -> str:
    places = len(fraction)
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    sign = "-" if rounded < 0 else ""
    whole, _, decimals = f"{abs(rounded):f}".partition(".")
    required = fraction.rfind("0") + 1
    decimals = decimals[:required] + decimals[required:].rstrip("0")
    least = integral.count("0")
    whole = whole.lstrip("0").rjust(least, "0")
    if "," in integral:
        head = len(whole) % 3
        groups = [whole[:head]] if head else []
        groups += [whole[at : at + 3] for at in range(head, len(whole), 3)]
        whole = ",".join(groups)
    return f"{sign}{whole}.{decimals}" if decimals or ("." in fraction) else f"{sign}{whole}"


def _general(value: Decimal) -> str:
    """Up to eleven digits, as a cell without a format shows them."""
    digits = value.as_tuple()
    if len(digits.digits) > _GENERAL_DIGITS:
        magnitude = value.adjusted() + 1
        places = max(_GENERAL_DIGITS - 1 - max(magnitude, 1), 0)
        value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return plain(value)


@lru_cache(maxsize=512)
def _sections(number_format: str) -> list[str]:
    """The format's parts for positive, negative and zero; a `;` inside quotes separates nothing."""
    parts = [""]
    quoted = escaped = False
    for char in number_format:
        if char == ";" and not quoted and not escaped:
            parts.append("")
            continue
        escaped = char == "\\" and not escaped and not quoted
        quoted = not quoted if char == '"' else quoted
        parts[-1] += char
    return parts


def _masked(section: str) -> str:
    """The section with what is literal blanked out, at the same length."""
    return _LITERAL.sub(lambda match: " " * len(match.group()), section)


def _literal(text: str) -> str:
    """What a part of a format prints by itself."""

    def piece(match: re.Match[str]) -> str:
        return match.group(1) or match.group(2) or (" " if match.group().startswith("_") else "")

    return _LITERAL.sub(piece, text)
