"""Disclosures typeset as PDF from own data, with Typst: tables with merged cells, rules and prose."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

FONTS = '"Noto Serif CJK SC", "SimSun", "NSimSun"'
Cell = str | tuple[str, int, int]
"""A cell's text, or (text, columns, rows) of a merged one."""

HEAD = f"""#set document(date: none)
#set page(paper: "a4", margin: (x: 2cm, y: 2.5cm))
#set text(font: ({FONTS}), size: 10.5pt, lang: "zh")
#set par(first-line-indent: (amount: 2em, all: true), leading: 0.9em, justify: true)
"""


def pdf_of(source: str) -> bytes:
    """The PDF of a Typst document's body."""
    import typst

    with TemporaryDirectory() as folder:
        path = Path(folder) / "document.typ"
        path.write_text(HEAD + source, encoding="utf-8")
        compiled: bytes = typst.compile(path)
        return compiled


def table(rows: Sequence[Sequence[Cell]], columns: int, *, options: str = "") -> str:
    """A table as Typst source."""
    cells = ", ".join(_cell(cell) for row in rows for cell in row)
    return f"#table(columns: {columns}, inset: 4pt, {options} {cells})\n"


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"[{_plain(cell)}]"
    text, across, down = cell
    return f"table.cell(colspan: {across}, rowspan: {down})[{_plain(text)}]"


def _plain(text: str) -> str:
    return "".join(f"\\{char}" if char in "#[]*_$@<>\\`-" else char for char in text)


EXPENDITURE_HEAD: list[list[Cell]] = [
    [
        ("项目", 2, 1),
        ("本年支出合计", 1, 2),
        ("基本支出", 1, 2),
        ("项目支出", 1, 2),
        ("上缴上级支出", 1, 2),
        ("经营支出", 1, 2),
        ("对附属单位补助支出", 1, 2),
    ],
    ["功能分类科目编码", "科目名称"],
]
EXPENDITURE_ROWS: list[list[Cell]] = [
    [("合　　计", 2, 1), "1,234.50", "1,000.00", "234.50", "", "", ""],
    ["212", "城乡社区支出", "1,234.50", "1,000.00", "234.50", "", "", ""],
    ["21205", "城乡社区环境卫生", "1,234.50", "1,000.00", "234.50", "", "", ""],
    ["2120501", "城乡社区环境卫生", "1,234.50", "1,000.00", "234.50", "", "0.00", "——"],
]
EXPENDITURE = {
    (code, column): value
    for code in ("total", "212", "21205", "2120501")
    for column, value in (("total", "1234.50"), ("basic", "1000.00"), ("project", "234.50"))
} | {("2120501", "business"): "0.00"}


@cache
def small_disclosure() -> bytes:
    """One statement and a paragraph of the final accounts of an invented office."""
    return pdf_of(
        "#align(center, text(size: 26pt)[清河县园林局\\ 2024年度部门决算])\n#pagebreak()\n"
        "#align(center)[支出决算表]\n单位：清河县园林局 #h(1fr) 金额单位：万元\n"
        + table([*EXPENDITURE_HEAD, *EXPENDITURE_ROWS], 8)
        + "#pagebreak()\n#align(center, text(size: 15pt)[第三部分 情况说明])\n\n三、支出决算情况说明\n\n"
        + "本年支出合计1234.50万元，其中：基本支出1000.00万元，占81.00%；项目支出234.50万元，占19.00%。" * 3
    )
