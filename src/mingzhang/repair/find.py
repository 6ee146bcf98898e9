"""Repairing a disclosure: the statements' identities first, then the evaluation forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic

from mingzhang.facts.model import Disclosure
from mingzhang.facts.repairs import Change, RepairReport
from mingzhang.kit.language import Language
from mingzhang.repair.asking import Key, key_of
from mingzhang.repair.components import Components, Part
from mingzhang.repair.forms import FormRepair, form_repairs
from mingzhang.repair.layout import neighbours_of, tables_of
from mingzhang.repair.moves import Evidence
from mingzhang.repair.neighbours import Neighbourhood
from mingzhang.repair.prose import claims_by_cell, stated_in
from mingzhang.repair.reporting import Alternatives, Repaired, report_of
from mingzhang.repair.slips import SlipCosts
from mingzhang.repair.stating import Wording, changes_of
from mingzhang.repair.system import conditions_of, system_of
from mingzhang.repair.time_limit import Deadline
from mingzhang.repair.unreadable import fillings
from mingzhang.repair.verifying import AS_PRINTED, Reading, groundings_of, keep_verified, together
from mingzhang.repair.votes import by_other_rules
from mingzhang.standard.load import Standard

SECONDS = 60.0


@dataclass(slots=True)
class Limits:
    """How long to search, in seconds; and which language reasons are said in."""

    seconds: float = SECONDS
    language: Language = "zh"
    forms: bool = True
    clock: Callable[[], float] = monotonic
    deadline: Deadline = field(init=False)

    def __post_init__(self) -> None:
        self.deadline = Deadline(self.seconds, self.clock)


def find_repairs(
    disclosure: Disclosure, standard: Standard, limits: Limits | None = None, file: str = ""
) -> RepairReport:
    """What must be wrong in a disclosure and what it should read; every proposal is verified exactly."""
    limits = limits or Limits()
    groundings = groundings_of([disclosure], standard)
    broken = any(grounding.broken.any() for grounding in groundings)
    unknown = any(grounding.unknown.any() for grounding in groundings)
    reading = Repaired([], 0, [])
    if broken or unknown:
        conditions = conditions_of(groundings, standard)
        reading = _best_reading(disclosure, standard, limits, conditions)
    forms = form_repairs(disclosure, standard, limits.deadline) if limits.forms else FormRepair()
    alternatives = [
        *reading.alternatives,
        *(Alternatives(item.ways, item.rival, item.proven) for item in forms.repaired),
    ]
    return report_of(
        file,
        limits.language,
        limits.deadline.passed,
        broken or forms.broken > 0,
        reading,
        forms,
        alternatives,
    )


def _best_reading(
    disclosure: Disclosure, standard: Standard, limits: Limits, conditions: Mapping[str, bool]
) -> Repaired:
    """The likeliest repair over the readings of the identities' conditions.

    A condition such as “no income but appropriations” is itself read off figures that may be wrong: where
    identities under it are broken it is tried as not met, and where nothing else helps, as met.
    """
    found = [_read(disclosure, standard, limits, AS_PRINTED)]
    doubted = {name: False for name, met in conditions.items() if met}
    unmet = {name: True for name, met in conditions.items() if not met}
    if doubted and not limits.deadline.passed and _under_condition(found[0], standard, doubted):
        found.append(_read(disclosure, standard, limits, doubted))
    if unmet and found[0].unsolved and not limits.deadline.passed:
        found.append(_read(disclosure, standard, limits, unmet))
    return min(found, key=lambda item: (item.unsolved, item.cost))


def _under_condition(first: Repaired, standard: Standard, doubted: Mapping[str, bool]) -> bool:
    """Whether the repair found leans on identities under a condition, or found nothing."""
    supported = {rule for change in first.changes for rule in change.supported_by}
    return bool(first.unsolved) or any(standard.identities[rule].when in doubted for rule in supported)


def _read(disclosure: Disclosure, standard: Standard, limits: Limits, reading: Reading) -> Repaired:
    system = system_of(disclosure, standard, reading)
    costs = SlipCosts(standard.slips)
    tables = tables_of(system, standard)
    beside = neighbours_of(tables, system)
    near = {
        cell: tuple(system.cells[other].fen for other in others if system.cells[other].printed)
        for cell, others in beside.items()
    }
    evidence = Evidence(stated_in(disclosure, system), near)
    broken = set(system.broken())
    compound = Neighbourhood(system, tables, broken, costs).moves() if broken else []
    components = Components(system, evidence, costs, compound, limits.deadline)
    parts = components.solve()
    wording = Wording(system, claims_by_cell(disclosure), costs, evidence)
    solved = [part for part in parts if part.best is not None]
    alternatives = [_alternatives(part, wording) for part in solved]
    by_other_rules(disclosure, standard, alternatives, costs, limits.deadline)
    unsolved = len(parts) - len(solved)
    if not unsolved and alternatives and not together(disclosure, standard, alternatives):
        unsolved = len(parts)
    if unsolved:
        # What leaves an identity broken is no repair, and is not shown.
        return Repaired([], unsolved, [])
    keep_verified(disclosure, standard, alternatives)
    return Repaired(alternatives, 0, fillings(components.solver, system, solved, wording))


def _alternatives(part: Part, wording: Wording) -> Alternatives:
    ways: dict[tuple[tuple[Key, str | None], ...], tuple[int, list[Change]]] = {}
    for solution in part.found.solutions:
        changes = changes_of(solution, wording)
        ways.setdefault(
            tuple((key_of(change), change.proposed) for change in changes), (solution.cost, changes)
        )
    return Alternatives(list(ways.values()), part.rival, part.proven)
