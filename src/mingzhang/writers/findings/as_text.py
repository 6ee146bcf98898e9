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
from mingzhang.writers.findings.naming import cell_title, source_shown, suspicion
from mingzhang.writers.findings.summary import SEVERITY_NAMES, counted, grouped, identity, verdict

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
        yield paper.paint(verdict(report, language), "error")
        return
    if disclosure is not None:
        yield from wrapped(identity(disclosure, standard, language), paper.width, "  ")
    groups = grouped(report.findings, standard, language)
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
    yield from wrapped(counted(report, language), paper.width)
    style = "error" if report.verdict == "inconsistent" else "good"
    yield paper.paint(verdict(report, language), style)


def _chart(groups: Sequence[tuple[str, list[Finding]]], paper: Paper, language: Language) -> Iterator[str]:
    """A bar for every place: how many errors, warnings and remarks stand there."""
    names = [shortened(place, 44) for place, _ in groups]
    room = max(width_of(name) for name in names)
    most = max(len(findings) for _, findings in groups)
    scale = min(1.0, _BAR / most)
    legend = "  ".join(
        f"{paper.paint(mark, severity)} {SEVERITY_NAMES[severity].said(language)}"
        for severity, mark in _SHADES
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
        f"{SEVERITY_NAMES[severity].said(language)}{counts[severity]}"
        for severity in SEVERITIES
        if counts[severity]
    )
    head = f"■ {shortened(place, paper.width - 4 - width_of(tally))}"
    return paper.paint(padded(head, paper.width - width_of(tally) - 1) + " " + tally, "bold")


def _finding(finding: Finding, standard: Standard, paper: Paper, language: Language) -> Iterator[str]:
    place = source_shown(finding.source, language)
    label = f"{_MARK[finding.severity]} {SEVERITY_NAMES[finding.severity].said(language)}"
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
