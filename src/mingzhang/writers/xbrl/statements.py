"""Cells as concepts and dimensions.

A row of a statement is a concept, so that 类, 款 and 项 add up between concepts; a column that is part
of another one is a member of a dimension, whose default is the column that the others are part of. A
column that is part of none (the opening balance, the income) gives the row a concept of its own, so that
these add up as well. Where a statement's rows are not added (预算数 and 决算数 of the 三公 table), columns
are the concepts and rows the members.
"""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.facts.model import Disclosure, Fact, Statement
from mingzhang.kit.address import CellAddress
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import Side, StatementColumn, StatementForm
from mingzhang.writers.xbrl.model import Axis, Concept, ConceptType, Table, Taxonomy
from mingzhang.writers.xbrl.names import camel, spoken

COUNT = "count"
_ROWS_ARE_MEMBERS = ("three_public",)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell is in XBRL: its concept, and the member of an axis if it is not the default."""

    concept: str
    axis: str | None = None
    member: str | None = None


class Statements:
    """Builds the concepts and tables of a disclosure's statements into a taxonomy."""

    def __init__(self, disclosure: Disclosure, standard: Standard, taxonomy: Taxonomy) -> None:
        self._standard = standard
        self._taxonomy = taxonomy
        self._column_axes = self._shared_axes()
        for statement in disclosure.statements:
            form = standard.statements.get(statement.id)
            if form is not None and statement.facts:
                self._table(statement, form)

    def meaning(self, cell: CellAddress) -> Meaning | None:
        """The cell's concept and member; None where the standard knows no such statement or side."""
        form = self._standard.statements.get(cell.statement)
        side = None if form is None else _side(form, cell.side)
        if form is None or side is None:
            return None
        if form.layout in _ROWS_ARE_MEMBERS:
            name = camel(cell.statement) + camel(cell.column)
            return Meaning(name, camel(cell.statement) + "RowAxis", camel(cell.code) + "Member")
        root = _root(side, cell.column)
        name = _concept_name(form, side, root, cell.code)
        if root == cell.column:
            return Meaning(name)
        axis = self._column_axes[cell.statement, cell.side]
        return Meaning(name, axis.name, axis.members[cell.column].name)

    def _table(self, statement: Statement, form: StatementForm) -> None:
        for side in form.sides:
            facts = [fact for fact in statement.facts if fact.side == side.id]
            if not facts:
                continue
            table = _empty_table(form, side)
            axis = self._axis(form, side, table)
            above: dict[str, str] = {}
            for fact in facts:
                concept = self._concept(statement, form, side, fact)
                parent = _nearest(fact.code, above) if form.layout not in _ROWS_ARE_MEMBERS else None
                table.lines.setdefault(concept.name, None if parent is None else above[parent])
                if form.layout not in _ROWS_ARE_MEMBERS and _is_root_column(side, fact):
                    above.setdefault(fact.code, concept.name)
            if axis is not None:
                table.axes.append(axis)
                self._taxonomy.axes.setdefault(axis.name, axis)
            self._taxonomy.tables.append(table)

    def _concept(self, statement: Statement, form: StatementForm, side: Side, fact: Fact) -> Concept:
        meaning = self.meaning(CellAddress(statement.id, fact.side, fact.code, fact.column))
        assert meaning is not None
        kind: ConceptType = "decimal" if fact.column == COUNT else "monetary"
        columns = {column.id: column for column in side.columns}
        if form.layout in _ROWS_ARE_MEMBERS:
            item = columns.get(fact.column)
            zh, en = (item.title, item.english) if item else (fact.column, spoken(fact.column))
            label = f"{form.title}：{zh.replace('/', '·')}", f"{form.english}: {en}"
            return self._taxonomy.concept(meaning.concept, kind, *label)
        code = fact.code if fact.code[:1].isdigit() else ""
        zh = " ".join(part for part in (code, fact.label or "") if part) or fact.code
        en = code or spoken(fact.code)
        root = _root(side, fact.column)
        roots = [column for column in side.columns if column.part_of is None]
        if len(roots) > 1 and root in columns:
            zh, en = f"{zh} · {columns[root].title.replace('/', '·')}", f"{en}, {columns[root].english}"
        label = f"{form.title}：{zh}", f"{form.english}: {en}"
        return self._taxonomy.concept(meaning.concept, kind, *label)

    def _axis(self, form: StatementForm, side: Side, table: Table) -> Axis | None:
        if form.layout in _ROWS_ARE_MEMBERS:
            axis = Axis(camel(form.id) + "RowAxis", f"{form.title}：行", f"{form.english}: row")
            for row in side.rows:
                name = camel(row.code) + "Member"
                axis.members[row.code] = self._taxonomy.concept(name, "abstract", row.label, spoken(row.code))
            return axis
        return self._column_axes.get((form.id, side.id))

    def _shared_axes(self) -> dict[tuple[str, str | None], Axis]:
        """Statements whose columns are among another's share its axis, so that they can be added up."""
        trees = []
        for form in self._standard.statements.values():
            for side in form.sides:
                parts = [column for column in side.columns if column.part_of is not None]
                if parts and form.layout not in _ROWS_ARE_MEMBERS:
                    trees.append((form, side, parts))
        trees.sort(key=lambda tree: -len(tree[2]))
        made: list[tuple[set[str], Axis]] = []
        found: dict[tuple[str, str | None], Axis] = {}
        for form, side, parts in trees:
            ids = {part.id for part in parts}
            axis = next((axis for known, axis in made if ids <= known), None)
            if axis is None:
                axis = self._column_axis(form, side, parts)
                made.append((ids, axis))
            found[form.id, side.id] = axis
        return found

    def _column_axis(self, form: StatementForm, side: Side, parts: list[StatementColumn]) -> Axis:
        begin = camel(form.id) + (camel(side.id) if side.id else "")
        title = f"{form.title}：栏目", f"{form.english}: column"
        axis = Axis(begin + "ColumnAxis", *title)
        axis.default = self._taxonomy.concept(begin + "TotalMember", "abstract", "合计", "Total")
        for part in parts:
            name = begin + camel(part.id) + "Member"
            axis.members[part.id] = self._taxonomy.concept(name, "abstract", part.title, part.english)
        return axis


def _empty_table(form: StatementForm, side: Side) -> Table:
    zh, en = form.title, form.english
    if side.id is not None:
        zh, en = f"{zh}（{side.title or side.id}）", f"{en} ({side.english or spoken(side.id)})"
    return Table(camel(form.id) + (camel(side.id) if side.id else ""), zh, en)


def _side(form: StatementForm, side: str | None) -> Side | None:
    return next((item for item in form.sides if item.id == side), None)


def _root(side: Side, column: str) -> str:
    """The column that the column is, through all levels, part of."""
    parents = {item.id: item.part_of for item in side.columns}
    while (above := parents.get(column)) is not None:
        column = above
    return column


def _is_root_column(side: Side, fact: Fact) -> bool:
    return _root(side, fact.column) == fact.column


def _concept_name(form: StatementForm, side: Side, root: str, code: str) -> str:
    roots = [column.id for column in side.columns if column.part_of is None]
    known = root in roots or root == COUNT
    measure = camel(root) + "_" if len(roots) > 1 or not known else ""
    between = f"_{camel(side.id)}" if side.id else ""
    return f"{camel(form.id)}{between}_{measure}{camel(code)}"


def _nearest(code: str, above: dict[str, str]) -> str | None:
    """The nearest code above that has a row."""
    if not code.isdecimal():
        return None
    return next((code[:digits] for digits in (5, 3) if len(code) > digits and code[:digits] in above), None)
