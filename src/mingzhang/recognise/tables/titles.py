"""Which statement a title names: by its words, never by its number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingzhang.kit.chinese import fold
from mingzhang.kit.distance import edit_distance
from mingzhang.recognise.outline.headings_found import numbered
from mingzhang.recognise.tables.rivals import TELLING
from mingzhang.standard.load import Standard

_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_FORM = re.compile(r"[(（]?公开\d{1,2}表?[)）]?|附?表\d{1,2}$")
_NUMBER = re.compile(
    r"^(?:附件|附表|附|表|公开表)[\d一二三四五六七八九十]{1,3}(?:[-－—.]\d{1,2})?[:：、]?(?=.{4})"
)
_MONEY = re.compile(
    r"(?:[(（](?:金额)?单位[:：]?(?:人民币)?(?:元|千元|万元|亿元)[)）]|(?:金额)?单位[:：](?:人民币)?(?:元|千元|万元|亿元))$"
)
_GOES_ON = re.compile(r"[(（]?(?:续表?)\d{0,2}[)）]?$|^续(?=.{5})")
"""What stands in a title's line besides it: the number, the unit of money, that the table goes on."""
_WHOSE = re.compile(r"^(?:预算)?(?:本?部门|本?单位|本级)")
"""Whose statement it is: budgets print 部门…表 and 预算单位…表."""
LONGEST = 60
LONGEST_NAME = 24
_TITLE_WORDS = ("财政", "拨款", "预算", "基金", "资本", "经费", "收入", "支出", "决算", "见", "《")
"""Words that no unit's name holds: what stands before is then part of the title, or a reference."""
_REFERRING = ("见", "《", "。", ",", ":", ";", "、")
_SLIPS = 7
"""One misread character in this many is still the same title."""


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of all statements, folded, longest first, and simplified spellings of characters."""

    entries: tuple[tuple[str, str], ...]
    simplified: dict[int, int]
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()

    def fold(self, text: str) -> str:
        """`text` for comparison: simplified characters, no numbering, years, form numbers or white space."""
        plain = fold(text).translate(self.simplified)
        plain = _NUMBER.sub("", _GOES_ON.sub("", _MONEY.sub("", plain)))
        return _FORM.sub("", _YEAR.sub("", fold(numbered(plain).rest)))

    def statement(self, text: str) -> str | None:
        """The statement that a line names as its title, or None."""
        if len(text) > LONGEST or "表" not in text:
            return None
        plain = self.fold(text)
        bare = _WHOSE.sub("", plain)
        for title, statement in self.entries:
            if title in (plain, bare):
                return statement
        best: tuple[int, str] | None = None
        for title, statement in self.entries:
            allowed = len(title) // _SLIPS
            telling = any(word in plain and word not in title for word in TELLING)
            if abs(len(plain) - len(title)) <= allowed and not telling:
                slips = edit_distance(plain, title, allowed)
                if slips <= allowed and (best is None or slips < best[0]):
                    best = (slips, statement)
        return best[1] if best else self._behind_a_name(plain) or self._like(plain)

    def _behind_a_name(self, plain: str) -> str | None:
        """The title at the end of a line that begins with the unit's name."""
        for title, statement in self.entries:
            name = plain.removesuffix(title)
            if name != plain and len(name) <= LONGEST_NAME and not any(word in name for word in _TITLE_WORDS):
                return statement
        return None

    def _like(self, plain: str) -> str | None:
        """The statement whose pattern the whole title follows, a unit's name before it aside."""
        for pattern, statement in self.patterns:
            found = pattern.search(plain)
            if found and found.end() == len(plain) and found.start() <= LONGEST_NAME:
                before = plain[: found.start()]
                if not any(word in before for word in (*_TITLE_WORDS, *_REFERRING)):
                    return statement
        return None


def titles_of(standard: Standard) -> Titles:
    """Titles, spellings and every variant's titles."""
    pairs = standard.headings.traditional
    simplified = {ord(pairs[at]): ord(pairs[at + 1]) for at in range(0, len(pairs) - 1, 2)}
    draft = Titles((), simplified)
    entries = {draft.fold(title): form.id for form in standard.statements.values() for title in form.titles()}
    for variant in standard.variants.values():
        entries |= {draft.fold(item.title): item.id for item in variant.statements}
    ordered = sorted(entries.items(), key=lambda entry: (-len(entry[0]), entry[0]))
    patterns = [
        (re.compile(form.title_pattern), form.id)
        for form in standard.statements.values()
        if form.title_pattern is not None
    ]
    return Titles(tuple(ordered), simplified, tuple(patterns))
