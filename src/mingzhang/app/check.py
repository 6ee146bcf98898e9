"""Checking published disclosures: read, run every rule that applies, report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from mingzhang.app.output import deliver
from mingzhang.facts.findings import Report
from mingzhang.facts.model import Disclosure
from mingzhang.intake.accepted import read_acceptances
from mingzhang.intake.examine import Companions, examine_file_counted
from mingzhang.intake.options import ReadOptions
from mingzhang.intake.read import bytes_of, read_file, standard_for
from mingzhang.kit.errors import UnreadableInput
from mingzhang.kit.language import Language, Text
from mingzhang.kit.progress import progress
from mingzhang.standard.load import Standard

Format = Literal["text", "json", "sarif", "html", "docx", "xlsx"]


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What to check, against what, and how to report. `checklist`: a workbook to fill in instead of a report;
    `notices`: a new folder for one notice per unit, to be answered by the `deadline` (ISO 8601)."""

    files: Sequence[Path]
    format: Format = "text"
    output: Path | None = None
    prior: Path | None = None
    budget: Path | None = None
    units: Path | None = None
    accepted: Path | None = None
    checklist: Path | None = None
    notices: Path | None = None
    deadline: str | None = None
    options: ReadOptions = field(default_factory=ReadOptions)
    language: Language = "zh"
    width: int = 100
    colour: bool = False


def check(request: CheckRequest) -> int:
    """Reports on every file. 0: no error-severity finding; 1: at least one; 2: a file was not readable."""
    companions = _companions(request)
    found = [
        examine_file_counted(file, request.options, companions, request.language, suspects=True)
        for file in progress(request.files, len(request.files), "check")
    ]
    answers = [(report, disclosure) for report, disclosure, _ in found]
    if request.notices is not None:
        from mingzhang.app.notices import write_notices

        write_notices(answers, request.notices, request.deadline, request.language)
    if request.checklist is not None:
        deliver(_checklist(found, request.checklist, request.language), request.output)
    else:
        deliver(reports_written(answers, request), request.output)
    verdicts = {report.verdict for report, _ in answers}
    return 2 if "unreadable" in verdicts else 1 if "inconsistent" in verdicts else 0


def _checklist(
    found: Sequence[tuple[Report, Disclosure | None, dict[str, int]]], template: Path, language: Language
) -> bytes:
    """The bureau's checklist filled in for every readable file; what was left is said on standard error."""
    from mingzhang.app.checklist import CheckedUnit, fill_checklist

    units = [
        CheckedUnit(read.unit.name or Path(report.file).stem, read.fiscal_year, report, ran)
        for report, read, ran in found
        if read is not None
    ]
    for report, read, _ in found:
        if read is None:
            print(report.error, file=sys.stderr)
    filled = fill_checklist(bytes_of(template), template.name, units, language)
    said = Text(
        f"{template.name}：{filled.answered} 个要点由规则核对，{filled.by_hand} 个要点需人工核对。",
        f"{template.name}: {filled.answered} points answered by rules, {filled.by_hand} left to be checked.",
    )
    print(said.said(language), file=sys.stderr)
    for sheet, row, name in filled.unknown:
        line = Text(f"{sheet} 第 {row} 行：没有规则“{name}”", f"{sheet} row {row}: there is no rule “{name}”")
        print(line.said(language), file=sys.stderr)
    return filled.workbook


def _companions(request: CheckRequest) -> Companions:
    options = ReadOptions(max_size=request.options.max_size, page_seconds=request.options.page_seconds)
    return Companions(
        prior=None if request.prior is None else read_file(request.prior, options),
        budget=None if request.budget is None else read_file(request.budget, options),
        units=[] if request.units is None else _unit_disclosures(request.units, options),
        accepted=() if request.accepted is None else read_acceptances(request.accepted),
    )


def _unit_disclosures(folder: Path, options: ReadOptions) -> list[Disclosure]:
    if not folder.is_dir():
        raise UnreadableInput(
            f"{folder}：不是文件夹；--units 需要存放所属单位公开文件的文件夹。",
            f"{folder}: is no folder; --units takes the folder with the member units' disclosures.",
        )
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    if not files:
        raise UnreadableInput(f"{folder}：文件夹里没有文件。", f"{folder}: the folder is empty.")
    return [read_file(path, options) for path in files]


def reports_written(answers: Sequence[tuple[Report, Disclosure | None]], request: CheckRequest) -> bytes:
    """The reports in the format that is asked for."""
    reports = [report for report, _ in answers]
    if request.format == "json":
        from mingzhang.writers.findings.as_json import reports_as_json

        return reports_as_json(reports)
    standard = standard_for(request.options.year)
    if request.format == "sarif":
        from mingzhang.checks.run import every_rule
        from mingzhang.writers.findings.as_sarif import reports_as_sarif

        return reports_as_sarif(reports, every_rule(standard), request.language)
    if request.format in ("html", "docx", "xlsx"):
        return _paper(answers, standard, request)
    from mingzhang.writers.findings.as_text import report_as_text
    from mingzhang.writers.findings.layout import Paper

    paper = Paper(request.width, request.colour)
    texts = [report_as_text(report, read, standard, paper, request.language) for report, read in answers]
    return "\n".join(texts).encode()


def _paper(
    answers: Sequence[tuple[Report, Disclosure | None]], standard: Standard, request: CheckRequest
) -> bytes:
    """The findings as a paper that goes back to the unit."""
    from mingzhang.app.moment import FIXED_TIME, moment_of_environment
    from mingzhang.checks.run import every_rule
    from mingzhang.writers.findings.letter import LetterSource

    rules = every_rule(standard)
    made_on = moment_of_environment() or FIXED_TIME
    source = LetterSource(answers, standard, rules, request.language, made_on)
    if request.format == "html":
        from mingzhang.writers.findings.as_html import letters_as_html

        return letters_as_html(source)
    if request.format == "xlsx":
        from mingzhang.writers.findings.as_xlsx import letters_as_xlsx

        return letters_as_xlsx(source)
    from mingzhang.writers.findings.as_docx import letters_as_docx

    return letters_as_docx(source)
