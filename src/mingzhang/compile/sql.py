"""SQL text: names, literals and the expressions that bring cells of any kind to one form."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mingzhang.kit.chinese import fold
from mingzhang.standard.package import PackageColumn, PackageValue

AMOUNT = r"[+-]?[0-9]{1,15}(\.[0-9]{1,2})?"
"""An amount in 元: at most two decimals, no separators of thousands."""
NUMBER = r"[+-]?[0-9]{1,15}(\.[0-9]{1,10})?"


def name(identifier: str) -> str:
    """A quoted identifier."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A quoted string."""
    return "'" + text.replace("'", "''") + "'"


def listed(texts: Iterable[str]) -> str:
    """A list for IN; never empty, since `IN ()` is no SQL."""
    return "(" + (", ".join(literal(text) for text in texts) or "NULL") + ")"


def file_literal(path: Path) -> str:
    """A path as DuckDB reads it: what would be a pattern stands for itself."""
    return literal("".join(f"[{char}]" if char in "*?[" else char for char in str(path)))


def plain(expression: str) -> str:
    """Text without white space around it; blank is NULL."""
    return f"nullif(trim({expression}::VARCHAR, ' \t\r\n\u3000\ufeff\u00a0'), '')"


def date_text(expression: str, kind: str) -> str:
    """ISO 8601 text of a date, a time stamp or a text."""
    return plain(expression) if kind == "VARCHAR" else f"strftime({expression}, '%Y-%m-%d')"


def whole_text(expression: str) -> str:
    """A whole number without leading zeros or `.0`; anything else as it is."""
    text = plain(expression)
    matches = rf"regexp_full_match({text}, '[+-]?[0-9]{{1,15}}(\.0*)?')"
    return f"CASE WHEN {matches} THEN ({text}::DECIMAL(18, 0))::BIGINT::VARCHAR ELSE {text} END"


def value_code(expression: str, values: list[PackageValue]) -> str:
    """The code of a value under any of its words; anything else as it is."""
    text = plain(expression)
    folded = f"lower(translate(replace(replace({text}, ' ', ''), '\u3000', ''), '（）', '()'))"
    words = {fold(word).lower(): value.code for value in values for word in value.words}
    cases = " ".join(f"WHEN {literal(word)} THEN {literal(code)}" for word, code in words.items())
    codes = listed(value.code for value in values)
    return f"CASE WHEN {text} IN {codes} THEN {text} ELSE CASE {folded} {cases} ELSE {text} END END"


def normal(column: PackageColumn, kind: str, values: dict[str, list[PackageValue]]) -> str:
    """The column (of DuckDB type `kind`) in the one form in which everything else sees it."""
    own = name(column.name)
    if column.values is not None:
        return value_code(own, values[column.values])
    if column.type == "date":
        return date_text(own, kind)
    if column.type == "whole":
        return whole_text(own)
    return plain(own)


def fen(expression: str, kind: str) -> str:
    """An amount in 元 of DuckDB type `kind` as whole 分; NULL where it is no amount."""
    if kind == "VARCHAR":
        text = plain(expression)
        return (
            f"CASE WHEN regexp_full_match({text}, '{AMOUNT}') "
            f"THEN ({text}::DECIMAL(18, 2) * 100)::HUGEINT END"
        )
    if kind.startswith("DECIMAL"):
        return f"({expression}::DECIMAL(34, 2) * 100::DECIMAL(3, 0))::HUGEINT"
    return f"({expression}::HUGEINT * 100)"


def summed_fen(expression: str, kind: str) -> str:
    """The sum of such amounts as whole 分, over rows that have been found right."""
    if kind == "VARCHAR":
        expression = f"TRY_CAST({expression} AS DECIMAL(18, 2))"
    if kind == "VARCHAR" or kind.startswith("DECIMAL"):
        return f"(sum({expression})::DECIMAL(34, 2) * 100::DECIMAL(3, 0))::HUGEINT"
    return f"sum({expression})::HUGEINT * 100"
