"""What differs between two sets of self-evaluation forms, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from mingzhang.facts.changes import Change, change_of, printed_year, same_value
from mingzhang.facts.model import Analysis, Department, Disclosure, Evaluation, Indicator

_HEAD = ("kind", "evaluator", "status", "goal", "completion", "total_score", "grade")
_FUNDS = (
    "declared", "original_budget", "final_budget", "actual", "carryover", "execution_rate", "score",
    "variance",
)  # fmt: skip
_INDICATOR = (
    "level1", "level2", "level3", "operator", "unit", "initial_target", "target", "actual", "weight", "score",
    "variance", "direction",
)  # fmt: skip

FieldChange = tuple[str, str | None, str | None]
"""A field's name, what it was and what it is."""


def evaluation_changes(old: Disclosure, new: Disclosure) -> Iterator[Change]:
    """Forms are matched by project (the second form of a project with the second), then by field."""
    before, after = _by_project(old.evaluations), _by_project(new.evaluations)
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name), after.get(name)
        if was is None or now is None:
            values = (None, name) if was is None else (name, None)
            yield change_of("evaluation", f"evaluation/{name}", *values, label=name, project=name)
            continue
        years = printed_year(was.year, old), printed_year(now.year, new)
        own = [] if years[0] == years[1] else [("year", *years)]
        for field, one, other in (*own, *_field_changes(was, now), *_indicator_changes(was, now)):
            place = f"evaluation/{name}/{field}"
            yield change_of("evaluation", place, one, other, label=name, project=name, field=field)


def _field_changes(was: Evaluation, now: Evaluation) -> Iterator[FieldChange]:
    before, after = _fields(was), _fields(now)
    for field in dict.fromkeys((*before, *after)):
        one, other = before.get(field), after.get(field)
        if not same_value(one, other):
            yield field, one, other


def _by_project(forms: Sequence[Evaluation]) -> dict[str, Evaluation]:
    found: dict[str, Evaluation] = {}
    for form in forms:
        name, number = form.project or "（无名）", 1
        while name in found:
            number += 1
            name = f"{form.project or '（无名）'}#{number}"
        found[name] = form
    return found


def _fields(form: Evaluation) -> dict[str, str]:
    """Every field with something in it, by the name that findings use (`funds.total.actual`)."""
    found: dict[str, str] = {}
    _put(found, "", form, _HEAD)
    for name, body in (("department", form.department), ("unit", form.unit)):
        _put(found, f"{name}.", body or Department(), ("name", "code"))
    for row in form.funds:
        _put(found, f"funds.{row.source_kind}.", row, _FUNDS)
    _put(found, "analysis.", form.analysis, Analysis.__struct_fields__)
    for review in form.reviews:
        _put(found, f"reviews.{review.evaluator}.", review, ("score", "grade", "reason"))
    return found


def _put(found: dict[str, str], prefix: str, record: object, names: Sequence[str]) -> None:
    for name in names:
        value = getattr(record, name)
        if value is not None and value != "":
            found[prefix + name] = value


def _indicator_changes(was: Evaluation, now: Evaluation) -> Iterator[FieldChange]:
    """Field by field; a row that only one form has is one change, numbered as in the form that has it."""
    for before, after in _paired(was.indicators, now.indicators):
        if before is None or after is None:
            number = before if before is not None else after
            row = (was if before is not None else now).indicators[number or 0]
            values = (None, _row_shown(row)) if before is None else (_row_shown(row), None)
            yield f"indicators.{number}", *values
            continue
        for field in _INDICATOR:
            values = getattr(was.indicators[before], field), getattr(now.indicators[after], field)
            if not same_value(*values):
                yield f"indicators.{before}.{field}", *values


def _row_shown(row: Indicator) -> str:
    parts = (row.level3, row.operator, row.target, row.unit, row.actual, row.weight, row.score)
    return " ".join(part for part in parts if part)


def _paired(old: Sequence[Indicator], new: Sequence[Indicator]) -> list[tuple[int | None, int | None]]:
    """Rows of the same levels belong together; of the rest the first with the first, while both last."""
    free: dict[tuple[str | None, ...], list[int]] = {}
    for number, indicator in enumerate(old):
        free.setdefault(_levels(indicator), []).append(number)
    pairs: list[tuple[int | None, int | None]] = []
    alone = []
    for number, indicator in enumerate(new):
        fellows = free.get(_levels(indicator), [])
        if fellows:
            pairs.append((fellows.pop(0), number))
        else:
            alone.append(number)
    left = sorted(number for numbers in free.values() for number in numbers)
    return [*pairs, *zip_longest(left, alone)]


def _levels(indicator: Indicator) -> tuple[str | None, ...]:
    return indicator.level1, indicator.level2, indicator.level3
