"""The cover: title, unit, year, whether it is a department's or a unit's disclosure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mingzhang.document.model import Paragraph
from mingzhang.facts.model import Disclosure, Statement, Unit
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.standard.headings import Headings

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?:度|年)?")
_DATE = re.compile(
    r"(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"
    r"|(?:编制|公开|填报|填表|发布)?日期:?|附件\d*:?|\((?:公章|盖章|签章)\)"
)
"""What else stands on a cover: the day, the number of an annex, the place of the seal."""
_NAMED = re.compile(
    r"(?:(?P<unit>预算单位|单位名称|编制单位|公开单位|填报单位)|预算主管部门|主管部门|部门名称|编制部门|公开部门|填报部门)"
    r"(?:\([^()]{0,4}\))?:(?P<name>[^:\d]{2,40}?)(?=$|\d|\(|预算单位|单位名称|预算主管部门|主管部门|部门名称|单位负责人)"
)
"""The name behind its label; where both stand, the unit's is that of the discloser."""
_OF_YEAR = re.compile(r"((?:19|20)\d{2})年?度?(?:[^\d]{0,24})(?:决算|预算)")
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
    plain = fold(title or "")
    found = _OF_YEAR.search(plain) or _YEAR.search(plain)
    if found:
        return int(found.group(1))
    years = Counter(match.group(1) for item in statements if item.year and (match := _YEAR.search(item.year)))
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
    labelled = list(_NAMED.finditer(_DATE.sub("", plain)))
    stripped = _WORDS.sub("", _DATE.sub("", plain))
    own_lines = _name_lines(lines)
    if labelled:
        name = next((found for found in labelled if found.group("unit")), labelled[-1]).group("name")
    elif printed and fold(printed) in plain:
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


_PLACEHOLDER = re.compile(r"[xX×＊*○〇]{2,}")


def is_template(disclosure: Disclosure) -> bool:
    """Whether a form was published blank: the unit's name is a placeholder and no statement has a figure."""
    held = _PLACEHOLDER.search(disclosure.unit.name or "")
    return bool(held) and not disclosure.evaluations and all(item.no_data for item in disclosure.statements)
