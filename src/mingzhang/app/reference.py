"""The generated reference: rules, JSON Schemas, commands. `python -m mingzhang.app.reference DIR`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import yaml

from mingzhang.app.explain import SEVERITY, findings_of, miniatures_of
from mingzhang.app.reference_registers import registers_page
from mingzhang.checks.run import every_rule
from mingzhang.compile.imports.mapping import mapping_json_schema
from mingzhang.compile.template.dictionary import dictionary_tables
from mingzhang.facts.codec import disclosure_json_schema, repair_json_schema, report_json_schema
from mingzhang.intake.read import standard_for
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule
from mingzhang.standard.schemas import data_schemas

GENERATED = "<!-- Generated from the rules by `make docs`; do not edit. -->"


def write_reference(folder: Path) -> list[Path]:
    """Writes every generated page below `folder`; gives the files written."""
    pages = {
        folder / "rules.md": rules_page(),
        folder / "package.md": package_page(),
        folder / "registers.md": registers_page(standard_for(None)),
        folder / "schema" / "disclosure-1.schema.json": _json(disclosure_json_schema()),
        folder / "schema" / "findings-1.schema.json": _json(report_json_schema()),
        folder / "schema" / "mapping-1.schema.json": _json(mapping_json_schema()),
        folder / "schema" / "repair-1.schema.json": _json(repair_json_schema()),
        **{
            folder / "schema" / "standard" / f"{kind}.schema.json": _json(schema)
            for kind, schema in data_schemas().items()
        },
    }
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(pages)


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def package_page() -> str:
    """The data dictionary of source packages: tables, columns, values."""
    standard = standard_for(None)
    lines = ["# 数据字典 Data dictionary of source packages", "", GENERATED, ""]
    lines += [
        "Files, headings and values are read in Chinese and in English. How to make and fill one: "
        "[build a package](../how-to/build-a-package.md), "
        "[import a workbook](../how-to/import-a-workbook.md).",
        "",
        *dictionary_tables(standard.sources, standard.year, "zh"),
    ]
    return "\n".join(lines) + "\n"


def rules_page() -> str:
    """All rules with severity, source, tolerance, parameters and miniatures, grouped by area."""
    standard = standard_for(None)
    rules = every_rule(standard)
    lines = ["# 规则 Rules", "", GENERATED, "", f"{len(rules)} rules of `{standard.id}`.", ""]
    lines += ["| rule | 严重程度 | 标题 | title |", "|---|---|---|---|"]
    for name, rule in rules.items():
        anchor = name.replace("/", "")
        severity = SEVERITY[rule.severity].zh
        lines.append(f"| [`{name}`](#{anchor}) | {severity} | {rule.title.zh} | {rule.title.en} |")
    for rule in rules.values():
        lines += ["", *_section(rule, standard)]
    return "\n".join(lines) + "\n"


def _section(rule: Rule, standard: Standard) -> Iterator[str]:
    yield f"## {rule.rule}"
    yield ""
    yield f"**{rule.title.zh}** · {rule.title.en}"
    yield ""
    yield f"- 严重程度 severity: {SEVERITY[rule.severity].zh} `{rule.severity}`; kind `{rule.kind}`"
    yield f"- 为什么 why: {rule.why.zh.strip()} · {rule.why.en.strip()}"
    yield f"- 依据 source: {rule.source}"
    if rule.tolerance is not None:
        yield f"- 容差 tolerance: {rule.tolerance.zh.strip()} · {rule.tolerance.en.strip()}"
    if rule.parameters:
        shown = yaml.safe_dump(rule.parameters, allow_unicode=True, default_flow_style=True, width=1000)
        yield f"- 参数 parameters: `{shown.strip()}`"
    miniatures = miniatures_of(rule.rule, standard)
    yield ""
    yield "成立 passing:"
    yield ""
    yield from _fenced(miniatures.passing)
    yield ""
    yield "不成立 failing:"
    yield ""
    yield from _fenced(miniatures.failing)
    for finding in findings_of(miniatures.failing, rule, standard, "zh"):
        yield ""
        yield f"> {finding.message}" + (f" `{finding.arithmetic}`" if finding.arithmetic else "")


def _fenced(value: object) -> Iterator[str]:
    yield "```yaml"
    yield yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100).rstrip()
    yield "```"


if __name__ == "__main__":
    for written in write_reference(Path(sys.argv[1])):
        print(written)
