"""What every report says of its findings: whose they are, where they stand, how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mingzhang.facts.findings import Finding, Report
from mingzhang.facts.model import Disclosure
from mingzhang.kit.language import Language, Text
from mingzhang.kit.severity import SEVERITIES, Severity
from mingzhang.standard.load import Standard
from mingzhang.writers.findings.naming import place_of

SEVERITY_NAMES: dict[Severity, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "info": Text("提示", "info"),
}


def identity(disclosure: Disclosure, standard: Standard, language: Language) -> str:
    """Who discloses what for which year, and by which standard it was checked."""
    year = f"{disclosure.fiscal_year}" if disclosure.fiscal_year else "?"
    kinds = {"final_accounts": Text("决算公开", "final accounts"), "budget": Text("预算公开", "budget")}
    scope = {"department": Text("部门", "department"), "unit": Text("单位", "unit")}.get(
        disclosure.unit.scope or ""
    )
    basis = standard.id + (f"（{disclosure.variant}）" if disclosure.variant else "")
    parts = [
        disclosure.unit.name or Text("（未识别单位）", "(unit not recognised)").said(language),
        Text(f"{year}年度", f"fiscal year {year}").said(language),
        (scope.said(language) if scope and language == "zh" else "")
        + kinds.get(disclosure.kind, Text(disclosure.kind, disclosure.kind)).said(language),
        Text(f"按 {basis} 核对", f"checked against {basis}").said(language),
    ]
    if disclosure.printed_year is not None:
        note = Text(
            f"印的是{disclosure.printed_year}年，用最近的标准",
            f"printed year {disclosure.printed_year}, nearest standard used",
        )
        parts.append(note.said(language))
    return " · ".join(parts)


def grouped(
    findings: Sequence[Finding], standard: Standard, language: Language
) -> list[tuple[str, list[Finding]]]:
    """Findings by place, places with the most serious ones first."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(place_of(finding, standard, language), []).append(finding)

    def weight(item: tuple[str, list[Finding]]) -> tuple[int, int, int]:
        first = min(finding.source.line or 0 for finding in item[1])
        errors = sum(finding.severity == "error" for finding in item[1])
        return (min(SEVERITIES.index(finding.severity) for finding in item[1]), -errors, first)

    return sorted(groups.items(), key=weight)


def counted(report: Report, language: Language) -> str:
    """How many checks ran and how they ended."""
    checks = report.checks
    return Text(
        f"核对 {checks.run} 处：{checks.held} 处成立，{checks.rounding} 处差额属四舍五入，"
        f"{checks.broken} 处不成立；"
        f"另有 {checks.not_run} 处因缺少内容未核对。",
        f"{checks.run} checks run: {checks.held} held, {checks.rounding} explained by rounding, "
        f"{checks.broken} broken; {checks.not_run} not run.",
    ).said(language)


def verdict(report: Report, language: Language) -> str:
    """The one-line verdict with its counts."""
    if report.verdict == "unreadable":
        return Text("结论：无法读取", "Verdict: unreadable").said(language)
    counts = Counter(finding.severity for finding in report.findings if finding.accepted is None)
    accepted = sum(finding.accepted is not None for finding in report.findings)
    tail_zh = f"，另有已认可 {accepted} 处" if accepted else ""
    tail_en = f", {accepted} accepted" if accepted else ""
    numbers = Text(
        f"错误 {counts['error']} 处，警告 {counts['warning']} 处，提示 {counts['info']} 处{tail_zh}",
        f"{counts['error']} errors, {counts['warning']} warnings, {counts['info']} remarks{tail_en}",
    ).said(language)
    if report.verdict == "inconsistent":
        return Text("结论：前后不一致 — ", "Verdict: inconsistent – ").said(language) + numbers
    return Text("结论：账表相符 — ", "Verdict: consistent – ").said(language) + numbers
