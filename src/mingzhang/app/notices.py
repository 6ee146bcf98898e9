"""One notice per unit, in Word: what a bureau sends back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mingzhang.app.folder import put, refuse_used, staged
from mingzhang.app.moment import FIXED_TIME, moment_of_environment
from mingzhang.facts.findings import Report
from mingzhang.facts.model import Disclosure
from mingzhang.intake.read import standard_for
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language

Answers = Sequence[tuple[Report, Disclosure | None]]
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 60


def notices(answers: Answers, deadline: date | None, language: Language) -> dict[str, bytes]:
    """File name → notice, one for each unit that has a finding left; files of the same unit (by code, else
    by name) stand in one notice. A file that could not be read has none."""
    from mingzhang.checks.run import every_rule
    from mingzhang.writers.findings.letter import LetterSource
    from mingzhang.writers.findings.notice import Notice, notice_as_docx

    standard = standard_for(None)
    made_on = moment_of_environment() or FIXED_TIME
    source = LetterSource((), standard, every_rule(standard), language, made_on)
    found: dict[str, bytes] = {}
    for unit, group in by_unit(answers).items():
        if any(finding.accepted is None for report, _ in group for finding in report.findings):
            found[_file_name(unit, found)] = notice_as_docx(Notice(unit, group, deadline), source)
    return found


def write_notices(answers: Answers, folder: Path, deadline: str | None, language: Language) -> list[str]:
    """Writes them into a new folder; their names. UsageError where the day is none or the folder is used."""
    from mingzhang.writers.findings.notice import day_of

    day = None if deadline is None else day_of(deadline)
    if deadline is not None and day is None:
        raise UsageError(
            f"--deadline {deadline}：不是日期；请写成 2025-10-31。",
            f"--deadline {deadline}: no day; write it as 2025-10-31.",
        )
    refuse_used(folder)
    written = notices(answers, day, language)
    with staged(folder) as aside:
        put(aside, written)
    return list(written)


def by_unit(answers: Answers) -> dict[str, list[tuple[Report, Disclosure]]]:
    """The answers about readable files by the name of their unit, in the order in which units come."""
    names: dict[str, str] = {}
    found: dict[str, list[tuple[Report, Disclosure]]] = {}
    for report, disclosure in answers:
        if disclosure is None:
            continue
        name = disclosure.unit.name or Path(report.file).stem
        key = names.setdefault(disclosure.unit.code or name, name)
        found.setdefault(key, []).append((report, disclosure))
    return found


def _file_name(unit: str, taken: dict[str, bytes]) -> str:
    stem = _UNFIT.sub("-", unit).strip(" .-")[:_LONGEST] or "unit"
    name, number = f"{stem}.docx", 2
    while name.casefold() in (other.casefold() for other in taken):
        name, number = f"{stem}-{number}.docx", number + 1
    return name
