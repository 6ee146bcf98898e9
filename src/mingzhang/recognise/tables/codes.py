"""Subject codes as OCR leaves them: whole, damaged, grown together with the name, or lost."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mingzhang.document.model import Block, Grid
from mingzhang.kit.chinese import fold
from mingzhang.kit.distance import edit_distance
from mingzhang.standard.subjects import SubjectTable

_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_GROWN = re.compile(r"(\d{3}(?:\d{2}){0,2})[.、:\-]?([^\d.,%].*)")
_MISREAD = str.maketrans({"O": "0", "o": "0", "D": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "i": "1",
                          "Z": "2", "z": "2", "S": "5", "s": "5", "B": "8", "〇": "0", "○": "0"})  # fmt: skip
_SLIPS = 5


@dataclass(frozen=True, slots=True)
class CodeRead:
    """A code, the label that grew together with it, and how it was inferred where it was damaged."""

    code: str
    label: str = ""
    inferred: str | None = None


def is_code(text: str) -> bool:
    """A functional or economic code: 类 3, 款 5, 项 7 digits."""
    return bool(_CODE.fullmatch(fold(text)))


def read_code(text: str) -> CodeRead | None:
    """The code in a cell: whole, with misread digits, or with its label behind it."""
    plain = fold(text)
    if _CODE.fullmatch(plain):
        return CodeRead(plain)
    if not plain or not plain[0].isdigit():
        return None
    grown = _GROWN.fullmatch(plain)
    if grown and _has_name(grown.group(2)):
        return CodeRead(grown.group(1), grown.group(2))
    if sum(char.isdigit() for char in plain) * 2 < len(plain):
        return None
    mended = plain.translate(_MISREAD)
    if mended != plain and _CODE.fullmatch(mended):
        return CodeRead(mended, inferred=f"科目代码印作“{plain}”，按形近数字读作{mended}")
    return None


def damaged_code(text: str) -> re.Pattern[str] | None:
    """A pattern for a code of which single characters are not legible: `20囗0803`."""
    plain = fold(text)
    digits = sum(char.isdigit() for char in plain)
    if len(plain) not in (3, 5, 7) or digits == len(plain) or digits * 2 <= len(plain):
        return None
    return re.compile("".join(char if char.isdigit() else r"\d" for char in plain))


def _has_name(text: str) -> bool:
    return sum("\u4e00" <= char <= "\u9fff" for char in text) >= 2


class Names:
    """Names of subjects: the standard's, and those that the document itself prints beside a code."""

    def __init__(self, table: SubjectTable, blocks: Iterable[Block]) -> None:
        self._codes: dict[str, set[str]] = defaultdict(set)
        for subject in table.by_code.values():
            for name in (subject.name, *subject.other_names):
                self._codes[fold(name)].add(subject.code)
        for block in blocks:
            if isinstance(block, Grid):
                self._learn(block)

    def _learn(self, grid: Grid) -> None:
        for row in grid.rows:
            texts = row.texts()
            for code, name in pairwise(texts):
                if is_code(code) and _has_name(name):
                    self._codes[fold(name)].add(fold(code))

    def knows(self, label: str) -> bool:
        """Whether some subject has this name, to the letter."""
        return fold(label) in self._codes

    def code_between(
        self, label: str, before: str | None, after: str | None, legible: re.Pattern[str] | None = None
    ) -> str | None:
        """The only code of this name (a slip of the pen apart) that fits between two rows' codes.

        Codes stand in the order of their digits; a row without its code lies between its neighbours.
        `legible` is what can be read of the code; it must fit, and decides where the name is unknown.
        """
        codes = self._named(fold(label))
        if legible is not None:
            every = {code for group in self._codes.values() for code in group}
            codes = {code for code in codes or every if legible.fullmatch(code)}
        fitting = [
            code for code in codes if (before is None or before < code) and (after is None or code < after)
        ]
        if before is not None:
            fitting = [code for code in fitting if _beside(before, code)] or fitting
        return fitting[0] if len(fitting) == 1 else None

    def _named(self, wanted: str) -> set[str]:
        """The codes of a name, to the letter or a slip apart."""
        codes = self._codes.get(wanted)
        if codes:
            return codes
        allowed = len(wanted) // _SLIPS
        return {
            code
            for name, group in self._codes.items()
            if abs(len(name) - len(wanted)) <= allowed and edit_distance(wanted, name, allowed) <= allowed
            for code in group
        }


def _beside(before: str, code: str) -> bool:
    """Whether `code` can be the next row: a child, a sibling, or a sibling of something above."""
    return code[:-2] == before or before.startswith(code[:-2]) or len(code) == 3


def split_code(texts: Sequence[str]) -> CodeRead | None:
    """A code printed over the columns 类, 款, 项: `208 | 05 | 05`; spreadsheets drop the zero of `05`."""
    if len(texts) < 2 or not re.fullmatch(r"\d{3}", texts[0]) or not re.fullmatch(r"\d{1,2}", texts[1]):
        return None
    third = texts[2] if len(texts) > 2 and re.fullmatch(r"\d{1,2}", texts[2]) else ""
    return CodeRead(texts[0] + texts[1].zfill(2) + (third and third.zfill(2)))
