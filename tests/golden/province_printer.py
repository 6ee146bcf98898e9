"""Statements printed in the forms of the Ministry and of provinces, as HTML tables with merged cells.

Titles, headers and row labels are those of the official forms; figures come from `tests.golden.invented`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mingzhang.kit.chinese import numeral
from mingzhang.standard.load import Standard
from tests.golden.printed import Cells
from tests.golden.province_cells import OPENING_04, ROWS_01_INCOME, ROWS_04_INCOME, C, Table, as_html, spanned
from tests.golden.province_forms import Form


class Printer:
    """Prints one unit's statements in a form."""

    def __init__(self, form: Form, standard: Standard, unit: str, year: int = 2023) -> None:
        self.form, self.standard, self.unit, self.year = form, standard, unit, year

    def page(self, figures: Mapping[str, Cells], *, style: str = "", prose: str = "") -> str:
        """The whole disclosure as an HTML page; `style` is put into its style sheet."""
        parts = [f"<h1>{self.unit}</h1><h1>{self.year}年度部门决算</h1><h2>第一部分 部门决算表</h2>"]
        for number, name in enumerate(self.form.titles, 1):
            parts.append(self.statement(name, figures.get(name, {}), number))
            if self.form.details and name == "general_budget_expenditure":
                parts += self._details(figures[name])
        return (
            f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><style>{style}</style></head>'
            f"<body>{''.join(parts)}{prose}</body></html>"
        )

    def statement(self, name: str, cells: Cells, number: int) -> str:
        """One statement with what stands above and below it."""
        head = [f"<h3>{self.form.titles[name]}</h3>"]
        if self.form.numbers:
            head.append(f"<p class=right>公开{number:02d}表</p>")
        head.append(f"<p>{self.form.unit_line.format(unit=self.unit)}</p>")
        head.append(f"<p class=right>{self.form.money_line.format(money=self.form.money)}</p>")
        shapes: dict[str, Callable[[Cells], Table]] = {
            "income_expenditure_summary": self._summary,
            "appropriation_summary": self._appropriations,
            "income": self._income,
            "expenditure": self._expenditure,
            "general_budget_expenditure": self._general,
            "general_budget_basic": self._basic,
            "government_managed_funds": self._funds,
            "state_capital_operations": self._state_capital,
            "three_public_expenses": self._three_public,
        }
        note = self.form.note
        table = shapes[name](cells)
        if not cells:
            note += f"</p><p>说明：{self.unit}没有相关收支，故本表无数据。"
        return f"<section>{''.join(head)}{as_html(table)}<p>{note}</p></section>"

    def _details(self, cells: Cells) -> list[str]:
        """Tables that are none of the ten: by function and economic subject, and of project expenditure."""
        columns: list[tuple[tuple[str, ...], str | None]] = [(("合计",), "total")]
        columns += [(("工资福利支出", name), None) for name in ("小计", "基本工资", "津贴补贴")]
        projects: list[tuple[tuple[str, ...], str | None]] = [(("项目名称",), None), (("金额",), "project")]
        unit, money = self.form.unit_line.format(unit=self.unit), self.form.money
        return [
            f"<section><h3>{title}</h3><p>{unit}</p><p class=right>金额单位：{money}</p>"
            f"{as_html(self._subjects(cells, paths))}<p>{self.form.note}</p></section>"
            for title, paths in (
                ("一般公共预算财政拨款支出决算明细表", columns),
                ("一般公共预算财政拨款项目支出决算表", projects),
            )
        ]

    def shown(self, cells: Cells, side: str | None, code: str, column: str) -> str:
        value = cells.get((side, code, column))
        if value is None:
            return self.form.blank
        if not self.form.thousands:
            return value
        whole, _, rest = value.partition(".")
        return f"{int(whole):,}.{rest}" if rest else f"{int(whole):,}"

    # statements by subject

    def _head(self, columns: Sequence[tuple[str, ...]], depth: int, label: str = "科目名称") -> Table:
        """The header: 项目 over code and name at the left, paths of `columns` behind."""
        lead = 3 if self.form.codes != "one" else 1
        rows: Table = [[] for _ in range(depth + 1)]
        rows[0].append(C("项目", lead + 1))
        if self.form.codes == "one":
            rows[1] += [C("功能分类科目编码", 1, depth), C(label, 1, depth)]
        else:
            rows[1] += [C("功能分类科目编码", 3, depth), C(label, 1, depth)]
        rows[0] += spanned(columns, 0, depth + 1)
        for level in range(1, depth + 1):
            rows[level] += spanned(columns, level, depth + 1)
        return rows

    def _numbers(self, count: int) -> Table:
        if self.form.codes == "one":
            return [[C("栏次", 2), *(C(str(n)) for n in range(1, count + 1))]] if self.form.number_row else []
        numbers = [C(str(n)) for n in range(1, count + 1)]
        return [[C("类", 1, 2), C("款", 1, 2), C("项", 1, 2), C("栏次"), *numbers]]

    def _lead(self, code: str, name: str) -> list[C]:
        if self.form.codes == "levels":
            return [C(code, 3), C(name)]
        if self.form.codes == "filled levels":
            parts = [code[:3], code[3:5], code[5:7]]
            return [*(C(part) for part in parts), C(name)]
        return [C(code), C(name)]

    def _subject_rows(self, cells: Cells, ids: Sequence[str | None]) -> Table:
        def figures(code: str) -> list[C]:
            return [C(self.shown(cells, None, code, column) if column else self.form.blank) for column in ids]

        rows: Table = []
        total = figures("total")
        if self.form.codes == "one":
            rows.append([C("合计", 2), *total])
        else:
            rows.append([C("合计"), *total])
        table = self.standard.subjects.functional
        for code in dict.fromkeys(code for _, code, _ in cells if code != "total"):
            subject = table.get(code)
            rows.append([*self._lead(code, subject.name if subject else "其他支出"), *figures(code)])
        if len(rows) == 1:
            rows.append([*self._lead("", ""), *(C() for _ in ids)])
        return rows

    def _subjects(self, cells: Cells, columns: Sequence[tuple[tuple[str, ...], str | None]]) -> Table:
        depth = max(max(len(path) for path, _ in columns) - 1, 1)
        ids = [name for _, name in columns]
        head = self._head([path for path, _ in columns], depth)
        return [*head, *self._numbers(len(columns)), *self._subject_rows(cells, ids)]

    def _income(self, cells: Cells) -> Table:
        operating: list[tuple[tuple[str, ...], str | None]] = [(("事业收入",), "operating")]
        if self.form.education:
            operating = [(("事业收入", "小计"), "operating"), (("事业收入", "其中：教育收费"), None)]
        return self._subjects(
            cells,
            [
                (("本年收入合计",), "total"),
                (("财政拨款收入",), "appropriation"),
                (("上级补助收入",), "superior_subsidy"),
                *operating,
                (("经营收入",), "business"),
                (("附属单位上缴收入",), "subordinate_remittance"),
                (("其他收入",), "other"),
            ],
        )

    def _expenditure(self, cells: Cells) -> Table:
        return self._subjects(
            cells,
            [
                (("本年支出合计",), "total"),
                (("基本支出",), "basic"),
                (("项目支出",), "project"),
                (("上缴上级支出",), "remitted_to_superior"),
                (("经营支出",), "business"),
                (("对附属单位补助支出",), "subsidy_to_subordinate"),
            ],
        )

    def _general(self, cells: Cells) -> Table:
        spent = [
            (("本年支出", self.form.total_title), "total"),
            (("本年支出", "基本支出"), "basic"),
            (("本年支出", "项目支出"), "project"),
        ]
        if self.form.general == "three":
            return self._subjects(cells, spent)
        return self._subjects(
            cells,
            [
                (("年初结转和结余", "合计"), None),
                (("年初结转和结余", "基本支出结转"), None),
                (("年初结转和结余", "项目支出结转和结余"), None),
                (("本年收入", "合计"), None),
                (("本年收入", "基本支出"), None),
                (("本年收入", "项目支出"), None),
                (("本年支出", "合计"), "total"),
                *spent[1:],
                (("年末结转和结余", "合计"), None),
                (("年末结转和结余", "基本支出结转"), None),
                (("年末结转和结余", "项目支出结转和结余"), None),
            ],
        )

    def _funds(self, cells: Cells) -> Table:
        return self._subjects(
            cells,
            [
                (("年初结转和结余",), "opening_balance"),
                (("本年收入",), "income"),
                (("本年支出", self.form.total_title), "total"),
                (("本年支出", "基本支出"), "basic"),
                (("本年支出", "项目支出"), "project"),
                (("年末结转和结余",), "closing_balance"),
            ],
        )

    def _state_capital(self, cells: Cells) -> Table:
        known = {
            "opening_balance": ("年初结转和结余",),
            "income": ("本年收入",),
            "total": ("本年支出", "合计"),
            "basic": ("本年支出", "基本支出"),
            "project": ("本年支出", "项目支出"),
            "closing_balance": ("年末结转和结余",),
        }
        return self._subjects(cells, [(known[name], name) for name in self.form.state_capital])

    # two-sided statements

    def _sides(
        self, cells: Cells, left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]],
        heads: Sequence[str], columns: Sequence[str], first: str,
    ) -> Table:  # fmt: skip
        line = [C("行次")] if self.form.lines else []
        rows: Table = [
            [C("收入", 2 + len(line)), C("支出", 1 + len(line) + len(heads))],
            [C("项目"), *line, C(first), C("项目"), *line, *(C(head) for head in heads)],
        ]
        if self.form.number_row:
            numbers = [C(str(n)) for n in range(2, 2 + len(heads))]
            blank = [C("")] if self.form.lines else []
            rows.append([C("栏次"), *blank, C("1"), C("栏次"), *blank, *numbers])
        height = max(len(left), len(right))
        for at in range(height):
            row: list[C] = []
            name, code = left[at] if at < len(left) else ("", "")
            row += [C(name), *(C(str(at + 1)) for _ in line)]
            row.append(C(self.shown(cells, "income", code, "amount") if name else ""))
            name, code = right[at] if at < len(right) else ("", "")
            row += [C(name), *(C(str(height + at + 1)) for _ in line)]
            row += [C(self.shown(cells, "expenditure", code, column) if name else "") for column in columns]
            rows.append(row)
        return rows

    def _classes(self) -> list[tuple[str, str]]:
        found = []
        for at, subject in enumerate(self.standard.subjects.classes):
            found.append((f"{numeral(at + 1)}、{subject.name}", subject.code))
        return found

    def _summary(self, cells: Cells) -> Table:
        left, right = list(ROWS_01_INCOME), self._classes()
        left += [("", "")] * (len(right) - len(left))
        left += [
            ("本年收入合计", "current_year_total"),
            ("使用非财政拨款结余（含专用结余）", "surplus_used"),
            ("年初结转和结余", "opening"),
            ("总计", "total"),
        ]
        right += [
            ("本年支出合计", "current_year_total"),
            ("结余分配", "surplus_allocated"),
            ("年末结转和结余", "closing"),
            ("总计", "total"),
        ]
        return self._sides(cells, left, right, ["决算数"], ["amount"], "决算数")

    def _appropriations(self, cells: Cells) -> Table:
        left, right = list(ROWS_04_INCOME), self._classes()
        left += [("", "")] * (len(right) - len(left))
        left += [("本年收入合计", "current_year_total"), *OPENING_04, ("总计", "total")]
        right += [("本年支出合计", "current_year_total"), ("年末财政拨款结转和结余", "closing")]
        right += [("", "")] * (len(left) - len(right) - 1) + [("总计", "total")]
        heads = ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
        columns = ["total", "general_public_budget", "government_managed_funds", "state_capital_operations"]
        return self._sides(cells, left, right, heads, columns, "金额")

    # basic expenditure

    def _basic(self, cells: Cells) -> Table:
        codes = [code for _, code, _ in cells if code not in ("personnel", "public", "total")]
        codes = sorted(code for code in codes)
        table = self.standard.subjects.economic

        def entry(code: str) -> tuple[str, str, str]:
            subject = table.get(code)
            return code, subject.name if subject else "其他", self.shown(cells, None, code, "amount")

        if self.form.basic == "list":
            return self._basic_list(cells, codes, entry)
        if self.form.basic == "levels":
            return self._basic_levels(cells, codes, entry)
        personnel = [entry(code) for code in codes if code[:3] in ("301", "303")]
        public = [entry(code) for code in codes if code[:3] not in ("301", "303")]
        groups = [personnel, public]
        if self.form.basic == "three groups":
            half = (len(public) + 1) // 2
            groups = [personnel, public[:half], public[half:]]
        rows: Table = [[C("人员经费", 3), C("公用经费", 3 * (len(groups) - 1))]]
        rows.append([C(head) for _ in groups for head in ("科目编码", "科目名称", "决算数")])
        for at in range(max(map(len, groups), default=0)):
            cells_of_row = [group[at] if at < len(group) else ("", "", "") for group in groups]
            rows.append([C(text) for triple in cells_of_row for text in triple])
        last = [C("人员经费合计", 2), C(self.shown(cells, None, "personnel", "amount"))]
        last += [C("公用经费合计", 3 * (len(groups) - 1) - 1), C(self.shown(cells, None, "public", "amount"))]
        return [*rows, last]

    def _basic_list(
        self, cells: Cells, codes: Sequence[str], entry: Callable[[str], tuple[str, str, str]]
    ) -> Table:
        """科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费."""
        rows: Table = [
            [C("经济分类科目编码", 1, 2), C("科目名称", 1, 2), C("基本支出", 3)],
            [C("合计"), C("人员经费"), C("公用经费")],
        ]
        personnel, public = (cells.get((None, name, "amount"), "0") for name in ("personnel", "public"))
        total = f"{sum(round(float(value) * 100) for value in (personnel, public)) / 100:.2f}"
        amounts = [C(total), C(personnel), C(public)]
        rows.append([C("合计", 2), *amounts])
        for code in codes:
            _, name, amount = entry(code)
            own = [C(amount), C(self.form.blank)]
            rows.append([C(code), C(name), C(amount), *(own if code[:3] in ("301", "303") else own[::-1])])
        return rows

    def _basic_levels(
        self, cells: Cells, codes: Sequence[str], entry: Callable[[str], tuple[str, str, str]]
    ) -> Table:
        """类 | 款 | 科目名称 | 金额, one list."""
        rows: Table = [[C("经济分类科目编码", 2), C("科目名称", 1, 2), C("金额", 1, 2)], [C("类"), C("款")]]
        for group, name in (("personnel", "人员经费"), ("public", "公用经费")):
            rows.append([C(""), C(""), C(f"{name}合计"), C(self.shown(cells, None, group, "amount"))])
            for code in codes:
                if (code[:3] in ("301", "303")) == (group == "personnel"):
                    _, label, amount = entry(code)
                    rows.append([C(code[:3]), C(code[3:]), C(label), C(amount)])
        return rows

    # three public expenses

    def _three_public(self, cells: Cells) -> Table:
        items: list[tuple[tuple[str, ...], str | None]] = [
            (("合计",), "total"),
            (("因公出国（境）费",), "overseas_trips"),
            (("公务用车购置及运行维护费", "小计"), "vehicles"),
            (("公务用车购置及运行维护费", "公务用车购置费"), "vehicle_purchase"),
            (("公务用车购置及运行维护费", "公务用车运行维护费"), "vehicle_operation"),
            (("公务接待费",), "reception"),
        ]
        items += [((name,), None) for name in self.form.extra]
        halves = (("budget", "预算数"), ("actual", "决算数"))

        def figure(code: str, column: str | None) -> C:
            return C(self.shown(cells, None, code, column) if column else "7.77")

        if self.form.three_public == "halves":
            paths = [(title, *path) for _, title in halves for path, _ in items]
            rows = [spanned(paths, level, 3) for level in range(3)]
            if self.form.number_row:
                rows.append([C(str(number)) for number in range(1, len(paths) + 1)])
            return [*rows, [figure(code, column) for code, _ in halves for _, column in items]]
        if self.form.three_public == "pairs":
            paths = [(*path, title) for path, _ in items for _, title in halves]
            rows = [spanned(paths, level, 3) for level in range(3)]
            return [*rows, [figure(code, column) for _, column in items for code, _ in halves]]
        if self.form.three_public == "items":
            labels = ["合计", "1.因公出国（境）费", "2.公务用车购置及运行维护费", "其中：（1）公务用车购置费",
                      "（2）公务用车运行维护费", "3.公务接待费", *self.form.extra]  # fmt: skip
            last = [C(f"{self.year - 1}年度决算数")] if self.form.last_year else []
            rows = [[C("项目"), *last, C(f"{self.year}年度预算数"), C(f"{self.year}年度决算数")]]
            for label, (_, column) in zip(labels, items, strict=True):
                rows.append([C(label), *(C("6.66") for _ in last), *(figure(c, column) for c, _ in halves)])
            return rows
        paths = [path for path, _ in items]
        rows = [[C("项目", 1, 2), *spanned(paths, 0, 2)], spanned(paths, 1, 2)]
        for code, title in halves:
            rows.append([C(f"{self.year}年度{title}"), *(figure(code, column) for _, column in items)])
        return rows
