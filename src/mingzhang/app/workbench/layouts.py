"""The layouts of the statements: one way of laying out figures for each of the standard's layouts."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.app.workbench.form_table import FormCell, FormTable, header_rows
from mingzhang.app.workbench.paper import StatementOnPaper
from mingzhang.compile.labels import Labels
from mingzhang.kit.language import Text
from mingzhang.standard.statements import Side, StatementColumn

ITEM, CODE, NAME = Text("项目", "Item"), Text("科目编码", "Code"), Text("科目名称", "Subject")
LINE, NOT_APPLICABLE = Text("行次", "Line"), "——"
_TOP_ENDS, _LAST = "current_year_total", "total"
"""In a two-sided form the yearly totals and the grand totals of both sides stand in one row."""


class LaidOut(StatementOnPaper):
    """A statement laid out as its printed form."""

    def table(self) -> FormTable:
        statement, printed = self._statement, self._printed
        title = self._form.english if self._language == "en" else ""
        unit = self._disclosure.unit
        table = FormTable(
            id=statement.id,
            number=statement.form or (printed.form if printed else None) or "",
            title=title or statement.title or self._form.title,
            unit_label=statement.unit_label or "单位名称",
            unit_name=statement.unit_name or unit.name or "",
            currency_unit=statement.currency_unit or self._form.currency_unit,
            no_data=statement.no_data,
        )
        table.head, table.body = getattr(self, f"_{self._form.layout}")()
        return table

    def _two_sided(self) -> tuple[list[list[FormCell]], list[list[FormCell]]]:
        sides = self._form.sides
        top: list[FormCell] = []
        below: list[FormCell] = []
        for side in sides:
            top.append(self._heading(side.title or "", side.english or "", 1 + len(side.columns)))
            below.append(FormCell(self._said(ITEM), kind="head"))
            below += [self._heading(column.title, column.english) for column in side.columns]
        blocks = [self._blocks(side) for side in sides]
        rows = [self._paired(sides, [block[part] for block in blocks]) for part in range(3)]
        return [top, below], [row for part in rows for row in part]

    def _blocks(
        self, side: Side
    ) -> tuple[list[tuple[str, str]], list[tuple[str, str]], list[tuple[str, str]]]:
        """Lines above the yearly total, from there to the grand total, and the grand total."""
        lines = [(row.code, row.label) for row in side.rows]
        codes = [code for code, _ in lines]
        cut = codes.index(_TOP_ENDS)
        classes: list[tuple[str, str]] = []
        if side.class_rows:
            labels = Labels(self._standard)
            codes_known = [item.code for item in self._standard.subjects.classes]
            known = {code: labels.of(self._statement.id, side, code) or "" for code in codes_known}
            printed = {code: label for code, label in self._codes(side.id) if code not in codes}
            classes = [(code, printed.get(code) or name) for code, name in known.items()]
            classes += [(code, label) for code, label in printed.items() if code not in known]
        middle = [line for line in lines[cut:] if line[0] != _LAST]
        return [*lines[:cut], *classes], middle, [line for line in lines if line[0] == _LAST]

    def _paired(self, sides: Sequence[Side], parts: Sequence[list[tuple[str, str]]]) -> list[list[FormCell]]:
        height = max(len(part) for part in parts)
        rows = []
        for index in range(height):
            row: list[FormCell] = []
            for side, part in zip(sides, parts, strict=True):
                if index < len(part):
                    code, label = part[index]
                    row.append(FormCell(label))
                    row += [self._value(side.id, code, column.id) for column in side.columns]
                else:
                    row += [FormCell(kind="blank") for _ in range(1 + len(side.columns))]
            rows.append(row)
        return rows

    def _columns(self) -> list[tuple[StatementColumn, list[str]]]:
        """The columns that the variant prints, each with its header path."""
        printed = self._printed
        chosen = [
            column
            for column in self._form.sides[0].columns
            if printed is None or printed.columns is None or column.id in printed.columns
        ]
        titles = {} if printed is None else printed.column_titles
        if self._language == "en":
            return [(column, [column.english]) for column in chosen]
        return [(column, titles.get(column.id, column.title).split("/")) for column in chosen]

    def _subject_rows(self) -> tuple[list[list[FormCell]], list[list[FormCell]]]:
        columns = self._columns()
        depth = max(len(path) for _, path in columns)
        head = header_rows([path for _, path in columns], depth)
        head[0] = [
            FormCell(self._said(CODE), kind="head", rows=depth),
            FormCell(self._said(NAME), kind="head", rows=depth),
            *head[0],
        ]
        body = []
        for code, label in self._codes(None) or [(_LAST, "合计")]:
            level = {3: 1, 5: 2, 7: 3}.get(len(code), 0) if code.isdigit() else 0
            shown = FormCell("" if level == 0 else code, kind="code", level=level)
            name = FormCell(label or code, level=level)
            body.append([shown, name, *(self._value(None, code, column.id) for column, _ in columns)])
        return head, body

    def _economic_groups(self) -> tuple[list[list[FormCell]], list[list[FormCell]]]:
        form = self._form
        personnel, public = form.personnel_classes, form.public_classes
        groups = [
            self._economic(personnel),
            self._economic(public[:1]),
            self._economic([*public[1:], *form.not_applicable_classes]),
        ]
        titles = {row.code: row.label for row in form.sides[0].rows}
        head = [
            [self._heading("人员经费", "Personnel", 3), self._heading("公用经费", "Public funds", 6)],
            [
                FormCell(self._said(text), kind="head")
                for _ in range(3)
                for text in (CODE, NAME, Text("决算数", "Amount"))
            ],
        ]
        body = []
        for index in range(max(len(group) for group in groups)):
            row: list[FormCell] = []
            for group in groups:
                row += group[index] if index < len(group) else [FormCell(kind="blank")] * 3
            body.append(row)
        value = self._value
        body.append([
            FormCell(titles["personnel"], columns=2), value(None, "personnel", "amount"),
            FormCell(titles["public"], columns=5), value(None, "public", "amount"),
        ])  # fmt: skip
        body.append([FormCell(titles[_LAST], columns=8), value(None, _LAST, "amount")])
        return head, body

    def _economic(self, classes: Sequence[str]) -> list[list[FormCell]]:
        printed = dict(self._codes(None))
        rows = []
        for category in classes:
            known = [
                item
                for item in self._standard.subjects.economic.by_code.values()
                if item.code.startswith(category)
            ]
            names = {item.code: item.name for item in known}
            names.update({code: label for code, label in printed.items() if code.startswith(category)})
            for code in sorted(names):
                level = 1 if len(code) == 3 else 2
                figure = self._value(None, code, "amount")
                if category in self._form.not_applicable_classes and figure.value is None:
                    figure = FormCell(NOT_APPLICABLE, kind="blank")
                rows.append(
                    [FormCell(code, kind="code", level=level), FormCell(names[code], level=level), figure]
                )
        return rows

    def _three_public(self) -> tuple[list[list[FormCell]], list[list[FormCell]]]:
        columns = self._columns()
        kinds = [(row.code, row.label) for row in self._form.sides[0].rows]
        english = {"budget": "Budget", "actual": "Actual"} if self._language == "en" else {}
        first = self._printed is not None and self._printed.budget_first
        order = [(kind, column, path) for kind in kinds for column, path in columns]
        if not first:
            order = [(kind, column, path) for column, path in columns for kind in kinds]
        paths = []
        for (code, label), _, path in order:
            word = english.get(code, label)
            paths.append([word, *path] if first else [*path, word])
        head = header_rows(paths, max(len(path) for path in paths))
        return head, [[self._value(None, code, column.id) for (code, _), column, _ in order]]

    def _labelled_rows(self) -> tuple[list[list[FormCell]], list[list[FormCell]]]:
        side = self._form.sides[0]
        head = [[FormCell(self._said(ITEM), kind="head"), FormCell(self._said(LINE), kind="head"),
                 self._heading("统计数", "Figure")]]  # fmt: skip
        sections = {section.id: section.label for section in side.sections}
        body: list[list[FormCell]] = []
        for row in side.rows:
            if row.section in sections:
                body.append([FormCell(sections.pop(row.section or ""), columns=3, kind="section")])
            figure = self._value(None, row.code, row.column or "amount")
            body.append([FormCell(row.label), FormCell(row.line or "", kind="code"), figure])
        return head, body
