"""The generated page of the register types."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.standard.load import Standard
from mingzhang.standard.registers.types import Counted, Deadline, RegisterType, Requirement, Step

GENERATED = "<!-- Generated from the register types by `make docs`; do not edit. -->"
_KINDS = {
    "text": "文字 text", "choice": "取值 choice", "date": "日期 date", "money": "金额（元） money",
    "number": "数字 number", "whole": "整数 whole number", "record": "记录 record",
}  # fmt: skip


def registers_page(standard: Standard) -> str:
    """All register types: fields, steps with roles and deadlines, measures, rules, lists."""
    lines = ["# 台账 Registers", "", GENERATED, ""]
    lines += [
        "A register type is one YAML file; how to use and to add one: "
        "[registers](../how-to/registers.md). An indicator takes its value from a register by "
        "`register:measure` in its column `register` (`hazard:rate`), or from a part of it by "
        "`register:measure:value` (`survey:rate:residents`). Fields marked 🔒 are private: outside the "
        "register they read `***`.",
        "",
    ]
    for declared in standard.registers.values():
        lines += [*_section(declared), ""]
    return "\n".join(lines).rstrip() + "\n"


def _section(declared: RegisterType) -> Iterator[str]:
    yield f"## {declared.title.zh} `{declared.register}` {declared.title.en}"
    yield ""
    yield f"{declared.explanation.zh} {declared.explanation.en}"
    yield ""
    yield f"- 依据 source: {declared.source}"
    yield f"- 登记 kept by: {', '.join(f'`{role}`' for role in declared.keepers)}"
    if declared.selector is not None:
        yield f"- 指标可按此取一部分 an indicator may ask for a part by: `{declared.selector}`"
    yield ""
    yield "| 字段 field | name | 内容 holds | 必填 needed |"
    yield "|---|---|---|---|"
    for field in declared.fields:
        kind = _KINDS[field.kind] + (f" `{field.of}`" if field.of else "")
        if field.choices:
            kind = "、".join(f"{choice.words[0]} `{choice.code}`" for choice in field.choices)
        mark = "🔒 " if field.private else ""
        needed = "是 yes" if field.required else ""
        yield f"| {mark}{field.title.zh} {field.title.en} | `{field.name}` | {kind} | {needed} |"
    for item in declared.derived:
        yield f"| {item.title.zh} {item.title.en} | `{item.name}` | 算出 computed | |"
    yield from _steps(declared)
    yield from _measures(declared)
    yield from _others(declared)


def _steps(declared: RegisterType) -> Iterator[str]:
    if declared.steps:
        yield ""
        yield "| 步骤 step | 谁登记 entered by | 期限 deadline | 条件 only when |"
        yield "|---|---|---|---|"
        for step in declared.steps:
            acts = f"（{step.by.zh} {step.by.en}）" if step.by else ""
            roles = ", ".join(f"`{role}`" for role in step.roles)
            yield f"| {step.title.zh}{acts} {step.title.en} | {roles} | {_due(step)} | {_said(step.when)} |"


def _due(step: Step) -> str:
    deadline: Deadline | None = step.deadline
    if deadline is None:
        return ""
    if deadline.field is not None:
        return f"`{deadline.field}`"
    return f"`{deadline.after}` + {deadline.days} 天 days"


def _measures(declared: RegisterType) -> Iterator[str]:
    if declared.measures:
        yield ""
        yield "| 统计数 measure | 写作 write | 单位 unit | 怎样算 how |"
        yield "|---|---|---|---|"
        for item in declared.measures:
            how = _counted(item.counted)
            if item.base is not None:
                how += f" ÷ {_counted(item.base)} × {item.factor}"
            if item.in_year is not None:
                how += f"；`{item.in_year}` 在本年 in the year"
            name = f"`{declared.register}:{item.name}`"
            yield f"| {item.title.zh} {item.title.en} | {name} | {item.unit} | {how} |"


def _counted(counted: Counted) -> str:
    what = "条数 records"
    if counted.sum is not None:
        what = f"合计 sum `{counted.sum}`"
    elif counted.distinct is not None:
        what = f"不同值 distinct `{counted.distinct}`"
    return what + (f"（{_said(counted.when)}）" if counted.when else "")


def _others(declared: RegisterType) -> Iterator[str]:
    lists = [report.title for report in declared.reports]
    if declared.balance is not None:
        lists.append(declared.balance.title)
    if lists:
        yield ""
        yield "清单 lists: " + "；".join(f"{title.zh} {title.en}" for title in lists)
    for rule in declared.rules:
        yield ""
        yield f"校验 rule: {rule.message.zh} {rule.message.en}"


def _said(requirements: list[Requirement]) -> str:
    return "，".join(_requirement(item) for item in requirements)


def _requirement(item: Requirement) -> str:
    own = f"`{item.field}`"
    parts = []
    if item.filled is not None:
        parts.append(own + (" 已填 filled" if item.filled else " 空白 blank"))
    if item.among is not None:
        parts.append(f"{own} = {' / '.join(item.among)}")
    for sign, bound in (("≥", item.at_least), ("<", item.below)):
        if bound is not None:
            parts.append(f"{own} {sign} {bound}")
    for sign, other in (("≤", item.at_most_field), (">", item.above_field)):
        if other is not None:
            parts.append(f"{own} {sign} `{other}`")
    return "，".join(parts)
