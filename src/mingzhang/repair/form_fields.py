"""Fields of evaluation forms: their printed text by name, copies with some changed, cells for the slips."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from fractions import Fraction

from mingzhang.evaluate.exact import exact
from mingzhang.facts.arrow import FUNDS_AMOUNTS
from mingzhang.facts.model import Evaluation, FundsRow, Indicator, Source
from mingzhang.kit.address import CellAddress
from mingzhang.kit.amounts import FEN_PER_UNIT, places, round_half_away
from mingzhang.kit.places import effective_places
from mingzhang.repair.system import Cell

Fields = dict[str, str | None]
KINDS = AMOUNT, RATE, SCORE, WEIGHT = "amount", "rate", "score", "weight"
_SCALE = "亿元"
"""A unit fine enough that figures with six places are whole numbers of its hundred millionth part."""


def kind_of(field: str) -> str:
    """Whether a field holds money, a rate in %, points or a weight."""
    last = field.rpartition(".")[2]
    if last in FUNDS_AMOUNTS:
        return AMOUNT
    return RATE if last == "execution_rate" else WEIGHT if last == "weight" else SCORE


def fields_of(form: Evaluation) -> Fields:
    """Every number of the form (and its grade) by field name, as printed."""
    found: Fields = {}
    for row in form.funds:
        for name in (*FUNDS_AMOUNTS, "execution_rate", "score"):
            found[f"funds.{row.source_kind}.{name}"] = getattr(row, name)
    for number, indicator in enumerate(form.indicators):
        found[f"indicators.{number}.weight"] = indicator.weight
        found[f"indicators.{number}.score"] = indicator.score
    return {**found, "total_score": form.total_score, "grade": form.grade}


def with_fields(form: Evaluation, fields: Mapping[str, str | None]) -> Evaluation:
    """A copy of the form with some fields changed; an indicator beyond the last is a row added."""
    changed = copy.copy(form)
    changed.funds = [copy.copy(row) for row in form.funds]
    changed.indicators = [copy.copy(row) for row in form.indicators]
    for field, value in fields.items():
        parts = field.split(".")
        if parts[0] == "funds":
            for row in changed.funds:
                if row.source_kind == parts[1]:
                    setattr(row, parts[2], value)
        elif parts[0] == "indicators":
            while len(changed.indicators) <= int(parts[1]):
                changed.indicators.append(Indicator())
            setattr(changed.indicators[int(parts[1])], parts[2], value)
        else:
            setattr(changed, field, value)
    return changed


def company_of(form: Evaluation, forms: Sequence[Evaluation]) -> list[Evaluation]:
    """Of the other projects' complete forms one for each sum of weights: all that rules ask of a form's
    company is which weight the other forms leave to the execution rate."""
    found: dict[tuple[Fraction, bool], Evaluation] = {}
    for other in forms:
        if other.status == "complete" and other.project != form.project:
            weights = [exact(indicator.weight) for indicator in other.indicators]
            known = [weight for weight in weights if weight is not None]
            found.setdefault((sum(known, Fraction(0)), len(known) == len(weights)), other)
    return list(found.values())


def source_of(form: Evaluation, field: str) -> Source:
    """Where a field stands."""
    parts = field.split(".")
    rows: list[FundsRow] | list[Indicator] = []
    if parts[0] == "funds":
        rows = [row for row in form.funds if row.source_kind == parts[1]]
    elif parts[0] == "indicators":
        rows = form.indicators[int(parts[1]) : int(parts[1]) + 1]
    if rows:
        return rows[0].source
    return form.sources.get("total_score") or form.sources.get("grade") or form.source


def usual_places(fields: Mapping[str, str | None], kind: str) -> int:
    """The places to which a form prints figures of a kind."""
    printed = [value for name, value in fields.items() if value and name != "grade" and kind_of(name) == kind]
    return max(effective_places(value for value in printed if exact(value) is not None), default=2)


def cell_of(field: str, value: str | None, digits: int) -> Cell:
    """A field as a cell whose slips can be weighed."""
    number = exact(value)
    scale = FEN_PER_UNIT[_SCALE]
    return Cell(
        address=CellAddress("evaluation", None, field, ""),
        fen=0 if number is None else int(number * scale),
        half=0,
        unit=_SCALE,
        digits=max(digits, places(value) if value and number is not None else 0),
        printed=value,
    )


def scaled(value: Fraction) -> int:
    """A figure in the scale of `cell_of`."""
    return int(value * FEN_PER_UNIT[_SCALE])


def said(value: Fraction, digits: int) -> str:
    """A figure as a form prints it: rounded to its places, trailing zeros left out."""
    text = format(round_half_away(value, digits), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
