"""One cell of a workbook as a cell of the package: codes, exact 元, ISO 8601; or why it cannot be.

Nothing is rounded: what is no whole 分 is an error, but for what a float adds beyond the sixth decimal.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Literal

from mingzhang.compile.imports.grids import Fault, Merged, Number, Value
from mingzhang.kit.amounts import FEN_PER_UNIT, from_fen, normalise_digits, parse_number
from mingzhang.kit.chinese import fold
from mingzhang.kit.language import Text
from mingzhang.standard.package import PackageColumn, PackageForm, PackageTable

MoneyUnit = Literal["分", "元", "千元", "万元", "亿元"]
_RESIDUE = Decimal("0.0001")
"""分: a float's rounding error; nobody types a seventh decimal of a 元."""
_DATES = (
    re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_SERIALS = range(32874, 73051)
"""Days of 1990 to 2099 as Excel counts them (1 = 1900-01-01)."""
_EPOCH = datetime.date(1899, 12, 30)
_CODE = re.compile(r"[\[【(]?(\d+)(?:\.0+)?[\])】]?(?:[^\d.].*)?", re.DOTALL)

AMOUNT = Text("应为金额", "must be an amount")
FRACTION = Text("金额最多精确到分", "an amount has at most two decimals of a 元")
DATE = Text("应为日期", "must be a date")
WHOLE = Text("应为整数", "must be a whole number")
BLANK = Text("不能为空", "must not be blank")
EXACT_DIGITS = 15
"""Digits that a spreadsheet keeps of a number; of a longer one the last are zeros."""
LOST_DIGITS = Text(
    "号码存成了数字，末几位已丢失；请把这一列设为文本格式后重新填写",
    "a long number stored as a number has lost its last digits; make the column text and type it again",
)


class BadCell(Exception):
    """The cell cannot be used; `shown` is what it holds."""

    def __init__(self, shown: str, reason: Text) -> None:
        super().__init__(reason.en)
        self.shown, self.reason = shown, reason


def is_code(table: PackageTable, column: PackageColumn) -> bool:
    """Whether the column holds codes or numbers of things, in which zeros in front count."""
    return column.reference is not None or (column.type == "text" and column.name in table.key)


def shown(value: Value) -> str:
    """What a cell holds, for messages and for joining."""
    if isinstance(value, Merged):
        return shown(value.value)
    if isinstance(value, Fault):
        return value.shown
    if isinstance(value, Number):
        return value.text()
    return "" if value is None else str(value)


def converted(
    value: Value,
    table: PackageTable,
    column: PackageColumn,
    form: PackageForm,
    unit: MoneyUnit = "元",
    date_format: str | None = None,
) -> str:
    """The cell in the one form of the package, blank where there is none; BadCell where it is wrong."""
    if isinstance(value, Merged):
        # One amount over several rows belongs to none of them; any other value to all.
        value = None if column.type in ("amount", "money", "number") else value.value
    if isinstance(value, Fault):
        raise BadCell(value.shown, value.reason)
    if value is None:
        return ""
    if column.type in ("amount", "money"):
        return _amount(value, unit)
    if column.type == "date":
        return _date(value, date_format)
    if column.values is not None:
        return _value(shown(value), column, form)
    if column.type in ("whole", "number"):
        return _number(value, column.type == "whole")
    if column.type in ("functional", "economic"):
        return _subject(shown(value), 7 if column.type == "functional" else 5)
    text = shown(value)
    if isinstance(value, Number) and len(text) > EXACT_DIGITS and text.isdecimal():
        raise BadCell(text, LOST_DIGITS)
    if is_code(table, column):
        return re.sub(r"^(\d+)\.0+$", r"\1", normalise_digits(text))
    return text


def _amount(value: Value, unit: MoneyUnit) -> str:
    text = shown(value)
    if isinstance(value, Number):
        number = value.value
    else:
        plain = normalise_digits(text).strip().strip("¥￥元").strip().removeprefix("RMB")
        negative = plain.startswith(("-", "−", "–")) and plain[1:].strip().startswith(("¥", "￥"))
        parsed = parse_number(plain[1:].strip().lstrip("¥￥") if negative else plain.removeprefix("+"))
        if parsed is None or isinstance(value, datetime.date):
            raise BadCell(text, AMOUNT)
        number = -Decimal(parsed) if negative else Decimal(parsed)
    exact = number * (1 if unit == "分" else FEN_PER_UNIT[unit])
    whole = exact.to_integral_value()
    if abs(exact - whole) > _RESIDUE or abs(whole) >= Decimal(10) ** 17:
        raise BadCell(text, FRACTION if abs(whole) < Decimal(10) ** 17 else AMOUNT)
    return from_fen(int(whole), "元")


def _date(value: Value, date_format: str | None) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = normalise_digits(shown(value)).strip()
    if isinstance(value, Number) and date_format is None and value.value in _SERIALS:
        return (_EPOCH + datetime.timedelta(days=int(value.value))).isoformat()
    try:
        if date_format is not None:
            return datetime.datetime.strptime(text, date_format).date().isoformat()
        for pattern in _DATES:
            found = pattern.fullmatch(text)
            if found:
                year, month, day = (int(part) for part in found.groups())
                return datetime.date(year, month, day).isoformat()
    except ValueError:
        pass
    raise BadCell(text, DATE)


def _value(text: str, column: PackageColumn, form: PackageForm) -> str:
    values = form.values[column.values or ""]
    for value in values:
        if text == value.code or text in value.words:
            return value.code
    wanted = fold(text).lower()
    for value in values:
        if wanted in (fold(word).lower() for word in (*value.spellings(), value.en)):
            return value.code
    zh = "、".join(value.words[0] for value in values)
    en = ", ".join(value.code for value in values)
    raise BadCell(text, Text(f"应为下列之一：{zh}", f"must be one of {en}"))


def _number(value: Value, whole: bool) -> str:
    text = shown(value)
    parsed = format(value.value, "f") if isinstance(value, Number) else parse_number(text)
    if parsed is None:
        raise BadCell(text, WHOLE if whole else Text("应为数字", "must be a number"))
    number = Decimal(parsed)
    if whole and number != number.to_integral_value():
        raise BadCell(text, WHOLE)
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _subject(text: str, digits: int) -> str:
    """The code alone, whether its name stands behind it or a float's `.0`; anything else as it is, so
    that the check of codes names it."""
    found = _CODE.fullmatch(normalise_digits(text).strip())
    if found is None or len(found.group(1)) != digits:
        raise BadCell(
            text, Text(f"应为{digits}位数字的科目代码", f"must be a subject's code of {digits} digits")
        )
    return found.group(1)
