"""How a checklist workbook is marked: a column headed 规则 (or a comment 规则：…) names the rules of a point,
columns headed 结果, 问题, 位置, 处数 take the answers.

The names of a point are separated by commas, semicolons, 、 or line ends. Each is a rule
(`evaluation/score-above-weight`), an area (`evaluation`, `evaluation/*`, 项目支出绩效自评) or a rule's title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mingzhang.kit.chinese import squeeze
from mingzhang.standard.rules import Rule
from mingzhang.writers.findings.naming import area_names

RULES = frozenset({"规则", "核对规则", "明账规则", "对应规则", "规则名", "rule", "rules"})
RESULT = frozenset({
    "结果", "核对结果", "检查结果", "审核结果", "核查结果", "是否存在问题", "是否有问题", "是否合规",
    "result",
})  # fmt: skip
FINDINGS = frozenset({
    "问题", "存在问题", "存在的问题", "发现的问题", "问题说明", "具体问题", "问题描述", "情况说明",
    "说明", "备注", "findings", "finding", "remarks",
})  # fmt: skip
PLACES = frozenset({"位置", "所在位置", "问题位置", "页码", "place", "places"})
COUNTS = frozenset({"处数", "问题数", "问题处数", "数量", "count"})
UNIT_HERE = frozenset({"{{单位}}", "{{unit}}"})
_KINDS = {"rules": RULES, "result": RESULT, "findings": FINDINGS, "places": PLACES, "count": COUNTS}
_COMMENT = re.compile(r"(?:规则|rules?)\s*[:：]\s*(.+)", re.IGNORECASE | re.DOTALL)
_SEPARATED = re.compile(r"[,，;；、\n\r]+")
_MOST_HEADS = 60
"""Rows among which the heading is looked for."""


@dataclass(slots=True)
class Point:
    """A row that asks something. `names` as written, `rules` that they mean, `unknown` that mean none."""

    row: int
    names: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@dataclass(slots=True)
class MarkedSheet:
    """A sheet of the template. `columns`: kind → column; `units`: the column that is repeated unit by unit,
    or 0; `points`: every row that asks something, with rules or without."""

    title: str
    head: int
    columns: dict[str, int]
    units: int = 0
    points: list[Point] = field(default_factory=list)

    @property
    def takes_answers(self) -> bool:
        """Whether there is a column to write into."""
        return bool(self.units or {"result", "findings", "count"} & self.columns.keys())


def marked_sheet(sheet: Any, rules: Mapping[str, Rule]) -> MarkedSheet | None:
    """What the sheet asks; None where it names no rule at all."""
    found = _headed(sheet)
    by_name = names_of(rules)
    named = False
    for row in sheet.iter_rows(min_row=found.head + 1):
        names = _names(row, found.columns.get("rules", 0))
        asks = any(
            isinstance(cell.value, str) and cell.value.strip() and cell.column not in found.columns.values()
            for cell in row
            if cell.column != found.units
        )
        if not names and (not asks or _is_heading(sheet, row)):
            continue
        point = Point(row[0].row, names)
        for name in names:
            meant = by_name.get(_plain(name))
            if meant is None:
                point.unknown.append(name)
            else:
                point.rules += [rule for rule in meant if rule not in point.rules]
        named = named or bool(names)
        found.points.append(point)
    return found if named else None


def names_of(rules: Mapping[str, Rule]) -> dict[str, list[str]]:
    """What may stand for rules, and the rules it means."""
    found: dict[str, list[str]] = {}
    titles = area_names()
    for name, rule in rules.items():
        area = name.partition("/")[0]
        shown = titles.get(area)
        words = [name, area, f"{area}/*", rule.title.zh, rule.title.en]
        words += [shown.zh, shown.en] if shown is not None else []
        for word in words:
            found.setdefault(_plain(word), []).append(name)
    return {word: list(dict.fromkeys(names)) for word, names in found.items()}


def _headed(sheet: Any) -> MarkedSheet:
    """The row with most headings that we know."""
    best = MarkedSheet(sheet.title, 0, {})
    for row in sheet.iter_rows(max_row=min(sheet.max_row, _MOST_HEADS)):
        columns: dict[str, int] = {}
        units = 0
        for cell in row:
            word = _plain(cell.value) if isinstance(cell.value, str) else ""
            units = cell.column if word in UNIT_HERE else units
            for kind, words in _KINDS.items():
                if word in words:
                    columns.setdefault(kind, cell.column)
        if len(columns) + bool(units) > len(best.columns) + bool(best.units):
            best = MarkedSheet(sheet.title, row[0].row, columns, units)
    return best


def _names(row: Any, column: int) -> list[str]:
    texts = [cell.value for cell in row if cell.column == column and isinstance(cell.value, str)]
    for cell in row:
        comment = getattr(cell, "comment", None)
        said = _COMMENT.search(comment.text) if comment is not None and comment.text else None
        texts += [said[1]] if said else []
    return [name.strip() for text in texts for name in _SEPARATED.split(text) if name.strip()]


def _is_heading(sheet: Any, row: Any) -> bool:
    """A row merged over its breadth, or with a single text in its first columns, parts the list."""
    merged = [area for area in sheet.merged_cells.ranges if area.min_row <= row[0].row <= area.max_row]
    return any(area.min_row == area.max_row and area.max_col - area.min_col >= 2 for area in merged)


def _plain(text: str) -> str:
    return squeeze(text).strip().casefold()
