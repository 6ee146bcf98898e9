"""A rule in words: what, why, legal source, tolerance, a passing and a failing miniature."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

import yaml

from mingzhang.checks.registry import Case
from mingzhang.checks.run import every_rule, examine
from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.findings import Finding
from mingzhang.intake.read import standard_for
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language, Text
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Miniatures, Rule, read_miniatures

SEVERITY = {"error": Text("错误", "error"), "warning": Text("警告", "warning"), "info": Text("提示", "info")}


def list_rules(language: Language) -> str:
    """One line for every rule: name, severity, title."""
    rules = every_rule(standard_for(None))
    room = max(len(name) for name in rules)
    lines = [
        f"{name:<{room}}  {SEVERITY[rule.severity].said(language)}  {rule.title.text().said(language)}"
        for name, rule in rules.items()
    ]
    tail = Text(
        f"共 {len(rules)} 条规则；mingzhang explain 规则名 看说明。",
        f"{len(rules)} rules; mingzhang explain NAME.",
    )
    return "\n".join([*lines, tail.said(language)]) + "\n"


def explain(name: str, language: Language) -> str:
    """The rule in words; UsageError with the nearest names where it is unknown."""
    standard = standard_for(None)
    rules = every_rule(standard)
    if name not in rules:
        near = difflib.get_close_matches(name, rules, n=3, cutoff=0.4)
        hint_zh = f"；相近的有 {'、'.join(near)}" if near else ""
        hint_en = f"; near: {', '.join(near)}" if near else ""
        raise UsageError(
            f"没有名为“{name}”的规则{hint_zh}；mingzhang explain 列出全部。",
            f"no rule “{name}”{hint_en}; mingzhang explain lists all.",
        )
    return "\n".join(_explained(rules[name], standard, language)) + "\n"


def _explained(rule: Rule, standard: Standard, language: Language) -> Iterator[str]:
    def label(zh: str, en: str) -> str:
        return Text(zh, en).said(language)

    yield f"{rule.rule}  {rule.title.text().said(language)}"
    yield ""
    yield f"{label('严重程度', 'Severity')}：{SEVERITY[rule.severity].said(language)}"
    yield f"{label('为什么', 'Why')}：{rule.why.text().said(language).strip()}"
    yield f"{label('依据', 'Source')}：{rule.source}"
    if rule.tolerance is not None:
        yield f"{label('容差', 'Tolerance')}：{rule.tolerance.text().said(language).strip()}"
    if rule.parameters:
        shown = yaml.safe_dump(rule.parameters, allow_unicode=True, default_flow_style=True, width=1000)
        yield f"{label('参数', 'Parameters')}：{shown.strip()}"
    miniatures = miniatures_of(rule.rule, standard)
    yield ""
    yield label("成立的小例：", "A miniature that passes:")
    yield from _miniature(miniatures.passing)
    yield ""
    yield label("不成立的小例：", "A miniature that fails:")
    yield from _miniature(miniatures.failing)
    for finding in findings_of(miniatures.failing, rule, standard, language):
        yield ""
        yield f"  → {SEVERITY[finding.severity].said(language)}：{finding.message}"
        if finding.arithmetic:
            yield f"    {finding.arithmetic}"


def miniatures_of(name: str, standard: Standard) -> Miniatures:
    """The miniatures of a rule or an identity."""
    folder = "rules" if name in standard.rules else "identities"
    return read_miniatures(standard.root / folder, name)


def case_of(miniature: dict[str, Any]) -> Case:
    """A miniature as a case: its disclosure, and prior, budget and units where it has them."""

    def disclosure(value: dict[str, Any]) -> Any:
        import msgspec

        return decode_disclosure(msgspec.json.encode(value), "miniature")

    return Case(
        disclosure=disclosure(miniature["disclosure"]),
        prior=disclosure(miniature["prior"]) if "prior" in miniature else None,
        budget=disclosure(miniature["budget"]) if "budget" in miniature else None,
        units=[disclosure(unit) for unit in miniature.get("units", [])],
    )


def findings_of(
    miniature: dict[str, Any], rule: Rule, standard: Standard, language: Language
) -> list[Finding]:
    """What the rule alone finds in a miniature."""
    return examine([case_of(miniature)], standard, language, {rule.rule: rule})[0].findings


def _miniature(value: dict[str, Any]) -> Iterator[str]:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=96)
    for line in text.splitlines():
        yield f"    {line}"
