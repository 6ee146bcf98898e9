"""What stands above a table: title, form number, unit, year, unit of money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mingzhang.document.model import Paragraph
from mingzhang.kit.amounts import FEN_PER_UNIT
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.standard.headings import Headings

_FORM = re.compile(r"公开\s*(\d{1,2})\s*表?")
FORM_LINE = re.compile(
    r"[(（]?(?:(?:财决|决算|部门决算)?公开(?:\d{1,2}表?|表\d{1,2})|附?表[\d一二三四五六七八九十]{1,3}|附?(?:件|表)\d{1,2}[-－—]\d{1,2})[)）]?[:：]?"
)
"""A line that is nothing but the form's number."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2}(?:年度?|(?!\d)))")
_GAP = re.compile(r"\t+|\u3000{2,}|\s{3,}")
"""Parts what stands on one line: unit, year, unit of money."""
_MONEY = re.compile(r"单位[:：]?(?:人民币)?(亿元|千元|万元|元)|[(（](亿元|千元|万元|元)[)）]")


@dataclass(slots=True)
class TableHead:
    """The lines above a table, understood."""

    title: str | None = None
    form: str | None = None
    unit_label: str | None = None
    unit_name: str | None = None
    year: str | None = None
    money: str | None = None
    used: set[int] = field(default_factory=set)


def read_head(
    lines: Sequence[tuple[int, Paragraph]], headings: Headings, *, titled: bool = True
) -> TableHead:
    """The head from the paragraphs between a title (first, where there is one) and its table."""
    head = TableHead()
    for position, (index, paragraph) in enumerate(lines):
        following = squeeze(lines[position + 1][1].text) if position + 1 < len(lines) else ""
        is_title = titled and position == 0
        if is_title:
            head.title = squeeze(paragraph.text)
        pieces = [paragraph.text] if is_title else _GAP.split(paragraph.text.strip())
        for text in map(squeeze, pieces):
            if _take(head, text, following, headings, is_title) or is_title or len(text) <= 4:
                head.used.add(index)
    return head


def _take(head: TableHead, text: str, following: str, headings: Headings, is_title: bool) -> bool:
    """Whether the line, or the part of it between gaps, is understood."""
    understood = _form(head, text)
    understood |= _unit(head, text, headings)
    if len(text) <= 60:
        found = _YEAR.search(fold(text))
        if found and head.year is None and not is_title:
            head.year = found.group(1)
            understood = True
        understood |= _money(head, text, following)
    return (
        understood
        or bool(FORM_LINE.fullmatch(text))
        or text in ("表", "元", "万元")
        or (text.startswith("公开") and len(text) <= 8)
    )


def _form(head: TableHead, text: str) -> bool:
    found = _FORM.search(text)
    if found and len(text) <= 60:
        head.form = head.form or f"公开{int(found.group(1)):02d}表"
        return True
    return False


def _unit(head: TableHead, text: str, headings: Headings) -> bool:
    for label in sorted(headings.unit_labels, key=len, reverse=True):
        found = re.match(rf"{re.escape(label)}[(（]?[^:：]{{0,6}}[)）]?[:：](.*)", text)
        if found and not _MONEY.match(text):
            name = re.split(r"(?:19|20)\d{2}年|(?:金额)?单位[:：]", fold(found.group(1)))[0]
            head.unit_label = head.unit_label or label
            head.unit_name = head.unit_name or (name or None)
            return True
    return False


def _money(head: TableHead, text: str, following: str) -> bool:
    joined = (
        fold(text + following) if fold(text).endswith(("单位", "单位:", "万", "亿", "千")) else fold(text)
    )
    found = _MONEY.search(joined)
    if found and head.money is None:
        head.money = found.group(1) or found.group(2)
        return True
    return bool(found)


def money_in(texts: Sequence[str]) -> str | None:
    """A unit of money printed inside the table's own header."""
    for text in texts:
        found = _MONEY.search(fold(text))
        if found and (found.group(1) or found.group(2)) in FEN_PER_UNIT:
            return found.group(1) or found.group(2)
    return None
