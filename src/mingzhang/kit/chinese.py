"""Chinese text as the forms print it: white space, brackets, numerals."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SPACE = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """The text without any white space: how labels are kept and compared."""
    return _SPACE.sub("", text)


def fold(text: str) -> str:
    """A form for comparing labels: NFKC (full-width to half-width), no white space, plain quotes."""
    folded = unicodedata.normalize("NFKC", text)
    for quote in "“”„‟\"'‘’":
        folded = folded.replace(quote, "")
    return _SPACE.sub("", folded)


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral below ten thousand (`二十一` → 21) or of digits, or None."""
    if text.isdecimal():
        return int(text)
    total = 0
    current = 0
    for char in text:
        if char in _DIGITS:
            current = _DIGITS[char]
        elif char in _TENS:
            total += (current or 1) * _TENS[char]
            current = 0
        else:
            return None
    return total + current if text else None


def numeral(number: int) -> str:
    """A Chinese numeral below one hundred (21 → `二十一`), digits from there on."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones else "")
