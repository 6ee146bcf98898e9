"""The evaluation scheme as data: weights, grades, qualitative bands, thresholds."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Literal

from mingzhang.standard.data import Bilingual, Data, broken, read_yaml

Level1 = Literal["output", "cost", "benefit", "satisfaction"]

PART_OF: dict[str, Level1] = {"cost": "output"}
"""Where a division of points has no such level of its own: the level that its points count to."""


class Weights(Data, kw_only=True):
    """One way to divide 100 points: per level-1 indicator, and for the execution rate.

    A level-1 indicator that `weights` does not name has no fixed share. Where a form has no
    satisfaction indicator its points go to `without_satisfaction`.
    """

    id: str
    title: Bilingual
    weights: dict[Level1, int]
    execution: int
    without_satisfaction: Level1 | None = None
    status: Literal["verified", "unverified"]
    source: str

    @property
    def indicators(self) -> int:
        """What all indicators weigh together: 100 less the execution rate's."""
        return 100 - self.execution


class Grade(Data, kw_only=True):
    """One grade and the lowest total that earns it."""

    grade: str
    at_least: int


class Grades(Data, kw_only=True):
    """The grades, best first."""

    source: str
    bands: list[Grade]


class Band(Data, kw_only=True, rename={"low": "from", "high": "to"}):
    """A band of qualitative results: shares of the weight in %, the lower end inclusive.

    `words` are what a result says to belong here, longer words before the shorter ones they hold.
    """

    id: Literal["achieved", "partly", "not_achieved"]
    low: int
    high: int
    words: list[str]


class Qualitative(Data, kw_only=True):
    """How qualitative results count. The results in `full` earn the full weight, unscored ones too."""

    source: str
    full: list[str]
    bands: list[Band]

    def band(self, result: str) -> Band | None:
        """The band that the result's words name (worst first, since 未完成 holds 完成), or None."""
        for band in self.bands:
            if any(word in result for word in band.words):
                return band
        return None


class Scheme(Data, kw_only=True):
    """How self-evaluations are scored and graded."""

    schemes: list[Weights]
    default: str
    grades: Grades
    qualitative: Qualitative
    cost_equal: Literal["reverse", "positive"]
    cost_equal_source: str
    over_fulfilment: int
    over_fulfilment_source: str
    low_execution: int
    low_execution_source: str

    @property
    def weights(self) -> Weights:
        """The default division of points."""
        return self.named(self.default)

    def named(self, scheme_id: str) -> Weights:
        """The division of points with this id; KeyError if there is none."""
        for weights in self.schemes:
            if weights.id == scheme_id:
                return weights
        raise KeyError(scheme_id)

    def grade_of(self, total: Decimal | Fraction) -> str:
        """The grade of a total; the boundary belongs to the better grade."""
        for band in self.grades.bands:
            if total >= band.at_least:
                return band.grade
        return self.grades.bands[-1].grade


def read_scheme(root: Path) -> Scheme:
    """The scheme of a standard; InvalidData where it contradicts itself."""
    path = root / "evaluation" / "scheme.yaml"
    scheme = read_yaml(path, Scheme)
    if scheme.default not in {weights.id for weights in scheme.schemes}:
        raise broken(path, f"default: {scheme.default} is not among the schemes")
    for weights in scheme.schemes:
        if weights.weights and sum(weights.weights.values()) != weights.indicators:
            raise broken(path, f"schemes: {weights.id}: weights and execution do not add up to 100")
    ends = [band.at_least for band in scheme.grades.bands]
    if ends != sorted(ends, reverse=True):
        raise broken(path, "grades.bands: must stand best first")
    return scheme
