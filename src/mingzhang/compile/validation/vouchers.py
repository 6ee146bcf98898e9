"""Vouchers that stand twice, as warnings with their rows."""

from __future__ import annotations

from collections import defaultdict

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.problems import LIMIT, ROWS_SHOWN, Problem, file_error
from mingzhang.compile.sql import name
from mingzhang.compile.vouchers import SEARCHED
from mingzhang.kit.language import Text

_NUMBER = Text("凭证号重复：同一单位的同一凭证号", "duplicate voucher: the same number in the same unit")
_UNSEARCHED = Text(
    f"超过{SEARCHED:,}行，没有查找重复凭证；需要时加 --thorough",
    f"more than {SEARCHED:,} rows: repeated vouchers were not searched for; --thorough does",
)
_LINE = Text(
    "凭证重复：同一单位、同一凭证号、同一金额", "duplicate voucher: the same unit, number and amount"
)


def warn_of_vouchers(package: SourcePackage) -> None:
    """One warning for each voucher (or line of one) that stands more than once."""
    marks = package.repeated_marks()
    entry = package.tables["expenditure"]
    if marks is not None and marks.unsearched:
        size = f"{marks.unsearched:,}"
        package.problems.warn(file_error(entry.file, entry.heading("voucher"), size, _UNSEARCHED))
    if marks is None or not marks.repeated:
        return
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
