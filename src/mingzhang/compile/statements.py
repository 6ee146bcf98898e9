"""Exact sums to printed statements: each cell rounded once, rows and columns in the form's order.

A cell that is exactly zero is left out (the contract: zeros may be printed or left out); a cell that
only rounds to zero is printed. A statement whose cells are all zero has `no_data` and no facts.
"""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.compile.cells import Cells, Measure
from mingzhang.compile.figures import FIGURES
from mingzhang.compile.labels import Labels
from mingzhang.compile.package import SourcePackage
from mingzhang.compile.sums import CellKey
from mingzhang.facts.model import Fact, Source, Statement, Unit
from mingzhang.kit.amounts import from_fen
from mingzhang.standard.statements import Side

_UNIT = "万元"


class Printer:
    """Prints the sums of one disclosure of a package."""

    def __init__(self, package: SourcePackage, declared: Sequence[Cells]) -> None:
        self._package = package
        self._labels = Labels(package.standard)
        self._classes = [subject.code for subject in package.standard.subjects.classes]
        self._files: dict[CellKey, str] = {}
        self._measures: dict[tuple[str, str | None, str, str], Measure] = {}
        self._declared = declared

    def statements(self, sums: dict[CellKey, int], unit: Unit) -> list[Statement]:
        """All ten statements."""
        return [self._statement(name, sums, unit) for name in self._package.standard.statements]

    def figures(self, sums: dict[CellKey, int]) -> list[Fact]:
        """The figures that no statement prints, in the order of their declaration, then by code."""
        facts = []
        left = {key for key in sums if key[0] == FIGURES}
        for cells in self._declared:
            if cells.statement == FIGURES:
                keys = {key for key in left if cells.selects(key[2]) is not None}
                left -= keys
                for key in sorted(keys, key=lambda item: item[2]):
                    facts.append(self._fact(key, sums[key], cells, self._labels.figure(key[2])))
        return facts

    def _statement(self, name: str, sums: dict[CellKey, int], unit: Unit) -> Statement:
        standard, variant = self._package.standard, self._package.variant
        form = standard.statements[name]
        printed = variant.statement(name)
        facts = [fact for side in form.sides for fact in self._side(name, side, sums)]
        return Statement(
            id=name,
            form=None if printed is None else printed.form,
            title=form.title if printed is None else printed.title,
            currency_unit=form.currency_unit,
            no_data=not facts,
            facts=facts,
            unit_name=unit.name,
            unit_label=(variant.unit_label_of_unit if unit.scope == "unit" else None) or variant.unit_label,
            notes=[note for note in (form.note if facts else standard.narrative.empty_statement,) if note],
        )

    def _side(self, statement: str, side: Side, sums: dict[CellKey, int]) -> list[Fact]:
        found = {
            (key[2], key[3]): amount
            for key, amount in sums.items()
            if key[0] == statement and key[1] == side.id and amount
        }
        columns = [column.id for column in side.columns]
        columns += ["count"] if statement == "supplementary_statistics" else []
        facts = []
        for code in self._ordered(statement, side, {code for code, _ in found}):
            label = self._labels.of(statement, side, code)
            for column in columns:
                if (code, column) in found:
                    key = (statement, side.id, code, column)
                    facts.append(self._fact(key, found[code, column], self._cells(key), label))
        return facts

    def _ordered(self, statement: str, side: Side, codes: set[str]) -> list[str]:
        """Subjects by code, classes in the summary's order; the total first where rows are subjects."""
        lines = [row.code for row in side.rows]
        subjects = sorted(
            codes - {*lines, "total"},
            key=lambda code: (self._classes.index(code[:3]) if code[:3] in self._classes else 99, code),
        )
        if side.class_rows or lines:
            return [*subjects, *(code for code in lines if code in codes)]
        return [*(["total"] if "total" in codes else []), *subjects]

    def _cells(self, key: CellKey) -> Cells:
        for cells in self._declared:
            if (cells.statement, cells.side, cells.column) == (key[0], key[1], key[3]) and cells.selects(
                key[2]
            ):
                return cells
        raise KeyError(key)

    def _fact(self, key: CellKey, amount: int, cells: Cells, label: str | None) -> Fact:
        tables = dict.fromkeys(records.table for records in cells.records)
        entries = (self._package.tables[table] for table in tables)
        files = "; ".join(entry.file for entry in entries if entry.present)
        value, exact = printed_value(amount, cells.measure), exact_value(amount, cells.measure)
        return Fact(
            side=key[1],
            code=key[2],
            label=label,
            column=key[3],
            value=value,
            stored=exact if exact != value else None,
            source=Source(file=files),
        )


def printed_value(amount: int, measure: Measure) -> str:
    """An exact sum as printed: 万元 with two decimals rounded once, or a whole number."""
    if measure == "money":
        return from_fen(amount, _UNIT)
    return str(amount if measure == "rows" else amount // 100)


def exact_value(amount: int, measure: Measure) -> str:
    """An exact sum to the last 分: 万元 with up to six decimals (two at least), or a whole number."""
    if measure != "money":
        return printed_value(amount, measure)
    exact = from_fen(amount, _UNIT, 6)
    return exact[:-4] + exact[-4:].rstrip("0")
