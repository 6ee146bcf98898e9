"""Money of the projects: what the forms print, and below the published totals what is left for the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gaoping_case.basic import BUREAU, SOURCE, Cells
from gaoping_case.money import fen, split, yuan
from gaoping_case.published import Published

WAN = 1000000
"""分 in 万元."""
MONTHS = (4, 6, 9, 11)
REST = "rest"
FIRST = "示例年初预算"


@dataclass(slots=True)
class Line:
    """Where a project's money goes; amounts in 分, None where the form prints none."""

    project: str
    functional: str
    economic: str
    level: str
    document: str
    actual: int
    declared: int | None = None
    original: int | None = None
    final: int = 0
    takes_rest: bool = False
    original_rest: bool = False
    contract: str = ""


def fixed_amounts(case: dict[str, Any]) -> dict[str, int]:
    """Subjects whose whole project expenditure a form gives to the 分: leaf → 分."""
    lines = [line for project in case["projects"] for line in project.get("lines", ())]
    open_subjects = {line["functional"] for line in lines if line["amount"] in (REST, "vehicles")}
    totals: dict[str, int] = {}
    for line in lines:
        if line["functional"] not in open_subjects:
            leaf = f"{line['functional']}/project"
            totals[leaf] = totals.get(leaf, 0) + fen(line["amount"])
    return totals


def project_lines(
    case: dict[str, Any], published: Published, amounts: dict[str, int], basic: Cells
) -> list[Line]:
    """All lines. `basic`: the original budget of basic expenditure; the projects' makes it up to 224's."""
    left = {leaf[:7]: amount for leaf, amount in amounts.items() if leaf[7:] == "/project"}
    lines: list[Line] = []
    for project in case["projects"]:
        lines += _lines_of(project, published, amounts, left)
    for line in lines:
        if line.takes_rest:
            line.actual = left.pop(line.functional)
    planned = sum(amount for (_, code, _), amount in basic.items() if code.startswith("224"))
    planned += sum(line.original or 0 for line in lines)
    (last,) = [line for line in lines if line.takes_rest and line.original_rest]
    last.original = published.original_budget()["224"] - planned
    return lines


def _lines_of(
    project: dict[str, Any], published: Published, amounts: dict[str, int], left: dict[str, int]
) -> list[Line]:
    """The lines of one project; what they spend is taken from what is left of their subjects."""
    known = {"vehicles": amounts["vehicles/project"], REST: 0}
    lines: list[Line] = []
    for entry in project.get("lines", ()):
        actual = known.get(entry["amount"])
        line = Line(
            project=project["code"],
            functional=entry["functional"],
            economic=entry["economic"],
            level=project.get("level", ""),
            document=project.get("document", FIRST),
            actual=fen(entry["amount"]) if actual is None else actual,
            takes_rest=entry["amount"] == REST,
            original_rest=entry.get("original") == REST,
            contract=entry.get("contract", ""),
        )
        if entry.get("whole"):
            line.actual -= sum(other.actual for other in lines)
        if line.takes_rest:
            original = entry.get("original", REST)
            line.original = None if original == REST else fen(original)
            line.final = fen(entry["final"])
        else:
            left[line.functional] -= line.actual
        lines.append(line)
    if lines and not lines[0].takes_rest:
        _form_budget(lines, published, project)
    return lines


def _form_budget(own: list[Line], published: Published, project: dict[str, Any]) -> None:
    """Declared, original and final budget of the form's total row; the last line takes what is left."""
    row = published.forms[project["form"]].funds[0]
    others = 0
    for line in own[:-1]:
        line.declared = line.original = line.final = line.actual
        others += line.actual
    last = own[-1]
    last.declared = (
        None if row.declared is None else _fen(row.declared) - (others if _fen(row.declared) else 0)
    )
    last.original = _fen(row.original_budget) - others
    exact = project["lines"][-1].get("final")
    last.final = fen(exact) if exact else _fen(row.final_budget) - others


def _fen(wan: object) -> int:
    return int(Decimal(str(wan)) * WAN)


def expenditure_rows(lines: list[Line]) -> Iterator[dict[str, str]]:
    """Payments in up to four parts."""
    for line in lines:
        if not line.actual:
            continue
        months = MONTHS if line.actual >= 20 * WAN else MONTHS[-1:]
        for month, part in zip(months, split(line.actual, len(months)), strict=True):
            paid = {"date": f"2024-{month:02d}-20", "amount": yuan(part), "contract": line.contract}
            yield {**_where(line), **paid}


def project_budget_rows(lines: list[Line]) -> Iterator[dict[str, str]]:
    """What was declared and what was prepared."""
    for line in lines:
        for stage, amount in (("declared", line.declared), ("prepared", line.original)):
            if amount is not None:
                document = line.document if "2023" in line.document else FIRST
                yield {**_where(line), "stage": stage, "amount": yuan(amount), "document": document}


def project_adjustment_rows(lines: list[Line]) -> Iterator[dict[str, str]]:
    """The final budget less the original one."""
    for line in lines:
        difference = line.final - (line.original or 0)
        if difference:
            document = line.document if "〔2024〕" in line.document else "示例调整〔2024〕2号"
            date = "2024-03-29" if line.original is None else "2024-09-30"
            yield {**_where(line), "date": date, "document": document, "amount": yuan(difference)}


def _where(line: Line) -> dict[str, str]:
    return {
        "unit": BUREAU,
        "functional": line.functional,
        "economic": line.economic,
        "nature": "project",
        "project": line.project,
        "source": SOURCE,
        "fund_level": line.level,
    }
