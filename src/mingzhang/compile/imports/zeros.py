"""Codes whose zeros in front a spreadsheet dropped, completed by the table that they refer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from mingzhang.compile.imports.places import cell_fault
from mingzhang.compile.imports.records import Record
from mingzhang.compile.problems import Problems
from mingzhang.kit.language import Text
from mingzhang.standard.package import PackageForm


def restore_zeros(
    records: Mapping[str, list[Record]],
    form: PackageForm,
    known: Mapping[str, list[dict[str, str]]],
    problems: Problems,
) -> None:
    """Codes that lost their zeros in front get them back where exactly one code of the table they refer
    to differs by nothing else; each is said. `known`: rows that the package has already, by table."""
    for table, found in records.items():
        for column in form.tables[table].columns:
            target, _, name = (column.reference or "").partition(".")
            if not target or column.type != "text":
                continue
            rows = [*known.get(target, []), *(record.cells for record in records.get(target, []))]
            codes = {row.get(name, "") for row in rows}
            for (before, after), places in _restored(found, column.name, codes).items():
                rows_said = Text(f"（共{len(places)}行）", f" ({len(places)} rows)")
                reason = Text(
                    f"补上开头的0：{before}→{after}{rows_said.zh}",
                    f"zeros in front restored: {before} → {after}{rows_said.en}",
                )
                first = places[0]
                place = first.columns.get(column.name)
                problems.warn(cell_fault(first.sheet, first.row, place, column.heading, before, reason))


def _restored(found: list[Record], name: str, codes: set[str]) -> dict[tuple[str, str], list[Record]]:
    """(before, after) → the records whose code was completed."""
    short: dict[str, set[str]] = defaultdict(set)
    for code in codes:
        if code.isdecimal():
            short[code.lstrip("0")].add(code)
    restored: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in found:
        text = record.cells.get(name, "")
        if text.isdecimal() and text not in codes:
            whole = {code for code in short.get(text.lstrip("0"), set()) if len(code) > len(text)}
            if len(whole) == 1:
                record.cells[name] = next(iter(whole))
                restored[text, record.cells[name]].append(record)
    return restored
