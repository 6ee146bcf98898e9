"""How far a record has come, what is next, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mingzhang.registers.requirements import Cell, holds
from mingzhang.standard.registers.types import Deadline, RegisterType, Step

Status = Literal["done", "next", "later", "ended"]
"""`ended`: the record goes no further, so that the step will not be done."""


@dataclass(frozen=True, slots=True)
class StepState:
    """A step of one record. `done` and `due` are ISO 8601 dates, blank where there is none; `late`: done
    after its deadline, or not done and the deadline is over."""

    step: Step
    status: Status
    done: str
    due: str
    late: bool


def states_of(declared: RegisterType, cell: Cell, day: date) -> list[StepState]:
    """The steps that the record has, in their order, as of `day`; at most one of them is next."""
    ended = any(holds([item], cell) for item in declared.ends)
    waiting = False
    found = []
    for step in declared.steps:
        if not holds(step.when, cell):
            continue
        due = "" if step.deadline is None else due_on(step.deadline, cell)
        done = cell(step.done)
        if not waiting and done and holds(step.passed, cell):
            found.append(StepState(step, "done", done, due, bool(due) and done > due))
            continue
        status: Status = "ended" if ended else "later" if waiting else "next"
        late = status == "next" and bool(due) and due < day.isoformat()
        waiting = True
        found.append(StepState(step, status, "", due, late))
    return found


def next_of(states: list[StepState]) -> StepState | None:
    """The step that is waited for; None where the record is complete or ended."""
    return next((state for state in states if state.status == "next"), None)


def due_on(deadline: Deadline, cell: Cell) -> str:
    """The last day in time, blank where the day that it counts from is not known."""
    start = cell(deadline.field or deadline.after or "")
    if not start or deadline.field is not None:
        return start
    try:
        return (date.fromisoformat(start) + timedelta(days=deadline.days)).isoformat()
    except (ValueError, OverflowError):
        return ""
