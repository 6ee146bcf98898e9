"""What every cell must be by itself: there, of its type, one of its values, a code of right form."""

from __future__ import annotations

from collections.abc import Callable

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.relations import TableFile
from mingzhang.compile.sql import AMOUNT, NUMBER, listed, name, plain
from mingzhang.compile.validation.conditions import Condition, grouped
from mingzhang.kit.language import Text
from mingzhang.standard.package import PackageColumn

_REQUIRED = Text("不能为空", "must not be blank")
_WHOLE = Text("应为整数", "must be a whole number")
_NUMBER = Text("应为数字", "must be a number")
_NEGATIVE = Text("不能小于零", "must not be less than zero")
_AMOUNT = Text("应为金额（元），最多两位小数，不用千分位", "must be 元 with at most two decimals")
_FEN = Text("应为以分为单位的整数", "must be a whole number of 分")
_DATE = Text("应为日期，例如 2024-03-15", "must be a date like 2024-03-15")


def cell_checks(package: SourcePackage) -> list[Condition]:
    """The conditions of every column of every table."""
    return [
        condition
        for entry in package.tables.values()
        for column in entry.table.columns
        for condition in _of_column(package, entry, column)
    ]


def _of_column(package: SourcePackage, entry: TableFile, column: PackageColumn) -> list[Condition]:
    table, field = entry.table.table, name(column.name)
    by_group = grouped(package, table, column.name)

    def condition(bad: str, reason: Text) -> Condition:
        stored = bad.startswith("raw_")
        return Condition(table, column.name, bad, reason, by_group and not stored, stored=stored)

    conditions = [condition(f"{field} IS NULL", _REQUIRED)] if column.required else []
    if column.name not in entry.kinds:
        return []
    if column.type == "value":
        conditions.append(_value(package, column, condition))
    elif column.type == "date":
        conditions = [condition(bad, reason) for bad, reason in _date(package, entry, column)]
    elif column.type == "amount":
        conditions = [condition(bad, reason) for bad, reason in _amount(entry, column)]
    elif column.type == "money":
        conditions.append(condition(f"NOT regexp_full_match({field}, '{AMOUNT}')", _AMOUNT))
        conditions.append(condition(f"{field}[1] = '-'", _NEGATIVE))
    elif column.type == "whole":
        conditions.append(condition(rf"NOT regexp_full_match({field}, '[0-9]{{1,15}}')", _WHOLE))
    elif column.type == "number":
        conditions.append(condition(f"NOT regexp_full_match({field}, '{NUMBER}')", _NUMBER))
        conditions.append(
            condition(f"regexp_full_match({field}, '{NUMBER}') AND {field}[1] = '-'", _NEGATIVE)
        )
    elif column.type in ("functional", "economic"):
        conditions += [condition(bad, reason) for bad, reason in _code(package, column)]
    return conditions


def _value(
    package: SourcePackage, column: PackageColumn, condition: Callable[[str, Text], Condition]
) -> Condition:
    values = package.form.values[column.values or ""]
    codes = listed(value.code for value in values)
    zh = "、".join(value.words[0] for value in values)
    en = ", ".join(value.code for value in values)
    reason = Text(f"应为下列之一：{zh}", f"must be one of {en}")
    return condition(f"{name(column.name)} NOT IN {codes}", reason)


def _date(package: SourcePackage, entry: TableFile, column: PackageColumn) -> list[tuple[str, Text]]:
    field, kind = name(column.name), entry.kinds[column.name]
    year = package.fiscal_year
    outside = Text(f"不在会计年度 {year} 年之内", f"lies outside the fiscal year {year}")
    if kind == "DATE" and column.name == "date" and column.in_year:
        # On the stored dates: a text for each of millions of rows would cost more than the sums.
        before = f"raw_date < DATE '{year}-01-01' OR raw_date > DATE '{year}-12-31'"
        return [("raw_date IS NULL", _REQUIRED), (before, outside)]
    found = [(f"{field} IS NULL", _REQUIRED)] if column.required else []
    if kind == "VARCHAR":
        right = f"length({field}) = 10 AND TRY_CAST({field} AS DATE) IS NOT NULL"
        right += f" AND {field}[5] = '-' AND {field}[8] = '-'"
        found.append((f"{field} IS NOT NULL AND NOT ({right})", _DATE))
        if column.in_year:
            before = f"{field} < '{year}-01-01' OR {field} > '{year}-12-31'"
            found.append((f"{right} AND ({before})", outside))
    elif column.in_year:
        found.append((f"NOT ({field} BETWEEN '{year}-01-01' AND '{year}-12-31')", outside))
    return found


def _amount(entry: TableFile, column: PackageColumn) -> list[tuple[str, Text]]:
    """On the stored amounts, for the same reason."""
    kind = entry.kinds[column.name]
    blank = ("raw_amount IS NULL", _REQUIRED)
    if kind != "VARCHAR":
        if not kind.startswith("DECIMAL") or int(kind.partition(",")[2].rstrip(")")) <= 2:
            return [blank]
        return [blank, ("raw_amount <> round(raw_amount, 2)", _AMOUNT)]
    text = plain("raw_amount")
    pattern, reason = ("[+-]?[0-9]{1,18}", _FEN) if entry.in_fen else (AMOUNT, _AMOUNT)
    return [
        (f"{text} IS NULL", _REQUIRED),
        (f"NOT regexp_full_match({text}, '{pattern}')", reason),
    ]


def _code(package: SourcePackage, column: PackageColumn) -> list[tuple[str, Text]]:
    field = name(column.name)
    subjects = package.standard.subjects
    if column.type == "functional":
        digits = 7
        form = Text("应为功能分类科目的“项”（7位数字）", "must be a functional item of 7 digits")
        known = [subject.code for subject in subjects.classes]
        known += [code for code in subjects.functional.by_code if len(code) == 3]
    else:
        digits = 5
        form = Text("应为部门经济分类科目的“款”（5位数字）", "must be an economic section of 5 digits")
        known = [code for code in subjects.economic.by_code if len(code) == 3]
    right = f"regexp_full_match({field}, '[0-9]{{{digits}}}')"
    parent = Text("没有这个“类”（前3位）", "there is no such category (first three digits)")
    return [
        (f"NOT {right}", form),
        (f"{right} AND left({field}, 3) NOT IN {listed(sorted(set(known)))}", parent),
    ]
