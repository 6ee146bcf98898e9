"""Telling headings: their numbering, their level, and which part or section of the standard they open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from mingzhang.document.model import Paragraph
from mingzhang.kit.chinese import fold
from mingzhang.standard.headings import Heading, Headings

_LEVELS = (
    re.compile(r"^第[一二三四五六七八九十]+部分"),
    re.compile(r"^[一二三四五六七八九十]+[、.．]"),
    re.compile(r"^[(（][一二三四五六七八九十]+[)）]"),
    re.compile(r"^\d{1,2}[、.．](?!\d)"),
    re.compile(r"^[(（]\d{1,2}[)）]"),
)
_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_STOPS = "。；;，,：:！？"
LONGEST = 48
"""A longer line is no heading."""
_SIMILAR = 0.86


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line's numbering (0 = 第…部分, 1 = 一、, 2 = （一）, 3 = 1., 4 = （1）) and what follows."""

    level: int | None
    rest: str


def numbered(text: str) -> Numbered:
    """The numbering at the beginning of `text`, and the text after it."""
    plain = text.strip()
    for level, pattern in enumerate(_LEVELS):
        found = pattern.match(plain)
        if found:
            return Numbered(level, plain[found.end() :].strip())
    return Numbered(None, plain)


def looks_like_heading(paragraph: Paragraph) -> bool:
    """Short, without a sentence's punctuation, and numbered or marked as a heading by the source."""
    text = paragraph.text.strip()
    if not text or len(text) > LONGEST or any(mark in text for mark in _STOPS):
        return False
    level = numbered(text).level
    return level is not None or paragraph.level > 0


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A heading for comparison: without numbering, years and white space."""
    return _YEAR.sub("", fold(numbered(text).rest))


def exactly(text: str, candidates: list[Heading]) -> Heading | None:
    """The heading that `text` spells to the letter, numbering and years aside."""
    title = bare(text)
    return next((item for item in candidates if any(bare(known) == title for known in item.titles)), None)


def matching(text: str, candidates: list[Heading]) -> Heading | None:
    """The heading that `text` spells; exactly, then by its beginning, then by likeness."""
    title = bare(text)
    if not title:
        return None
    found = exactly(text, candidates)
    if found is not None:
        return found
    for heading in candidates:
        starts = any(title.startswith(fold(start)) for start in heading.starts)
        if starts and (heading.contains is None or heading.contains in title):
            return heading
    best, likeness = None, _SIMILAR
    for heading in candidates:
        for spelling in heading.titles:
            known = bare(spelling)
            # Twice the shorter over both lengths bounds the ratio: no need to compare the rest.
            if 2 * min(len(known), len(title)) <= likeness * (len(known) + len(title)):
                continue
            ratio = SequenceMatcher(None, known, title).ratio()
            if ratio > likeness:
                best, likeness = heading, ratio
    return best


def part_of(paragraph: Paragraph, headings: Headings) -> str | None:
    """The part that a line opens: `第二部分 某局2024年部门决算表`; the unit's name may stand in it."""
    text = paragraph.text.strip()
    if len(text) > LONGEST or (text and text[-1] in _STOPS):
        return None
    level = numbered(text).level
    if level not in (0, None) or (level is None and paragraph.level == 0):
        return None
    title = bare(text)
    for part in headings.parts:
        for spelling in sorted(part.titles, key=len, reverse=True):
            if title == bare(spelling) or (level == 0 and title.endswith(bare(spelling))):
                return part.id
    return None
