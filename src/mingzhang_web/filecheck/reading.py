"""A checked file as the pages show it: its view, with what was accepted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mingzhang.app.file_check import FileAcceptance, view_of, with_acceptances
from mingzhang.app.stored_files import StoredFile
from mingzhang.app.workbench import Language
from mingzhang_web.filecheck.models import DroppedFile

WORST = ("error", "warning", "info")


@dataclass(slots=True)
class Seen:
    """`view`: sheets, marks, findings; `accepted`: acceptances by the finding's id and rule."""

    file: DroppedFile
    view: Any
    accepted: dict[tuple[str, str], FileAcceptance] = field(default_factory=dict)

    def acceptance(self, finding: Any) -> FileAcceptance | None:
        """Who accepted the finding, and why."""
        return self.accepted.get((finding.id, finding.rule))

    def rows(self, sheet: int | None = None) -> list[dict[str, Any]]:
        """The findings (of a sheet: those that name a cell on it), with their acceptances."""
        return [
            {"finding": finding, "accepted": self.acceptance(finding)}
            for finding in self.view.findings
            if sheet is None or sheet in sheets_of(finding)
        ]

    def open_counts(self) -> dict[str, int]:
        """Findings by severity that nobody has accepted."""
        counts = dict.fromkeys(WORST, 0)
        for finding in self.view.findings:
            if self.acceptance(finding) is None:
                counts[finding.severity] += 1
        return counts


def sheets_of(finding: Any) -> set[int]:
    """The sheets on which a finding has a place."""
    return {cell.sheet for cell in finding.cells if cell.sheet} | (
        {finding.sheet} if finding.sheet else set()
    )


def seen(file: DroppedFile, language: Language) -> Seen:
    """A file that was checked, in a language."""
    accepted = {(item.finding, item.rule): item for item in file.acceptances()}
    return Seen(file, view_of(file.view(language)), accepted)


def report_of(file: DroppedFile, language: Language) -> bytes:
    """The report JSON, with what was accepted."""
    return with_acceptances(file.report(language), file.acceptances())


def stored(file: DroppedFile, language: Language) -> StoredFile:
    """What a checklist or a notice needs of it."""
    return StoredFile(
        file.name, file.unit_name, file.fiscal_year, report_of(file, language), bytes(file.disclosure),
        file.ran,
    )  # fmt: skip
