"""The profile: duties, sections of the unit, member units, staff."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mingzhang.document.model import Grid, Paragraph
from mingzhang.facts.model import Profile, Source
from mingzhang.kit.chinese import fold
from mingzhang.recognise.outline.headings_found import looks_like_heading, matching, numbered
from mingzhang.recognise.outline.paragraphs import source_of
from mingzhang.standard.headings import Headings

_ITEM = re.compile(r"^\s*(?:[(（]?\d{1,2}[)）、.．]|[(（]?[一二三四五六七八九十]{1,3}[)）、])\s*")
_LISTED = re.compile(r"(?:包括|分别为|分别是|即|设有|下设|内设|为|：|:)[：:]?")
_SPLIT = re.compile(r"[、，,；;]")
_UNIT_COLUMN = re.compile(r"(?:预算|决算|所属|下属|二级)?单位(?:名称|全称)?")
_REMARK = re.compile(r"\((?:本级|机关|本部|[^()]*(?:下属|所属|事业|参公|行政|公益|拨款)[^()]*)\)$")
_NO_NAME = (
    "包括",
    "纳入",
    "范围",
    "决算",
    "预算",
    "序号",
    "单位名称",
    "如下",
    "构成",
    "共有",
    "本部门",
    "本单位",
)
_UNIT_ENDS = tuple("局委办厅院部会队所站校馆处园社室场司区心团")
_STAFF_COLUMN = re.compile(r"人数|实有|编制")
LONGEST_NAME = 40


def read_profile(paragraphs: Sequence[Paragraph], headings: Headings) -> Profile:
    """The profile from the paragraphs of its part."""
    profile = Profile()
    topic: str | None = None
    for paragraph in paragraphs:
        found = matching(paragraph.text, headings.profile) if looks_like_heading(paragraph) else None
        if found is None and len(paragraph.text) <= 40 and numbered(paragraph.text).level in (1, 2):
            found = matching(paragraph.text, headings.profile)
        if found is not None:
            topic = found.id
            continue
        _take(profile, topic, paragraph, headings)
    return profile


def _take(profile: Profile, topic: str | None, paragraph: Paragraph, headings: Headings) -> None:
    text, place = paragraph.text, source_of(paragraph)
    staff = _staff(text, headings)
    if staff:
        profile.staff.update(staff)
        profile.sources.setdefault("staff", place)
    if topic == "duties":
        _duty(profile, text, place)
    elif topic in ("sections", "organisation", None):
        _sections(profile, text, place, headings)
    elif topic == "member_units":
        _member_units(profile, text, place)


def _duty(profile: Profile, text: str, place: Source) -> None:
    item = _ITEM.match(text)
    if item or not profile.duties:
        profile.duties.append(text[item.end() :].strip() if item else text.strip())
        profile.sources[f"duties.{len(profile.duties) - 1}"] = place
    else:
        profile.duties[-1] += text.strip()
    profile.sources.setdefault("duties", place)


def _sections(profile: Profile, text: str, place: Source, headings: Headings) -> None:
    if "内设" not in text and "下设" not in text:
        return
    listing = _listing(text)
    names = [name for name in listing if any(name.endswith(word) for word in _ends(headings))]
    # One name alone is a list only where the sentence says that it is.
    least = 1 if re.search(r"包括[：:]", text) else 2
    if len(names) >= least and len(names) * 2 >= len(listing):
        profile.sections = listing
        profile.sources["sections"] = place


def _ends(headings: Headings) -> tuple[str, ...]:
    return (*headings.section_words, "组", "队", "中心", "所", "站", "处", "办", "办公室", "会")


def _listing(text: str) -> list[str]:
    """The names listed after the last word that opens a list."""
    opening = re.search(r"(?:包括|分别为|分别是|即)[：:]?|[：:]", text)
    tail = text[opening.end() :] if opening else text
    tail = tail.split("。")[0].lstrip("：: ")
    return [fold(name) for name in _SPLIT.split(tail) if fold(name)]


def _member_units(profile: Profile, text: str, place: Source) -> None:
    for name in _units_in(text):
        if name not in profile.member_units:
            profile.member_units.append(name)
            profile.sources.setdefault("member_units", place)


def _units_in(text: str) -> Iterator[str]:
    item = _ITEM.match(text)
    plain = text[item.end() :] if item else text
    if len(plain) <= LONGEST_NAME and not re.search(r"[。：:，,；;]", plain.strip("。；;")):
        yield from _names(_SPLIT.split(plain))
    elif re.search(r"包括|如下|分别|构成", plain) and re.search(r"[：:]", plain):
        yield from (name for name in _names(_listing(plain)) if name.endswith(_UNIT_ENDS))


def _names(parts: Sequence[str]) -> Iterator[str]:
    """What can be a unit's name: no word of the sentence around it, no remark in brackets behind it."""
    for part in parts:
        name = _REMARK.sub("", fold(part).strip("。；;、"))
        if 4 <= len(name) <= LONGEST_NAME and not any(word in name for word in _NO_NAME):
            yield name


def member_units_in(grid: Grid) -> list[str]:
    """The names in a table of member units (序号, 单位名称, 备注); none where it is no such table."""
    rows = [[fold(text) for text in row.texts()] for row in grid.rows]
    for at, row in enumerate(rows[:3]):
        column = next((i for i, text in enumerate(row) if _UNIT_COLUMN.fullmatch(text)), None)
        if column is not None:
            return list(_names([cells[column] for cells in rows[at + 1 :] if column < len(cells)]))
    return []


def read_profile_table(grid: Grid, profile: Profile, headings: Headings) -> list[str]:
    """Adds member units or staff that a table of the profile lists; gives the parts found in it."""
    found = []
    names = member_units_in(grid)
    if names:
        profile.member_units += [name for name in names if name not in profile.member_units]
        found.append("member_units")
    staff = {} if profile.staff else staff_in(grid, headings)
    if staff:
        profile.staff = staff
        found.append("staff")
    return found


def staff_in(grid: Grid, headings: Headings) -> dict[str, int]:
    """Numbers of persons by category from a table of them (人员类别, 人数); none where it is none."""
    rows = [[fold(text) for text in row.texts()] for row in grid.rows]
    if not any(_STAFF_COLUMN.search(text) for row in rows[:2] for text in row):
        return {}
    words = {fold(word): entry.category for entry in headings.staff for word in entry.words}
    found: dict[str, int] = {}
    for cells in rows:
        category = next((words[text] for text in cells if text in words), None)
        count = next((text for text in reversed(cells) if text.isdecimal()), None)
        if category is not None and count is not None:
            found.setdefault(category, int(count))
    return found


def _staff(text: str, headings: Headings) -> dict[str, int]:
    """Numbers of persons by category, where a sentence counts them."""
    plain = fold(text)
    if not re.search(r"人员|人数|编制", plain):
        return {}
    found: dict[str, int] = {}
    for entry in headings.staff:
        for word in sorted(entry.words, key=len, reverse=True):
            match = re.search(rf"{re.escape(fold(word))}[^\d，。；、]{{0,6}}(\d+)\s*(?:人|名)", plain)
            if match and entry.category not in found:
                found[entry.category] = int(match.group(1))
    return found if len(found) >= 2 else {}
