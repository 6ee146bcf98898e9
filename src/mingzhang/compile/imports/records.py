"""Lines of a sheet as records of the package, each with its place; what was passed over is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mingzhang.compile.imports.cells import BLANK, BadCell, converted, is_code, shown
from mingzhang.compile.imports.grids import Number
from mingzhang.compile.imports.places import cell_fault, sheet_fault
from mingzhang.compile.imports.takes import Line, Plan, Take
from mingzhang.compile.problems import Problem, Problems
from mingzhang.kit.chinese import fold
from mingzhang.kit.language import Text
from mingzhang.registers.ledger import MASK
from mingzhang.standard.package import PackageForm

_SHOWN = 20


@dataclass(slots=True)
class Record:
    """A row of a table and where it stands; `columns`: our column → the sheet's column from 1."""

    cells: dict[str, str]
    sheet: str
    row: int
    columns: Mapping[str, int]


@dataclass(slots=True)
class _Passed:
    """Rows that a sheet's message names."""

    totals: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    differing: list[int] = field(default_factory=list)
    bare_codes: list[int] = field(default_factory=list)


def records_of(plan: Plan, form: PackageForm, problems: Problems) -> list[Record]:
    """The records of a sheet. Every bad cell is an error with its place; rows of totals are left out,
    hidden rows taken, and both are said in one warning each."""
    reading = _Reading(plan, form, problems)
    for row, line in plan.lines():
        if plan.wants(line):
            reading.read(row, line)
    reading.say()
    return reading.records


class _Reading:
    def __init__(self, plan: Plan, form: PackageForm, problems: Problems) -> None:
        self.plan, self.form, self.problems = plan, form, problems
        self.records: list[Record] = []
        self.passed = _Passed()
        self.columns = {take.column.name: take.columns[0] for take in plan.takes}
        self._totals = {fold(word).lower() for word in form.words.total_rows}
        self._seen: dict[tuple[str, ...], dict[str, str]] = {}
        self._fixed = self._fixed_cells()

    def _fixed_cells(self) -> dict[str, str]:
        table = self.plan.table
        cells = {}
        for name, value in self.plan.fixed.items():
            try:
                cells[name] = converted(value, table, table.column(name), self.form)
            except BadCell as bad:
                reason = Text(f"对照文件 fixed.{name}：{bad.reason.zh}", f"fixed.{name}: {bad.reason.en}")
                self.problems.error(sheet_fault(self.plan.grid.name, reason))
        return cells

    def read(self, row: int, line: Line) -> None:
        cells = dict(self._fixed)
        faults: list[Problem] = []
        for take in self.plan.takes:
            name = take.column.name
            try:
                cells[name] = self._cell(take, line)
            except BadCell as bad:
                faults.append(self._fault(row, take, bad.shown, bad.reason))
                continue
            if take.column.required and not cells[name]:
                faults.append(self._fault(row, take, "", BLANK))
        if faults and self._repeats_others(line):
            self.passed.totals.append(row)
            return
        if row in self.plan.grid.hidden:
            self.passed.hidden.append(row)
        for fault in faults:
            self.problems.error(fault)
        if not faults and self._is_new(row, cells):
            self._note_bare_codes(row, line)
            self.records.append(Record(cells, self.plan.grid.name, row, self.columns))

    def _cell(self, take: Take, line: Line) -> str:
        plan = self.plan
        if take.column.type == "amount" and self._counts(line):
            take = Take(take.column, take.columns, take.rule)
            text = take.read(line, plan.table, self.form, plan.date_format)
            return text.removesuffix(".00")
        return take.read(line, plan.table, self.form, plan.date_format)

    def _counts(self, line: Line) -> bool:
        """Whether the line's figure is a number of things (批次、人次), which no unit of money touches."""
        for take in self.plan.takes:
            values = self.form.values.get(take.column.values or "", [])
            if any(value.counts for value in values):
                code = take.read(line, self.plan.table, self.form, None)
                return any(value.code == code and value.counts for value in values)
        return False

    def _fault(self, row: int, take: Take, value: str, reason: Text) -> Problem:
        heading = take.column.heading
        value = MASK if value and take.column.private else value
        return cell_fault(self.plan.grid.name, row, take.columns[0], heading, value, reason)

    def _repeats_others(self, line: Line) -> bool:
        """A row of totals: some cell says so and nothing else, or the first begins with it."""
        texts = [fold(shown(value)).lower().rstrip(":") for value in line if shown(value)]
        first = texts[0] if texts else ""
        return any(text in self._totals for text in texts) or first.startswith(tuple(self._totals))

    def _is_new(self, row: int, cells: dict[str, str]) -> bool:
        if not self.plan.distinct:
            return True
        table = self.plan.table
        key = tuple(cells.get(name, "") for name in (table.key or table.unique or sorted(cells)))
        first = self._seen.setdefault(key, cells)
        if first is not cells and first != cells:
            self.passed.differing.append(row)
        return first is cells

    def _note_bare_codes(self, row: int, line: Line) -> None:
        """Codes of the table itself that are stored as numbers: zeros in front may be lost already."""
        for take in self.plan.takes:
            own = is_code(self.plan.table, take.column) and take.column.reference is None
            if own and len(take.columns) == 1:
                value = line[take.columns[0] - 1] if take.columns[0] <= len(line) else None
                if isinstance(value, Number) and not value.zeros:
                    self.passed.bare_codes.append(row)

    def say(self) -> None:
        if self.plan.grid.concealed:
            text = Text("隐藏的工作表，也已导入", "a hidden sheet, imported as well")
            self.problems.warn(sheet_fault(self.plan.grid.name, text))
        self._warn("合计行没有导入", "rows of totals were not imported", self.passed.totals)
        self._warn("隐藏行也已导入", "hidden rows were imported as well", self.passed.hidden)
        self._warn(
            "与前面同一代码的行内容不同，取前面的",
            "differ from an earlier row of the same key, which was taken",
            self.passed.differing,
        )
        self._warn(
            "代码存成了数字，开头的0可能丢了，请核对",
            "codes stored as numbers: zeros in front may be lost, please check",
            self.passed.bare_codes,
        )

    def _warn(self, zh: str, en: str, rows: list[int]) -> None:
        if rows:
            named = "、".join(str(row) for row in rows[:_SHOWN]) + ("…" if len(rows) > _SHOWN else "")
            count = len(rows)
            text = Text(f"{zh}：第{named}行（共{count}行）", f"{en}: rows {named}, {count} in all")
            self.problems.warn(sheet_fault(self.plan.grid.name, text))
