"""Seeded faults in disclosures of many shapes: who is named, what is restored, and what is never done."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from random import Random
from time import process_time

import pytest
from invented_disclosures import Shape, invented
from seeded_faults import KINDS, Printed, faulty

from mingzhang.facts.model import Disclosure
from mingzhang.facts.repairs import Change, RepairReport
from mingzhang.kit.address import CellAddress
from mingzhang.repair.applying import repaired
from mingzhang.repair.find import Limits, find_repairs
from mingzhang.repair.verifying import broken_in
from mingzhang.standard.load import Standard

SECONDS = 30.0


def address(change: Change) -> CellAddress:
    return CellAddress(change.statement, change.side, change.code or "", change.column or "")


def same(first: str | None, second: str | None) -> bool:
    """Whether two cells read the same; a blank one is zero."""
    return Decimal(first or 0) == Decimal(second or 0)


def seen(original: Disclosure, wrong: Disclosure, faults: list[Printed], standard: Standard) -> bool:
    """Whether each fault breaks an identity by itself (the others undone)."""
    changes = [
        [
            Change(
                statement=cell.statement,
                side=cell.side,
                code=cell.code,
                column=cell.column,
                proposed=value,
                slip="typed_over",
            )
            for other in faults
            if other is not fault
            for cell, value in other.items()
        ]
        for fault in faults
    ]
    if broken_in([original], standard)[0]:
        return False
    return all(broken_in([repaired(wrong, undone) for undone in changes], standard))


def tried(
    seeds: range, count: int, standard: Standard
) -> tuple[Counter[str], list[tuple[int, RepairReport, Printed]]]:
    """Outcomes of `count` faults in the disclosure of each seed: of those seen, named and restored."""
    outcome: Counter[str] = Counter()
    answers = []
    for seed in seeds:
        random = Random(seed)
        original = invented(seed)
        wrong, faults = faulty(original, [random.choice(KINDS) for _ in range(count)], random)
        if len(faults) < count or not seen(original, wrong, [f.originals for f in faults], standard):
            continue
        truth = {cell: value for fault in faults for cell, value in fault.originals.items()}
        report = find_repairs(wrong, standard, Limits(seconds=SECONDS, clock=process_time))
        outcome["seen"] += 1
        proposed = {address(c): c.proposed for p in report.proposals[:1] for c in p.changes}
        named = proposed.keys() == truth.keys()
        outcome["named"] += named
        outcome["restored"] += named and all(same(proposed[cell], truth[cell]) for cell in truth)
        copies = [repaired(wrong, proposal.changes) for proposal in report.proposals]
        outcome["left broken"] += sum(bool(broken) for broken in broken_in(copies, standard))
        outcome["wrongly unique"] += report.unique and not named
        answers.append((seed, report, truth))
    return outcome, answers


def test_single_faults(standard: Standard) -> None:
    outcome, _ = tried(range(26), 1, standard)
    assert outcome["seen"] >= 20
    assert outcome["left broken"] == 0
    assert outcome["named"] >= 0.9 * outcome["seen"], outcome
    assert outcome["restored"] >= 0.85 * outcome["seen"], outcome
    assert outcome["wrongly unique"] == 0


def test_double_faults(standard: Standard) -> None:
    outcome, _ = tried(range(100, 136), 2, standard)
    assert outcome["seen"] >= 30
    assert outcome["left broken"] == 0
    assert outcome["named"] >= 0.75 * outcome["seen"], outcome
    assert outcome["restored"] >= 0.7 * outcome["seen"], outcome


@pytest.mark.long
@pytest.mark.parametrize(("count", "named", "restored"), [(1, 0.9, 0.85), (2, 0.75, 0.7), (4, 0.6, 0.5)])
def test_many_faults(standard: Standard, count: int, named: float, restored: float) -> None:
    outcome, _ = tried(range(1000, 1200), count, standard)
    assert outcome["left broken"] == 0
    assert outcome["named"] >= named * outcome["seen"], outcome
    assert outcome["restored"] >= restored * outcome["seen"], outcome


@pytest.mark.long
def test_five_thousand_cells_with_ten_faults(standard: Standard) -> None:
    original = invented(5, Shape(items=850, funds=3))
    assert sum(len(statement.facts) for statement in original.statements) >= 5000
    random = Random(5)
    wrong, faults = faulty(original, [random.choice(KINDS) for _ in range(10)], random)
    report = find_repairs(wrong, standard, Limits(seconds=SECONDS, clock=process_time))
    truth = {cell for fault in faults for cell in fault.originals}
    assert {address(change) for change in report.proposals[0].changes} == truth
    assert broken_in([repaired(wrong, report.proposals[0].changes)], standard) == [set()]


def test_equally_small_repairs_are_said_to_be_so(standard: Standard) -> None:
    """Every single cell that alone makes all true is looked for by trying each of them."""
    for seed in range(60, 66):
        random = Random(seed)
        original = invented(seed, Shape(items=4, funds=0))
        wrong, faults = faulty(original, [random.choice(KINDS[:4])], random)
        if not broken_in([wrong], standard)[0]:
            continue
        report = find_repairs(wrong, standard, Limits(seconds=SECONDS, clock=process_time))
        if len(report.proposals[0].changes) > 1:
            continue
        alone = [cell for cell in _alone(original, wrong, standard) if cell not in faults[0].originals]
        assert report.unique == (not alone), (seed, alone)


def _alone(original: Disclosure, wrong: Disclosure, standard: Standard) -> set[CellAddress]:
    """Cells of which some value within reach of the fault's size makes everything true."""
    from mingzhang.repair.elimination import window
    from mingzhang.repair.moves import Evidence
    from mingzhang.repair.slips import SlipCosts
    from mingzhang.repair.solving import Solver
    from mingzhang.repair.system import system_of

    system = system_of(wrong, standard)
    solver = Solver(system, Evidence(), SlipCosts(standard.slips))
    broken = set(system.broken())
    found = set()
    for number, cell in enumerate(system.cells):
        if not broken <= set(cell.rows):
            continue
        bounds, _, _ = solver.bounds({}, [number])
        low, high = window(bounds, number, [number])
        if low is not None and high is not None and low <= high:
            found.add(cell.address)
    return found
