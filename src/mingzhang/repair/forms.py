"""Evaluation forms."""

from __future__ import annotations

from dataclasses import dataclass, field

from mingzhang.facts.model import Disclosure, Evaluation
from mingzhang.facts.repairs import Change
from mingzhang.standard.load import Standard


@dataclass(slots=True)
class FormWays:
    ways: list[tuple[int, list[Change]]]
    rival: bool
    proven: bool


@dataclass(slots=True)
class FormRepair:
    repaired: list[FormWays] = field(default_factory=list)
    broken: int = 0
    unsolved: list[str] = field(default_factory=list)


def form_repairs(disclosure: Disclosure, standard: Standard, deadline: float) -> FormRepair:
    return FormRepair()


def with_fields(evaluation: Evaluation, fields: dict[str, str | None]) -> Evaluation:
    return evaluation
