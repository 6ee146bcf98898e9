"""How findings name the cells of statements: title, row and column, in the reader's words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from mingzhang.kit.address import CellAddress
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard

_ORDINAL = re.compile(r"^[（(]?[一二三四五六七八九十]+[、）)]|^\d+[.．、]")
"""The printed number of a line (一、, （二）, 3.) is no part of its name."""
_WORDS = {
    "budget": Text("预算数", "budget"),
    "actual": Text("决算数", "actual"),
    "total": Text("合计", "total"),
    "procurement_sme": Text("授予中小企业的采购金额", "procurement awarded to small and medium enterprises"),
    "procurement_micro": Text("授予小微企业的采购金额", "procurement awarded to small and micro enterprises"),
    "figures": Text("情况说明", "explanation"),
}


def statement_name(standard: Standard, statement: str) -> Text:
    """《支出决算表》."""
    form = standard.statements.get(statement)
    if form is None:
        return _WORDS.get(statement, Text(statement, statement))
    return Text(f"《{form.title}》", form.english)


@lru_cache(maxsize=1 << 16)
def place_name(standard: Standard, address: CellAddress, label: str | None = None) -> Text:
    """Statement, row (with its printed label where known) and column of a cell."""
    title = statement_name(standard, address.statement)
    row = _row(standard, address, label)
    column = _column(standard, address.statement, address.side, address.column)
    side = {"income": Text("收入·", "income, "), "expenditure": Text("支出·", "expenditure, ")}.get(
        address.side or "", Text("", "")
    )
    zh = f"{title.zh}{side.zh}{row.zh}" + (f"“{column.zh}”栏" if column else "")
    en = f"{title.en}, {side.en}{row.en}" + (f", column {column.en}" if column else "")
    return Text(zh, en)


def _row(standard: Standard, address: CellAddress, label: str | None) -> Text:
    code = address.code
    name = _ORDINAL.sub("", label or _label(standard, address.statement, address.side, code) or "")
    if code.isdecimal():
        return Text(f"{code}{name}", f"{code} {name}".rstrip())
    if code in _WORDS and not name:
        return _WORDS[code]
    return Text(name or code, code.replace("_", " "))


@cache
def _label(standard: Standard, statement: str, side: str | None, code: str) -> str | None:
    form = standard.statements.get(statement)
    for part in form.sides if form else ():
        for row in part.rows:
            if part.id == side and row.code == code:
                return row.label
    if not code.isdecimal():
        return None
    economic = statement == "general_budget_basic"
    subject = (standard.subjects.economic if economic else standard.subjects.functional).get(code)
    if subject is None and not economic:
        subject = next((item for item in standard.subjects.classes if item.code == code), None)
    return subject.name if subject else None


@cache
def _column(standard: Standard, statement: str, side: str | None, column: str) -> Text | None:
    """The column's title; None where its side has one column only."""
    form = standard.statements.get(statement)
    for part in form.sides if form else ():
        if part.id == side and len(part.columns) > 1:
            for item in part.columns:
                if item.id == column:
                    return Text(item.title.split("/")[-1], item.english)
    return None
