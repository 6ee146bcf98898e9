"""Findings as a paper that goes back to the unit: what Word, Excel and the page have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mingzhang.facts.findings import Finding, FindingFact, Report
from mingzhang.facts.model import Disclosure
from mingzhang.kit.language import Language, Text
from mingzhang.kit.printable import printable
from mingzhang.kit.severity import Severity
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule
from mingzhang.writers.findings.naming import cell_title, source_shown
from mingzhang.writers.findings.summary import SEVERITY_NAMES, counted, grouped, identity, verdict

_QUOTED = 6
TITLE = Text("决算公开核对意见", "Findings on a disclosure of final accounts")
COLUMNS = (
    Text("序号", "No."),
    Text("程度", "Severity"),
    Text("位置", "Place"),
    Text("印出的数", "Printed"),
    Text("应为", "Expected"),
    Text("问题和依据", "Reason and source"),
    Text("单位答复", "Answer of the unit"),
)
WIDTHS = (0.05, 0.07, 0.24, 0.10, 0.10, 0.26, 0.18)
"""Shares of the table's width, column by column."""
SIGNED = (
    Text("核对人：", "Checked by:"),
    Text("日期：", "Date:"),
    Text("单位负责人：", "Head of the unit:"),
    Text("答复日期：", "Answered on:"),
)


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One finding. `number` counts through the whole letter."""

    number: int
    severity: Severity
    said: str
    places: list[str]
    printed: str
    expected: str
    reasons: list[str]

    def cells(self) -> list[str]:
        """The row's texts, column by column; the last is the space for the answer."""
        places, reasons = "\n".join(self.places), "\n".join(self.reasons)
        return [str(self.number), self.said, places, self.printed, self.expected, reasons, ""]


@dataclass(frozen=True, slots=True)
class LetterPart:
    """The findings of one place: a statement, a form, an area."""

    title: str
    rows: list[LetterRow]


@dataclass(slots=True)
class Letter:
    """The paper about one file."""

    title: str
    file: str
    about: list[str]
    verdict: str
    counted: str
    columns: list[str]
    parts: list[LetterPart] = field(default_factory=list)
    not_run_title: str = ""
    not_run: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LetterSource:
    """What letters are written from. `made_on`: the time that files carry."""

    answers: Sequence[tuple[Report, Disclosure | None]]
    standard: Standard
    rules: Mapping[str, Rule]
    language: Language
    made_on: datetime


def letters(source: LetterSource) -> list[Letter]:
    """One letter for each file."""
    return [_letter(report, disclosure, source) for report, disclosure in source.answers]


def _letter(report: Report, disclosure: Disclosure | None, source: LetterSource) -> Letter:
    language = source.language
    about = [] if disclosure is None else [identity(disclosure, source.standard, language)]
    about += [report.error] if report.error else []
    letter = Letter(
        title=TITLE.said(language),
        file=report.file,
        about=[_plain(text) for text in about],
        verdict=verdict(report, language),
        counted=counted(report, language),
        columns=[text.said(language) for text in COLUMNS],
        not_run_title=Text("没有核对的内容", "Not checked").said(language),
        not_run=list(_not_run(report)),
        signed=[text.said(language) for text in SIGNED],
    )
    number = 0
    for place, findings in grouped(report.findings, source.standard, language):
        rows = []
        for finding in findings:
            number += 1
            rows.append(_row(number, finding, source))
        letter.parts.append(LetterPart(_plain(place), rows))
    return letter


def _row(number: int, finding: Finding, source: LetterSource) -> LetterRow:
    language = source.language
    return LetterRow(
        number=number,
        severity=finding.severity,
        said=SEVERITY_NAMES[finding.severity].said(language),
        places=[_plain(text) for text in _places(finding, source)],
        printed=_plain(finding.printed or ""),
        expected=_plain(finding.expected or ""),
        reasons=[_plain(text) for text in _reasons(finding, source.rules.get(finding.rule), language)],
    )


def _places(finding: Finding, source: LetterSource) -> Iterator[str]:
    """Where to look: page and line first, then the cells as they are printed."""
    language = source.language
    at = source_shown(finding.source, language)
    if at:
        yield at
    for fact in finding.facts[:_QUOTED]:
        yield _quoted(fact, source)
    more = len(finding.facts) - _QUOTED
    if more > 0:
        yield Text(f"另有 {more} 格", f"{more} more cells").said(language)


def _quoted(fact: FindingFact, source: LetterSource) -> str:
    language = source.language
    blank = Text("（空）", "(blank)").said(language)
    at = source_shown(fact.source, language)
    name = cell_title(fact, source.standard, language)
    return f"{name}：{blank if fact.value is None else fact.value}" + (f"（{at}）" if at else "")


def _reasons(finding: Finding, rule: Rule | None, language: Language) -> Iterator[str]:
    yield finding.message
    if finding.arithmetic:
        yield Text("算式：", "Arithmetic: ").said(language) + finding.arithmetic
    if rule is not None:
        yield Text("依据：", "Source: ").said(language) + rule.source
    yield f"[{finding.rule}]"
    if finding.accepted is not None:
        accepted = finding.accepted
        note = Text(
            f"已认可：{accepted.reason}（{accepted.person}，{accepted.date}）",
            f"Accepted: {accepted.reason} ({accepted.person}, {accepted.date})",
        )
        yield note.said(language)


def _not_run(report: Report) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for item in report.not_run:
        reasons.setdefault(item.why, []).append(item.rule)
    for why, rules in reasons.items():
        yield _plain(f"{why}：{'、'.join(rules)}")


def _plain(text: str) -> str:
    return printable(text)
