"""What a form's own arithmetic says of each of its fields: ranges that the other fields imply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.evaluate.exact import exact
from mingzhang.facts.model import Evaluation
from mingzhang.kit.amounts import Interval
from mingzhang.repair.form_arithmetic import implied
from mingzhang.repair.form_fields import (
    KINDS,
    Fields,
    cell_of,
    fields_of,
    kind_of,
    said,
    scaled,
    usual_places,
)
from mingzhang.repair.slips import SlipCosts
from mingzhang.standard.load import Standard

_MOST_TRIED = 60
_COMPUTED = ("carryover", "execution_rate", "total_score", "grade")
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class FieldMove:
    """Fields and what they should read, the slip of each, and the cost in hundredths of a nat."""

    values: tuple[tuple[str, str | None], ...]
    slip: str
    cost: int


class FormMoves:
    """The moves that a form suggests."""

    def __init__(self, standard: Standard, costs: SlipCosts) -> None:
        self.standard = standard
        self.costs = costs
        self._usual: dict[str, int] = {}
        """The places to which the form in hand prints figures of a kind."""

    def moves(self, form: Evaluation) -> list[FieldMove]:
        """One move for every field and range that the rest of the form implies, cheapest values first."""
        fields = fields_of(form)
        self._usual = {kind: usual_places(fields, kind) for kind in KINDS}
        found: dict[tuple[tuple[str, str | None], ...], FieldMove] = {}
        for move in self._every(form, fields):
            if move.values not in found or move.cost < found[move.values].cost:
                found[move.values] = move
        return list(found.values())

    def _every(self, form: Evaluation, fields: Fields) -> Iterator[FieldMove]:
        for field, wanted in implied(form, fields, self.standard.scheme):
            move = self._move(form, fields, field, wanted)
            if move is not None:
                yield move
        yield from self._weights(form, fields)
        if form.total_score is not None and (total := exact(form.total_score)) is not None:
            due = self.standard.scheme.grade_of(total)
            if form.grade not in (None, due):
                yield FieldMove((("grade", due),), "arithmetic", self._computed(3))

    def _computed(self, ways: int) -> int:
        """The cost of a figure that was computed or looked up wrongly."""
        return self.costs.of("typed_over", ways)

    def _move(self, form: Evaluation, fields: Fields, field: str, wanted: Interval) -> FieldMove | None:
        """The likeliest figure of a field inside a range; a single level repeats its total."""
        cell = cell_of(field, fields.get(field), self._usual[kind_of(field)])
        tried = self._figures(wanted, cell.digits)
        priced = []
        for value in tried:
            kind, price = self.costs.explained(cell, scaled(value))
            if field.rpartition(".")[2] in _COMPUTED:
                price, kind = min((price, kind), (self._computed(100), "typed_over"))
            if value < 0:
                price += self.costs.prose_vote
            priced.append((price, abs(value - (wanted.low + wanted.high) / 2), value, kind))
        if not priced:
            return None
        price, _, value, kind = min(priced)
        if exact(fields.get(field)) == value:
            return None
        slip = "arithmetic" if kind == "typed_over" and field.rpartition(".")[2] in _COMPUTED else kind
        text = said(value, cell.digits)
        values = [(field, text)]
        twin = _twin(form, fields, field)
        if twin is not None:
            values.append((twin, text))
        return FieldMove(tuple(values), slip, price)

    def _figures(self, wanted: Interval, digits: int) -> list[Fraction]:
        """Figures of so many places inside a range; its middle where there are none."""
        unit = Fraction(1, 10**digits)
        first, last = -(-wanted.low // unit), wanted.high // unit
        if last < first:
            middle = (wanted.low + wanted.high) / 2
            return [Fraction(said(middle, digits))]
        return [unit * number for number in range(first, min(last, first + _MOST_TRIED) + 1)]

    def _weights(self, form: Evaluation, fields: Fields) -> Iterator[FieldMove]:
        """Weights sum to 100: one is wrong (and the full score with it), or a row is missing."""
        weights = [exact(indicator.weight) for indicator in form.indicators]
        known = [weight for weight in weights if weight is not None]
        rest = _HUNDRED - self.standard.scheme.weights.execution - sum(known, Fraction(0))
        if not rest or len(known) < len(weights) or not known:
            return
        for number, weight in enumerate(known):
            name, score = f"indicators.{number}.weight", f"indicators.{number}.score"
            move = self._move(form, fields, name, Interval.exact(weight + rest))
            if move is not None and weight + rest > 0:
                yield move
                if exact(fields[score]) == weight:
                    values = (*move.values, (score, said(weight + rest, 2)))
                    yield FieldMove(values, move.slip, move.cost + 100)
        if rest > 0:
            yield self._missing_row(form, fields, rest)

    def _missing_row(self, form: Evaluation, fields: Fields, weight: Fraction) -> FieldMove:
        """A row that was lost, with the weight that is missing and the points that the total leaves it."""
        number = len(form.indicators)
        scores = [exact(value) for name, value in fields.items() if name.endswith(".score")]
        top = exact(fields.get("funds.total.score")) or Fraction(0)
        own = [exact(indicator.score) or Fraction(0) for indicator in form.indicators]
        total = exact(form.total_score)
        points = weight if total is None or not scores else total - top - sum(own, Fraction(0))
        points = min(max(points, Fraction(0)), weight)
        values = (
            (f"indicators.{number}.weight", said(weight, 2)),
            (f"indicators.{number}.score", said(points, 2)),
        )
        return FieldMove(values, "missing_row", self.costs.of("missing_cell", 10))


def _twin(form: Evaluation, fields: Mapping[str, str | None], field: str) -> str | None:
    """The same field of the form's only level row where it repeats the total, or the reverse."""
    parts = field.split(".")
    if parts[0] != "funds" or len(form.funds) != 2:
        return None
    other = next((row.source_kind for row in form.funds if row.source_kind != parts[1]), None)
    twin = f"funds.{other}.{parts[2]}"
    same = exact(fields.get(field)) == exact(fields.get(twin)) and fields.get(twin) is not None
    return twin if same else None
