"""Automatic numbers as Word shows them: `一、`, `（二）`, `3.` stand in the definitions, not in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from mingzhang.readers.docx.names import VAL, W

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "ideographTraditional",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "koreanCounting",
}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Level:
    """One level of a list: its number format, its text (`%1、`) and where it begins to count."""

    format: str = "decimal"
    text: str = ""
    start: int = 1


class Numbering:
    """The lists of a document; `label` counts on with every paragraph that asks."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        abstract = {
            item.get(f"{W}abstractNumId", ""): _levels(item) for item in root.iterfind(f"{W}abstractNum")
        }
        for number in root.iterfind(f"{W}num"):
            identity = number.get(f"{W}numId", "")
            based = number.find(f"{W}abstractNumId")
            key = based.get(VAL, "") if based is not None else ""
            levels = dict(abstract.get(key, {}))
            own = False
            for override in number.iterfind(f"{W}lvlOverride"):
                at = _whole(override.get(f"{W}ilvl"))
                replaced = override.find(f"{W}lvl")
                start = override.find(f"{W}startOverride")
                if replaced is not None:
                    levels[at] = _level(replaced)
                if start is not None:
                    known = levels.get(at, Level())
                    levels[at] = Level(known.format, known.text, _whole(start.get(VAL)))
                    own = True
            self._levels[identity] = levels
            self._abstract[identity] = f"own {identity}" if own else key

    def label(self, identity: str, at: int) -> str:
        """The number that the next paragraph of this list and level (from 0) shows; "" for bullets."""
        levels = self._levels.get(identity)
        if levels is None or at not in levels:
            return ""
        counts = self._counts[self._abstract[identity]]
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            level = int(match.group(1)) - 1
            known = levels.get(level, Level())
            return counted(counts.get(level, known.start), known.format)

        if levels[at].format in ("bullet", "none"):
            return ""
        return _PLACE.sub(shown, levels[at].text)


def _levels(item: etree._Element) -> dict[int, Level]:
    return {
        _whole(level.get(f"{W}ilvl")): _level(level)
        for level in item.iterfind(f"{W}lvl")
        if _whole(level.get(f"{W}ilvl")) < _LEVELS
    }


def _level(element: etree._Element) -> Level:
    def value(name: str, default: str) -> str:
        found = element.find(f"{W}{name}")
        return default if found is None else found.get(VAL, default)

    return Level(value("numFmt", "decimal"), value("lvlText", ""), _whole(value("start", "1")))


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else 0


def counted(number: int, form: str) -> str:
    """A number in one of Word's formats; formats that Chinese documents do not use are shown as digits."""
    if form in _CHINESE:
        return chinese(number)
    if form == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 1 <= number < 40:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


def chinese(number: int) -> str:
    """一 to 九十九 as headings count; beyond that digit by digit."""
    if not 0 < number < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text
