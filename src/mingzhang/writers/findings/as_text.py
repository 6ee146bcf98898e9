"""The report a clerk reads: by place, most serious first, cells quoted, arithmetic shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mingzhang.facts.findings import Finding, Report
from mingzhang.facts.model import Disclosure
from mingzhang.kit.language import Language, Text
from mingzhang.kit.severity import SEVERITIES, Severity
from mingzhang.standard.load import Standard
from mingzhang.writers.findings.layout import Paper, padded, shortened, width_of, wrapped
from mingzhang.writers.findings.naming import cell_title, place_of, source_shown, suspicion

_SEVERITY: dict[Severity, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "info": Text("提示", "info"),
}
_MARK = {"error": "✗", "warning": "▲", "info": "·"}
_QUOTED_CELLS = 4
_BAR = 24
_SHADES: tuple[tuple[Severity, str], ...] = (("error", "█"), ("warning", "▓"), ("info", "░"))


def report_as_text(
    report: Report, disclosure: Disclosure | None, standard: Standard, paper: Paper, language: Language
) -> str:
    """The whole report about one file, ending with its one-line verdict."""
    return "\n".join(_lines(report, disclosure, standard, paper, language)) + "\n"


def _lines(
    report: Report, disclosure: Disclosure | None, standard: Standard, paper: Paper, language: Language
) -> Iterator[str]:
    yield paper.paint(f"明账 · {report.file}", "bold")
    if report.verdict == "unreadable":
        yield from wrapped(report.error or "", paper.width, "  ")
        yield paper.paint(Text("结论：无法读取", "Verdict: unreadable").said(language), "error")
        return
    if disclosure is not None:
        yield from wrapped(_identity(disclosure, standard, language), paper.width, "  ")
    groups = _groups(report.findings, standard, language)
    if groups:
        yield ""
        yield from _chart(groups, paper, language)
    for place, findings in groups:
        yield ""
        yield _place_line(place, findings, paper, language)
        for finding in findings:
            yield from _finding(finding, standard, paper, language)
    yield ""
    yield from _not_run(report, paper, language)
    yield from wrapped(_counted(report, language), paper.width)
    yield _verdict(report, paper, language)


def _identity(disclosure: Disclosure, standard: Standard, language: Language) -> str:
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


def _groups(
    findings: Sequence[Finding], standard: Standard, language: Language
) -> list[tuple[str, list[Finding]]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(place_of(finding, standard, language), []).append(finding)

    def weight(item: tuple[str, list[Finding]]) -> tuple[int, int, int]:
        first = min(finding.source.line or 0 for finding in item[1])
        errors = sum(finding.severity == "error" for finding in item[1])
        return (min(SEVERITIES.index(finding.severity) for finding in item[1]), -errors, first)

    return sorted(groups.items(), key=weight)


def _chart(groups: Sequence[tuple[str, list[Finding]]], paper: Paper, language: Language) -> Iterator[str]:
    """A bar for every place: how many errors, warnings and remarks stand there."""
    names = [shortened(place, 44) for place, _ in groups]
    room = max(width_of(name) for name in names)
    most = max(len(findings) for _, findings in groups)
    scale = min(1.0, _BAR / most)
    legend = "  ".join(
        f"{paper.paint(mark, severity)} {_SEVERITY[severity].said(language)}" for severity, mark in _SHADES
    )
    yield "  " + padded(Text("问题在哪里", "Where the findings are").said(language), room) + "  " + legend
    for name, (_, findings) in zip(names, groups, strict=True):
        counts = Counter(finding.severity for finding in findings)
        bar = "".join(
            paper.paint(mark * max(1, round(counts[severity] * scale)), severity)
            for severity, mark in _SHADES
            if counts[severity]
        )
        numbers = "+".join(str(counts[severity]) for severity in SEVERITIES if counts[severity])
        yield f"  {padded(name, room)}  {bar} {numbers}"


def _place_line(place: str, findings: Sequence[Finding], paper: Paper, language: Language) -> str:
    counts = Counter(finding.severity for finding in findings)
    tally = "，".join(
        f"{_SEVERITY[severity].said(language)}{counts[severity]}"
        for severity in SEVERITIES
        if counts[severity]
    )
    head = f"■ {shortened(place, paper.width - 4 - width_of(tally))}"
    return paper.paint(padded(head, paper.width - width_of(tally) - 1) + " " + tally, "bold")


def _finding(finding: Finding, standard: Standard, paper: Paper, language: Language) -> Iterator[str]:
    place = source_shown(finding.source, language)
    label = f"{_MARK[finding.severity]} {_SEVERITY[finding.severity].said(language)}"
    title = f"  {paper.paint(label, finding.severity)}  {finding.title}"
    plain = width_of(f"  {label}  {finding.title}")
    tail = f"{place}  {finding.rule}"
    gap = " " * max(2, paper.width - plain - width_of(tail))
    yield title + gap + paper.paint(tail, "dim")
    yield from wrapped(finding.message, paper.width, "      ")
    if finding.arithmetic:
        head = Text("算式  ", "arithmetic  ").said(language)
        yield from wrapped(head + finding.arithmetic, paper.width, "      ", " " * (6 + width_of(head)))
    yield from wrapped(suspicion(finding, standard, language) or "", paper.width, "      ")
    for fact in finding.facts[:_QUOTED_CELLS]:
        name = cell_title(fact, standard, language)
        value = Text("（空）", "(blank)").said(language) if fact.value is None else fact.value
        where = source_shown(fact.source, language)
        line = "      · " + shortened(f"{name}：{value}", paper.width - 10 - width_of(where) - 2)
        yield paper.paint(f"{line}  {where}".rstrip(), "dim")
    more = len(finding.facts) - _QUOTED_CELLS
    if more > 0:
        yield paper.paint("      · " + Text(f"另有 {more} 格", f"{more} more cells").said(language), "dim")
    if finding.accepted is not None:
        accepted = finding.accepted
        note = Text(
            f"已认可：{accepted.reason}（{accepted.person}，{accepted.date}）",
            f"accepted: {accepted.reason} ({accepted.person}, {accepted.date})",
        )
        yield from wrapped(note.said(language), paper.width, "      ")


def _not_run(report: Report, paper: Paper, language: Language) -> Iterator[str]:
    if not report.not_run:
        return
    yield paper.paint(
        Text("没有核对的（缺少所需内容）：", "Not run (operands missing):").said(language), "bold"
    )
    reasons: dict[str, list[str]] = {}
    for item in report.not_run:
        times = f"×{item.count}" if item.count > 1 else ""
        reasons.setdefault(item.why, []).append(item.rule + times)
    for why, rules in reasons.items():
        shown = "、".join(rules[:6]) + (f" … (+{len(rules) - 6})" if len(rules) > 6 else "")
        yield from wrapped(f"{why}：{shown}", paper.width, "  · ", "    ")
    yield ""


def _counted(report: Report, language: Language) -> str:
    checks = report.checks
    return Text(
        f"核对 {checks.run} 处：{checks.held} 处成立，{checks.rounding} 处差额属四舍五入，"
        f"{checks.broken} 处不成立；"
        f"另有 {checks.not_run} 处因缺少内容未核对。",
        f"{checks.run} checks run: {checks.held} held, {checks.rounding} explained by rounding, "
        f"{checks.broken} broken; {checks.not_run} not run.",
    ).said(language)


def _verdict(report: Report, paper: Paper, language: Language) -> str:
    counts = Counter(finding.severity for finding in report.findings if finding.accepted is None)
    accepted = sum(finding.accepted is not None for finding in report.findings)
    tail_zh = f"，另有已认可 {accepted} 处" if accepted else ""
    tail_en = f", {accepted} accepted" if accepted else ""
    numbers = Text(
        f"错误 {counts['error']} 处，警告 {counts['warning']} 处，提示 {counts['info']} 处{tail_zh}",
        f"{counts['error']} errors, {counts['warning']} warnings, {counts['info']} remarks{tail_en}",
    ).said(language)
    if report.verdict == "inconsistent":
        return paper.paint(
            Text("结论：前后不一致 — ", "Verdict: inconsistent – ").said(language) + numbers, "error"
        )
    return paper.paint(Text("结论：账表相符 — ", "Verdict: consistent – ").said(language) + numbers, "good")
