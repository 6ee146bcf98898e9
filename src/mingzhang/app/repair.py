"""Repairing a disclosure: read it, propose the smallest changes, write the repaired copy if asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from mingzhang.app.output import deliver
from mingzhang.facts.codec import encode
from mingzhang.facts.repairs import RepairReport
from mingzhang.intake.options import ReadOptions
from mingzhang.intake.read import read_file, standard_for
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language
from mingzhang.repair.applying import repaired
from mingzhang.repair.find import SECONDS, Limits, find_repairs

NONE_PROPOSED = 3


@dataclass(frozen=True, slots=True)
class RepairRequest:
    """What to repair, how long to search, where the repaired copy goes."""

    file: Path
    format: Literal["text", "json"] = "text"
    output: Path | None = None
    apply: Path | None = None
    seconds: float = SECONDS
    options: ReadOptions = field(default_factory=ReadOptions)
    language: Language = "zh"
    width: int = 100
    colour: bool = False


def repair(request: RepairRequest) -> int:
    """0: no identity broken; 1: repairs proposed; 3: inconsistent and none proposed.

    UnreadableInput and UsageError are raised (exit status 2).
    """
    if request.seconds <= 0:
        raise UsageError("--time-limit 必须大于零。", "--time-limit must be above zero.")
    disclosure = read_file(request.file, request.options)
    standard = standard_for(request.options.year or disclosure.fiscal_year)
    limits = Limits(request.seconds, request.language)
    report = find_repairs(disclosure, standard, limits, str(request.file))
    if request.apply is not None:
        changes = report.proposals[0].changes if report.proposals else []
        if report.consistent or report.proposals:
            deliver(encode(repaired(disclosure, changes)), request.apply)
    deliver(_written(report, request), request.output)
    if report.consistent:
        return 0
    return 1 if report.proposals else NONE_PROPOSED


def _written(report: RepairReport, request: RepairRequest) -> bytes:
    if request.format == "json":
        from mingzhang.writers.repair.as_json import repair_as_json

        return repair_as_json(report)
    from mingzhang.writers.findings.layout import Paper
    from mingzhang.writers.repair.as_text import repair_as_text

    paper = Paper(request.width, request.colour)
    return repair_as_text(report, standard_for(request.options.year), paper, request.language).encode()
