"""The data dictionary as a page in both languages: tables, columns, values, one example each."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.compile.template.naming import example_of, file_name, heading, said
from mingzhang.kit.language import Language, Text
from mingzhang.standard.package import PackageColumn, PackageForm, PackageTable

KINDS = {
    "text": Text("文字", "text"),
    "value": Text("取值", "one of the values"),
    "date": Text("日期（2024-03-15）", "date (2024-03-15)"),
    "amount": Text("金额，元，最多两位小数", "元, at most two decimals"),
    "money": Text("金额，元，最多两位小数，可空", "元, at most two decimals, may be blank"),
    "number": Text("数字", "number"),
    "whole": Text("整数", "whole number"),
    "functional": Text("功能科目“项”，7位", "functional item, 7 digits"),
    "economic": Text("经济科目“款”，5位", "economic section, 5 digits"),
}
"""What a column of each type holds."""


def dictionary_page(form: PackageForm, year: int, headings: Language) -> str:
    """The page that stands in a package: its own file names and headings first, then the other language."""
    lines = ["# 数据字典 Data dictionary", ""]
    lines += [
        f"{year}年度。每个文件一张表；不需要的文件空着即可。中文、英文的文件名、表头和取值都能读。"
        f"文件夹“{said(form.words.examples, headings)}”里每张表有一行示例，只供查看，不会编入决算。",
        "",
        f"Fiscal year {year}. One file per table; a file that is not needed may stay empty. File "
        "names, headings and values are read in Chinese and in English. The folder "
        f"`{said(form.words.examples, headings)}` has one example row per table, to look at only.",
        "",
    ]
    return "\n".join([*lines, *dictionary_tables(form, year, headings)]) + "\n"


def dictionary_tables(form: PackageForm, year: int, headings: Language) -> Iterator[str]:
    """A section per table with its columns, then the sets of values."""
    for table in form.tables.values():
        yield from _table(form, table, year, headings)
    yield "## 取值 Values"
    for name, values in form.values.items():
        yield ""
        yield f"### {name}"
        yield ""
        yield "| 取值 | code | English | 也可写作 also read |"
        yield "|---|---|---|---|"
        for value in values:
            also = "、".join(value.words[1:])
            yield f"| {value.words[0]} | `{value.code}` | {value.en} | {also} |"


def _table(form: PackageForm, table: PackageTable, year: int, headings: Language) -> Iterator[str]:
    yield f"## {table.title.zh} {table.title.en}"
    yield ""
    names = dict.fromkeys(f"`{name}`" for name in (file_name(table, headings), f"{table.table}.csv"))
    yield f"{', '.join(names)} · {table.source}"
    yield ""
    yield f"{table.explanation.zh} {table.explanation.en}"
    yield ""
    yield "| 列 column | 另写作 also | 必填 needed | 内容 holds | 说明 explanation | 示例 example |"
    yield "|---|---|---|---|---|---|"
    for column in table.columns:
        own, other = heading(column, headings), heading(column, "en" if headings == "zh" else "zh")
        also = ", ".join([other, *column.spellings])
        needed = "是 yes" if column.required else ""
        example = example_of(form, column, year, headings)
        yield _line([own, also, needed, _holds(form, column), _explained(column), example])
    yield ""


def _holds(form: PackageForm, column: PackageColumn) -> str:
    kind = KINDS[column.type]
    text = f"{kind.zh} · {kind.en}"
    if column.values is not None:
        words = "、".join(value.words[0] for value in form.values[column.values])
        text = f"{words}（`{column.values}`）"
    if column.reference is not None:
        text += f"；见 see `{column.reference}`"
    return text


def _explained(column: PackageColumn) -> str:
    return f"{column.explanation.zh} {column.explanation.en}"


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
