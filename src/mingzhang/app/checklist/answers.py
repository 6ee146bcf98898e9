"""What our rules answer to a point of a checklist: a result, the findings, their places, their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingzhang.app.checklist.template import Point
from mingzhang.facts.findings import Finding, Report
from mingzhang.kit.language import Language, Text
from mingzhang.standard.load import Standard
from mingzhang.writers.findings.naming import place_of, source_shown
from mingzhang.writers.findings.summary import SEVERITY_NAMES

_SHOWN = 20
"""Findings written out at one point."""
BY_HAND = Text("需人工核对", "to be checked by hand")


@dataclass(frozen=True, slots=True)
class PointAnswer:
    """The answer to one point. `by_hand`: no rule answers it."""

    result: str
    findings: str = ""
    places: str = ""
    count: int | None = None
    by_hand: bool = False


def answer_to(
    point: Point, report: Report, ran: Mapping[str, int], standard: Standard, language: Language
) -> PointAnswer:
    """`ran`: how often each rule ran on the file. A rule that did not run is never "no finding"."""
    if not point.rules:
        return PointAnswer(BY_HAND.said(language), by_hand=True)
    asked = set(point.rules)
    findings = [item for item in report.findings if item.rule in asked and item.accepted is None]
    accepted = sum(item.rule in asked and item.accepted is not None for item in report.findings)
    checked = sum(ran.get(rule, 0) for rule in asked)
    unable = [item for item in report.not_run if item.rule in asked and not ran.get(item.rule)]
    why = "；".join(dict.fromkeys(item.why for item in unable))
    if findings:
        result = _counted(findings, language)
    elif checked:
        result = Text(f"未发现问题（核对 {checked} 处）", f"no finding ({checked} checks)").said(language)
    else:
        reason = why or Text("文件里没有这项内容", "the file has nothing of this").said(language)
        result = Text("未核对：", "not checked: ").said(language) + reason
    if accepted:
        result += Text(f"；已认可 {accepted} 处", f"; {accepted} accepted").said(language)
    if why and (findings or checked):
        result += Text(
            f"；另有 {len(unable)} 条规则未核对：{why}", f"; {len(unable)} rules not run: {why}"
        ).said(language)
    return PointAnswer(
        result,
        _listed([item.message for item in findings], language),
        _listed([_place(item, standard, language) for item in findings], language),
        len(findings) if findings or checked else None,
    )


def _counted(findings: Sequence[Finding], language: Language) -> str:
    counts = Counter(item.severity for item in findings)
    parts = []
    for severity, name in SEVERITY_NAMES.items():
        if counts[severity]:
            number = counts[severity]
            parts.append(Text(f"{name.zh} {number} 处", f"{number} × {name.en}").said(language))
    inner = Text("、", ", ").said(language).join(parts)
    return Text(f"存在问题（{inner}）", f"findings ({inner})").said(language)


def _place(finding: Finding, standard: Standard, language: Language) -> str:
    cell = next((fact.source.cell for fact in finding.facts if fact.source.cell), "")
    at = source_shown(finding.source, language) or cell
    return " ".join(part for part in (place_of(finding, standard, language), at) if part)


def _listed(texts: Sequence[str], language: Language) -> str:
    if len(texts) == 1:
        return texts[0]
    lines = [f"{number}. {text}" for number, text in enumerate(texts[:_SHOWN], 1)]
    if len(texts) > _SHOWN:
        more = len(texts) - _SHOWN
        lines.append(Text(f"另有 {more} 处", f"{more} more").said(language))
    return "\n".join(lines)
