"""A read and checked disclosure, as the page shows it."""

from __future__ import annotations

from mingzhang.app.marking.layout import Layout
from mingzhang.app.marking.model import (
    Mark,
    MarkedFile,
    NamedCell,
    SeenChange,
    SeenFinding,
    SeenRepair,
    Sheet,
)
from mingzhang.app.marking.places import Places, address_in
from mingzhang.app.marking.sheets import sheets_of
from mingzhang.checks.run import every_rule
from mingzhang.facts.findings import Finding, FindingFact, Report
from mingzhang.facts.model import Disclosure, Source
from mingzhang.facts.repairs import Change, Proposal, RepairReport
from mingzhang.kit.language import Language, Text
from mingzhang.kit.severity import SEVERITIES
from mingzhang.standard.load import Standard
from mingzhang.writers.findings.naming import cell_title, place_of, source_shown, suspicion
from mingzhang.writers.findings.summary import counted, identity
from mingzhang.writers.repair.as_text import asked, reasons_of

_FIELDS = ("statement", "side", "code", "label", "column", "project", "field")


def marked_file(
    disclosure: Disclosure,
    report: Report,
    repair: RepairReport,
    layout: Layout,
    standard: Standard,
    language: Language,
) -> MarkedFile:
    """The view in a language; marks and findings know the sheets of the layout."""
    view = _View(disclosure, standard, language)
    findings = [view.finding(number, finding) for number, finding in enumerate(report.findings, 1)]
    repairs = [view.repair(proposal, repair) for proposal in repair.proposals]
    sheets = view.placed_on(layout)
    for finding in findings:
        for cell in finding.cells:
            cell.sheet = view.marks[cell.mark].sheet if cell.mark else 0
        finding.sheet = next((cell.sheet for cell in finding.cells if cell.sheet), finding.sheet)
    for proposal in repairs:
        for change in proposal.changes:
            change.cell.sheet = view.marks[change.cell.mark].sheet if change.cell.mark else 0
    return MarkedFile(
        about=identity(disclosure, standard, language),
        counted=counted(report, language),
        pictured=layout.document is None,
        sheets=sheets,
        marks=list(view.marks.values()),
        findings=findings,
        repairs=repairs,
        ask=asked(repair.ask, standard, language) if repair.ask else "",
        unproven=list(repair.unproven),
        not_run=[(item.rule, item.why) for item in report.not_run],
        unread=[(source_shown(item.source, language), item.reason) for item in disclosure.unread],
    )


class _View:
    """Gives every recognised cell a mark, and every cell that a finding names besides."""

    def __init__(self, disclosure: Disclosure, standard: Standard, language: Language) -> None:
        self.standard, self.language = standard, language
        self.rules = every_rule(standard)
        self.places = Places(disclosure)
        self.marks: dict[str, Mark] = {}
        self.sources: dict[str, Source] = {}
        self._by_address: dict[str, Mark] = {}
        for cell in self.places.cells:
            self._mark(cell.address, cell.fact, cell.source, cell.sure)

    def _mark(self, address: str, fact: FindingFact, source: Source, sure: bool = True) -> Mark:
        if address in self._by_address:
            return self._by_address[address]
        mark = Mark(
            id=f"c{len(self.marks) + 1}", address=address, name=self._name(fact), value=fact.value,
            at=source_shown(source, self.language), sheet=source.page or 0, box=source.bbox, sure=sure,
        )  # fmt: skip
        self.marks[mark.id] = self._by_address[address] = mark
        self.sources[mark.id] = source
        return mark

    def _name(self, fact: FindingFact) -> str:
        if fact.statement == "explanation":
            return fact.label or Text("情况说明", "Explanation").said(self.language)
        name = cell_title(fact, self.standard, self.language)
        return f"{fact.project} · {name}" if fact.project else name

    def named(self, fact: FindingFact) -> NamedCell:
        """The cell with its mark; what has no place at all has no mark."""
        cell, source = self.places.cell(fact), self.places.source(fact)
        found = Mark(id="", address="", name="", value=None)
        if cell is not None:
            found = self._by_address[cell.address]
        elif source.page or source.line or source.cell:
            address = f"{address_in(fact)}@{source.page}/{source.line}/{source.cell}/{fact.value}"
            found = self._mark(address, fact, source)
        at = source_shown(source, self.language)
        return NamedCell(name=self._name(fact), value=fact.value, at=at, mark=found.id)

    def finding(self, number: int, finding: Finding) -> SeenFinding:
        """The finding, its cells marked with its number and severity."""
        facts = finding.facts
        if not facts and (finding.source.page or finding.source.line or finding.source.cell):
            facts = [FindingFact(label=finding.title, value=finding.printed, source=finding.source)]
        cells = [self.named(fact) for fact in facts]
        for cell in cells:
            if not cell.mark:
                continue
            mark = self.marks[cell.mark]
            mark.findings = [*mark.findings, number] if number not in mark.findings else mark.findings
            if not mark.severity or SEVERITIES.index(finding.severity) < _rank(mark.severity):
                mark.severity = finding.severity
        rule = self.rules.get(finding.rule)
        return SeenFinding(
            number=number, id=finding.id, rule=finding.rule, severity=finding.severity, title=finding.title,
            message=finding.message, place=place_of(finding, self.standard, self.language),
            at=source_shown(finding.source, self.language), sheet=finding.source.page or 0,
            arithmetic=finding.arithmetic or "", printed=finding.printed or "",
            expected=finding.expected or "", source=rule.source if rule else "",
            suspect=suspicion(finding, self.standard, self.language) or "", cells=cells,
        )  # fmt: skip

    def repair(self, proposal: Proposal, report: RepairReport) -> SeenRepair:
        """A proposal with its reasons."""
        changes = [
            SeenChange(cell=self.named(_fact(change)), proposed=_proposed(change),
                       reasons=reasons_of(change, self.standard, self.language))
            for change in proposal.changes
        ]  # fmt: skip
        return SeenRepair(rank=proposal.rank, unique=report.unique, changes=changes)

    def placed_on(self, layout: Layout) -> list[Sheet]:
        """The sheets; marks of files without pages learn on which of them they stand."""
        if layout.document is None:
            return [
                Sheet(number=number, title=Text(f"第 {number} 页", f"Page {number}").said(self.language))
                for number in range(1, layout.pages + 1)
            ]
        placed = {key: (self.sources[key], mark.value) for key, mark in self.marks.items()}
        if layout.by_address:
            placed = {key: (Source(cell=mark.address), mark.value) for key, mark in self.marks.items()}
        sheets, where = sheets_of(layout.document, placed, self.language)
        for key, mark in self.marks.items():
            mark.sheet = where.get(key, 0)
        return sheets


def _rank(severity: str) -> int:
    return [str(known) for known in SEVERITIES].index(severity)


def _fact(change: Change) -> FindingFact:
    given = {name: getattr(change, name) for name in _FIELDS}
    return FindingFact(**given, value=change.printed, source=change.source)


def _proposed(change: Change) -> str:
    if change.proposed is None and change.interval is not None:
        return "–".join(change.interval)
    return change.proposed or ""
