"""Sheets on who has not published: units of a list, late ones, members of departments."""

from __future__ import annotations

from datetime import date

from mingzhang.corpus.columns import unpacked
from mingzhang.corpus.report.expected import Expected
from mingzhang.corpus.report.sheets import Cell, Sheet, number, words
from mingzhang.corpus.report.source import Published, Source
from mingzhang.kit.language import Text

FINAL = "final_accounts"


def missing(source: Source) -> Sheet:
    """Units of the list without final accounts in the lake."""
    rows: list[tuple[Cell, ...]] = []
    found = Found(source)
    for unit in source.expected:
        for year in found.years(unit):
            if found.of(unit, year) is None:
                rows.append((unit.name, unit.code, unit.scope, unit.region, unit.department, year, unit.due))
    return Sheet(
        "missing",
        Text("应公开而没有的单位", "Units that should have published and have not"),
        Text(
            "与应公开单位名单对照：按编码查找，没有编码的按全称。被新版本取代的和读不了的文件不算。",
            "Against the list of units, by code, else by full name; unreadable files do not count.",
        ),
        (
            words("unit", "单位", "unit"),
            words("code", "编码", "code"),
            words("scope", "范围", "scope"),
            words("region", "地区", "region"),
            words("department", "主管部门", "department"),
            number("fiscal_year", "年度", "year"),
            words("due", "期限", "due"),
        ),
        rows,
    )


def late(source: Source) -> Sheet:
    """Units that published after their day, where both days are known."""
    rows: list[tuple[Cell, ...]] = []
    unknown = 0
    found = Found(source)
    for unit in source.expected:
        for year in found.years(unit) if unit.due else ():
            item = found.of(unit, year)
            if item is None:
                continue
            day = unit.published or _day_of(source, item)
            if day is None:
                unknown += 1
            elif unit.due is not None and day > unit.due:
                days = (date.fromisoformat(day) - date.fromisoformat(unit.due)).days
                rows.append((item.name, item.code, unit.region, year, unit.due, day, days))
    return Sheet(
        "late",
        Text("逾期公开的单位", "Units that published late"),
        Text(
            f"期限和公开日期取自名单（due、published），公开日期也取自文件中的记录；"
            f"日期不明的 {unknown} 份未判断。",
            f"Days are those of the list (due, published) or of the disclosure; {unknown} without a known "
            "day were not judged.",
        ),
        (
            words("unit", "单位", "unit"),
            words("code", "编码", "code"),
            words("region", "地区", "region"),
            number("fiscal_year", "年度", "year"),
            words("due", "期限", "due"),
            words("published", "公开日期", "published"),
            number("days", "逾期天数", "days late"),
        ),
        sorted(rows, key=lambda row: (-int(str(row[6])), str(row[0]))),
    )


def members(source: Source) -> Sheet:
    """Members that a department names and that have no disclosure of their own in the lake."""
    own = {
        (item.fiscal_year, item.name)
        for item in source.read()
        if item.kind == FINAL and item.scope != "department"
    }
    rows: list[tuple[Cell, ...]] = []
    for item in source.read():
        if item.kind != FINAL or item.scope != "department":
            continue
        rows += [
            (item.name, member, item.fiscal_year, item.path)
            for member in item.members
            if (item.fiscal_year, member) not in own
        ]
    return Sheet(
        "members",
        Text("没有单独公开的所属单位", "Members of a department without a disclosure of their own"),
        Text(
            "部门公开中列出的所属单位，湖中没有其同年度的单位决算公开；按全称查找。",
            "Member units that a department names, without a disclosure of the same year; by full name.",
        ),
        (
            words("department", "部门", "department"),
            words("member", "所属单位", "member unit"),
            number("fiscal_year", "年度", "year"),
            words("path", "部门的文件", "the department's file"),
        ),
        rows,
    )


class Found:
    """The final accounts of a lake by year, scope, and code or name."""

    def __init__(self, source: Source) -> None:
        self._by_key: dict[tuple[int | None, str, str | None], Published] = {}
        self._codes: set[str] = set()
        self._years: set[int] = set()
        for item in source.read():
            if item.kind != FINAL:
                continue
            if item.fiscal_year is not None:
                self._years.add(item.fiscal_year)
            if item.code:
                self._codes.add(item.code)
            for key in (item.code, item.name):
                if key:
                    self._by_key.setdefault((item.fiscal_year, key, item.scope), item)

    def years(self, unit: Expected) -> list[int]:
        """The years in which a unit owes a disclosure: its own, else all that the report is about."""
        return sorted(self._years) if unit.fiscal_year is None else [unit.fiscal_year]

    def of(self, unit: Expected, year: int) -> Published | None:
        """The unit's final accounts. Where the lake knows its code, a name alone proves nothing."""
        keys = [unit.code] if unit.code in self._codes else [unit.code, unit.name]
        for scope in (unit.scope,) if unit.scope else ("unit", "department", None):
            for key in keys:
                if key and (found := self._by_key.get((year, key, scope))) is not None:
                    return found
        return None


def _day_of(source: Source, item: Published) -> str | None:
    """The day of publication that a disclosure itself records."""
    query = f"SELECT disclosure FROM documents WHERE document = '{item.document}'"
    [(content,)] = source.rows(query)
    days = [
        approval.date
        for approval in unpacked(content).approvals
        if approval.object == "publication" and approval.date and approval.decision != "not_published"
    ]
    return min(days, default=None)
