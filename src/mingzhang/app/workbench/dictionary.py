"""The data dictionary as a form needs it: tables, columns, words for values, and a typed cell's one form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingzhang.kit.amounts import normalise_digits, parse_number, places
from mingzhang.kit.chinese import fold
from mingzhang.kit.language import Language, Text
from mingzhang.standard.load import load_standard
from mingzhang.standard.package import PackageColumn, PackageForm, PackageTable

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_CODES = {"functional": 7, "economic": 5}


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The tables of the source package of a year."""

    form: PackageForm

    @property
    def tables(self) -> dict[str, PackageTable]:
        """Every table by its name."""
        return self.form.tables

    def words(self, value_set: str, language: Language) -> list[tuple[str, str]]:
        """(code, word) of every value of a set."""
        values = self.form.values[value_set]
        return [(value.code, value.words[0] if language == "zh" else value.en) for value in values]

    def shown(self, column: PackageColumn, stored: str, language: Language) -> str:
        """A stored cell as a person reads it: the word of a code, else the cell itself."""
        if column.values is None or not stored:
            return stored
        return dict(self.words(column.values, language)).get(stored, stored)

    def stored(self, column: PackageColumn, typed: str) -> tuple[str, Text | None]:
        """A typed or pasted cell in its one form (codes for words, plain numbers, ISO dates), and what is
        wrong with it; then it comes back as typed."""
        text = typed.strip()
        if not text:
            return "", Text("不能为空", "must not be blank") if column.required else None
        if column.values is not None:
            return self._value(column, text)
        if column.type == "date":
            return _date(text)
        if column.type in ("amount", "money", "number"):
            return _number(text, column.type != "number")
        if column.type == "whole":
            plain = parse_number(text) or ""
            wrong = None if plain.isdecimal() else Text("应为整数", "must be a whole number")
            return (plain, None) if wrong is None else (text, wrong)
        if column.type in _CODES:
            plain = normalise_digits(text)
            length = _CODES[column.type]
            if not (plain.isdecimal() and len(plain) == length):
                return text, Text(f"应为{length}位科目代码", f"must be a code of {length} digits")
            return plain, None
        return text, None

    def _value(self, column: PackageColumn, text: str) -> tuple[str, Text | None]:
        folded = fold(text).lower()
        values = self.form.values[column.values or ""]
        for value in values:
            if folded in {fold(word).lower() for word in (*value.spellings(), value.en)}:
                return value.code, None
        zh = "、".join(value.words[0] for value in values)
        en = ", ".join(value.en for value in values)
        return text, Text(f"应为下列之一：{zh}", f"must be one of {en}")


def dictionary_of(year: int) -> Dictionary:
    """The data dictionary of the standard as of a fiscal year."""
    return Dictionary(load_standard("cn", year).package)


def variants_of(year: int | None) -> list[tuple[str, Text]]:
    """(id, name) of every provincial variant of a fiscal year (of the newest standard where None)."""
    return [(variant.id, variant.name.text()) for variant in load_standard("cn", year).variants.values()]


def _date(text: str) -> tuple[str, Text | None]:
    match = _DATE.fullmatch(normalise_digits(text))
    if match is None:
        return text, Text("应为日期，例如 2024-03-15", "must be a date like 2024-03-15")
    year, month, day = match.groups()
    return f"{year}-{int(month):02d}-{int(day):02d}", None


def _number(text: str, money: bool) -> tuple[str, Text | None]:
    plain = parse_number(text)
    if plain is None:
        return text, Text("应为数字", "must be a number")
    if money and places(plain) > 2:
        return text, Text("应为金额（元），最多两位小数", "must be 元 with at most two decimals")
    return plain, None
