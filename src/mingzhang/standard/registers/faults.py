"""What contradicts itself in a register type: names that are not there, kinds that do not fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from mingzhang.standard.registers.types import Counted, Derived, RegisterType, Requirement, Step

STANDARD_FIELDS = ("number", "unit", "section", "project")
"""What every record has: its number in the unit's register, whose it is, and for which project."""
_NUMBERS = ("money", "number", "whole")


def faults(declared: RegisterType, types: dict[str, RegisterType]) -> Iterator[str]:
    """What contradicts itself in a type, first things first."""
    names = [*STANDARD_FIELDS, *(field.name for field in declared.fields)]
    names += [item.name for item in declared.derived]
    for name, count in Counter(names).items():
        if count > 1:
            yield f"fields: {name} stands twice or is one that every record has"
        if not name.isidentifier():
            yield f"fields: {name} is no name (letters, digits and _)"
    yield from _faults_of_fields(declared)
    yield from _faults_of_steps(declared)
    for item in declared.derived:
        yield from _faults_of_derived(item, declared, types)
    yield from _faults_of_measures(declared)
    yield from _faults_of_lists(declared)
    for where, requirements in _requirements(declared):
        yield from _faults_of_requirements(where, requirements, declared)


def _faults_of_fields(declared: RegisterType) -> Iterator[str]:
    for field in declared.fields:
        where = f"fields.{field.name}"
        if (field.kind == "choice") != bool(field.choices):
            yield f"{where}.choices: belong to the kind choice, and to no other"
        if field.private and field.kind != "text":
            yield f"{where}.private: only a text can be private"
    opened = declared.field(declared.opened)
    if opened is None or opened.kind != "date":
        yield f"opened: {declared.opened} is no date field"
    selector = declared.selector
    if selector is not None and (kind_of(declared, selector) is None or selector in declared.private):
        yield f"selector: there is no open field {selector}"


def _faults_of_steps(declared: RegisterType) -> Iterator[str]:
    entered = _twice(name for step in declared.steps for name in step.fields)
    yield from (f"steps: two enter {name}" for name in entered)
    yield from (f"steps: two are named {name}" for name in _twice(step.name for step in declared.steps))
    for step in declared.steps:
        yield from _faults_of_step(step, declared)


def _faults_of_step(step: Step, declared: RegisterType) -> Iterator[str]:
    where = f"steps.{step.name}"
    for name in [*step.fields, *step.needed]:
        if declared.field(name) is None:
            yield f"{where}.fields: there is no field {name}"
    if kind_of(declared, step.done) != "date" or step.done not in step.fields:
        yield f"{where}.done: {step.done} is no date field of the step"
    if not set(step.needed) <= set(step.fields):
        yield f"{where}.needed: names a field of another step"
    if not step.roles:
        yield f"{where}.roles: nobody may enter it"
    for day in (step.deadline.after, step.deadline.field) if step.deadline else ():
        if day is not None and kind_of(declared, day) != "date":
            yield f"{where}.deadline: {day} is no date field"
    if step.deadline and (step.deadline.after is None) == (step.deadline.field is None):
        yield f"{where}.deadline: give either after and days, or field"


def _faults_of_derived(
    item: Derived, declared: RegisterType, types: dict[str, RegisterType]
) -> Iterator[str]:
    where = f"derived.{item.name}"
    if (item.sum is None) == (item.difference is None):
        yield f"{where}: give either sum or difference"
    if item.sum is not None:
        other = types.get(item.sum.register)
        if other is None:
            yield f"{where}.sum.register: there is no register {item.sum.register}"
            return
        named = other.field(item.sum.by)
        if named is None or named.of != declared.register:
            yield f"{where}.sum.by: {item.sum.by} names no record of {declared.register}"
        if kind_of(other, item.sum.field) not in _NUMBERS:
            yield f"{where}.sum.field: {item.sum.field} is no number"
        yield from _faults_of_requirements(f"{where}.sum.when", item.sum.when, other)
    if item.difference is not None:
        known = [name for name in item.difference if kind_of(declared, name) in _NUMBERS]
        if len(known) != 2 or item.name in known:
            yield f"{where}.difference: must name two number fields"


def _faults_of_measures(declared: RegisterType) -> Iterator[str]:
    names = _twice(item.name for item in declared.measures)
    yield from (f"measures: two are named {name}" for name in names)
    for measure in declared.measures:
        where = f"measures.{measure.name}"
        if measure.in_year is not None and kind_of(declared, measure.in_year) != "date":
            yield f"{where}.in_year: {measure.in_year} is no date field"
        if not _is_number(measure.factor):
            yield f"{where}.factor: {measure.factor} is no number"
        for counted in (measure.counted, measure.base):
            yield from _faults_of_counted(where, counted, declared)


def _faults_of_counted(where: str, counted: Counted | None, declared: RegisterType) -> Iterator[str]:
    if counted is None:
        return
    if counted.sum is not None and counted.distinct is not None:
        yield f"{where}: give sum or distinct, not both"
    if counted.sum is not None and kind_of(declared, counted.sum) not in _NUMBERS:
        yield f"{where}.sum: {counted.sum} is no number field"
    if counted.distinct is not None and kind_of(declared, counted.distinct) is None:
        yield f"{where}.distinct: there is no field {counted.distinct}"


def _faults_of_lists(declared: RegisterType) -> Iterator[str]:
    yield from (f"reports: two are named {name}" for name in _twice(item.name for item in declared.reports))
    for report in declared.reports:
        where = f"reports.{report.name}"
        for name in report.by:
            if kind_of(declared, name) is None or name in declared.private:
                yield f"{where}.by: there is no open field {name}"
        if kind_of(declared, report.sum) not in _NUMBERS:
            yield f"{where}.sum: {report.sum} is no number field"
        if report.age and (kind_of(declared, report.age.since) != "date" or not report.age.bounds):
            yield f"{where}.age: needs a date field and bounds"
    balance = declared.balance
    if balance is None:
        return
    movement = declared.field(balance.movement)
    codes = [] if movement is None else [choice.code for choice in movement.choices]
    if sorted([*balance.adds, *balance.takes]) != sorted(codes):
        yield f"balance: adds and takes must name every choice of {balance.movement} once"
    if kind_of(declared, balance.quantity) not in _NUMBERS or kind_of(declared, balance.date) != "date":
        yield "balance: quantity must be a number field, date a date field"
    if any(kind_of(declared, name) is None or name in declared.private for name in balance.by):
        yield "balance.by: names no open field"


def _requirements(declared: RegisterType) -> Iterator[tuple[str, list[Requirement]]]:
    """Every list of requirements with where it stands."""
    for step in declared.steps:
        yield f"steps.{step.name}.when", step.when
        yield f"steps.{step.name}.passed", step.passed
    yield "ends", declared.ends
    for measure in declared.measures:
        for counted in (measure.counted, measure.base):
            yield f"measures.{measure.name}", [] if counted is None else counted.when
    for report in declared.reports:
        yield f"reports.{report.name}.when", report.when
    for rule in declared.rules:
        yield f"rules.{rule.field}", [*rule.when, *rule.must]


def _faults_of_requirements(
    where: str, requirements: Iterable[Requirement], declared: RegisterType
) -> Iterator[str]:
    for item in requirements:
        kind = kind_of(declared, item.field)
        if kind is None:
            yield f"{where}: there is no field {item.field}"
        field = declared.field(item.field)
        codes = {choice.code for choice in field.choices} if field else set()
        for code in item.among or ():
            if kind == "choice" and code not in codes:
                yield f"{where}: {item.field} has no choice {code}"
        for bound in (item.at_least, item.below):
            if bound is not None and kind in _NUMBERS and not _is_number(bound):
                yield f"{where}: {bound} is no number"
        for other in (item.at_most_field, item.above_field):
            if other is not None and (kind_of(declared, other) in _NUMBERS) != (kind in _NUMBERS):
                yield f"{where}: {item.field} cannot be compared with {other}"


def kind_of(declared: RegisterType, name: str) -> str | None:
    """The kind of a field, a derived one or one that every record has; None where there is none."""
    if (field := declared.field(name)) is not None:
        return field.kind
    if any(item.name == name for item in declared.derived):
        return "number"
    return "text" if name in STANDARD_FIELDS else None


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None
