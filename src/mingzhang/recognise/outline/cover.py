"""The cover: title, unit, year, whether it is a department's or a unit's disclosure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mingzhang.document.model import Paragraph
from mingzhang.facts.model import Statement, Unit
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.standard.headings import Headings

_YEAR = re.compile(r"((?:19|20)\d{2})年|(?<!\d)((?:19|20)\d{2})(?!\d)")
_WORDS = re.compile(
    r"(?:19|20)\d{2}年?度?|(?:部门|单位)?(?:决算|预算)(?:公开|报告|说明|信息|情况|文本|报表)*|目录|及?.{0,4}情况说明$"
)
_BUDGET = re.compile(r"预算公开|年度?(?:部门|单位)预算|部门预算|单位预算")


def cover_title(paragraphs: Sequence[Paragraph]) -> str | None:
    """The lines of the cover joined: `某局2024年度部门决算`."""
    lines = [squeeze(paragraph.text) for paragraph in paragraphs[:8] if len(paragraph.text) <= 60]
    title = "".join(lines)
    return title or None


def year_of(title: str | None, statements: Sequence[Statement]) -> int | None:
    """The year on the cover, else the year most statements print."""
    found = _YEAR.search(fold(title)) if title else None
    if found:
        return int(found.group(1) or found.group(2))
    years = Counter(
        match.group(1) or match.group(2)
        for item in statements
        if item.year and (match := _YEAR.search(item.year))
    )
    return int(years.most_common(1)[0][0]) if years else None


def kind_of(title: str | None) -> str:
    """`budget` where the cover says 预算 and not 决算, else `final_accounts`."""
    plain = fold(title or "")
    return "budget" if "决算" not in plain and _BUDGET.search(plain) else "final_accounts"


def unit_of(
    title: str | None,
    statements: Sequence[Statement],
    headings: Headings,
    lines: Sequence[Paragraph] = (),
) -> Unit:
    """Name from the cover (`lines`), else from above the statements; scope from the cover's words."""
    names = Counter(item.unit_name for item in statements if item.unit_name)
    printed = names.most_common(1)[0][0] if names else None
    name = None
    plain = fold(title or "")
    stripped = _WORDS.sub("", plain)
    own_lines = _name_lines(lines)
    if printed and plain.startswith(fold(printed)):
        name = printed
    elif own_lines and plain.startswith(own_lines):
        name = own_lines
    elif 2 <= len(stripped) <= 40:
        name = stripped
    scope = next((entry.scope for entry in headings.scopes for word in entry.words if word in plain), None)
    if scope is None:
        labels = Counter(item.unit_label for item in statements if item.unit_label)
        label = labels.most_common(1)[0][0] if labels else ""
        scope = "department" if "部门" in label else "unit" if "单位" in label else None
    return Unit(name=name or printed, scope=scope)


def _name_lines(lines: Sequence[Paragraph]) -> str | None:
    """The lines above the one that says what the document is; None where they are no name."""
    name = ""
    for paragraph in lines[:4]:
        text = fold(paragraph.text)
        if _YEAR.search(text) or "决算" in text or "预算" in text:
            return name if 2 <= len(name) <= 40 else None
        name += text
    return None
