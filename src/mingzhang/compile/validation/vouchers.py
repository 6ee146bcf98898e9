"""Vouchers that stand twice, as warnings with their rows."""

from __future__ import annotations

from collections import defaultdict

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.problems import LIMIT, ROWS_SHOWN, Problem
from mingzhang.compile.sql import name
from mingzhang.kit.language import Text

_NUMBER = Text("凭证号重复：同一单位的同一凭证号", "duplicate voucher: the same number in the same unit")
_LINE = Text(
    "凭证重复：同一单位、同一凭证号、同一金额", "duplicate voucher: the same unit, number and amount"
)


def warn_of_vouchers(package: SourcePackage) -> None:
    """One warning for each voucher (or line of one) that stands more than once."""
    marks = package.repeated_marks()
    if marks is None or not marks.repeated:
        return
    entry = package.tables["expenditure"]
    listed = ", ".join(str(mark) for mark in marks.repeated[:LIMIT])
    columns = ", ".join(name(column) for column in marks.columns)
    found = package.rows(
        f"SELECT row, {columns} FROM raw_expenditure WHERE {marks.mark} IN ({listed}) ORDER BY row"
    )
    together: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row, *cells in found:
        together[tuple(cells)].append(int(row))
    reason = _LINE if marks.lines else _NUMBER
    for (_, voucher, *_), rows in together.items():
        if len(rows) > 1:
            shown = tuple(rows[:ROWS_SHOWN])
            problem = Problem(entry.file, shown, entry.heading("voucher"), str(voucher), reason, len(rows))
            package.problems.warn(problem)
    package.problems.more_warnings += max(0, len(marks.repeated) - LIMIT)
