"""Cells of printed forms with their spans, as HTML; row labels of the two-sided statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

ROWS_01_INCOME = (
    ("一、一般公共预算财政拨款收入", "general_public_budget"),
    ("二、政府性基金预算财政拨款收入", "government_managed_funds"),
    ("三、国有资本经营预算财政拨款收入", "state_capital_operations"),
    ("四、上级补助收入", "superior_subsidy"),
    ("五、事业收入", "operating"),
    ("六、经营收入", "business"),
    ("七、附属单位上缴收入", "subordinate_remittance"),
    ("八、其他收入", "other"),
)
ROWS_04_INCOME = (
    ("一、一般公共预算财政拨款", "general_public_budget"),
    ("二、政府性基金预算财政拨款", "government_managed_funds"),
    ("三、国有资本经营预算财政拨款", "state_capital_operations"),
)
OPENING_04 = (
    ("年初财政拨款结转和结余", "opening"),
    ("一般公共预算财政拨款", "opening_general_public_budget"),
    ("政府性基金预算财政拨款", "opening_government_managed_funds"),
    ("国有资本经营预算财政拨款", "opening_state_capital_operations"),
)
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class C:
    """A cell: its text, its spans, whether it heads."""

    text: str = ""
    across: int = 1
    down: int = 1


Table = list[list[C]]


def as_html(rows: Table) -> str:
    body = "".join(
        "<tr>" + "".join(f"<td colspan={c.across} rowspan={c.down}>{escape(c.text)}</td>" for c in row)
        for row in rows
    )
    return f"<table>{body}</table>"


def spanned(paths: Sequence[tuple[str, ...]], level: int, depth: int) -> list[C]:
    """The header cells of one level: equal beginnings side by side are one cell, short paths reach down."""
    row: list[C] = []
    at = 0
    while at < len(paths):
        path = paths[at]
        end = at + 1
        if level < len(path) - 1:
            while end < len(paths) and paths[end][: level + 1] == path[: level + 1]:
                end += 1
        if level < len(path):
            down = depth - level if level == len(path) - 1 else 1
            row.append(C(path[level], end - at, down))
        at = end
    return row
