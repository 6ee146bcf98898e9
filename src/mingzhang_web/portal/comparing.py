"""One subject over years and units: what stands beside what, and how much it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse

from mingzhang_web.portal.models import PublishedFigure


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one year; `change` in % over the year before, where both are there and that was not 0."""

    year: int
    figure: PublishedFigure
    change: str | None

    @property
    def link(self) -> str:
        """The page of the cell."""
        return link_of(self.figure)


@dataclass(slots=True)
class Line:
    """A row of years: its words, its code, its points in the order of the years."""

    title: str
    code: str = ""
    points: list[Point] = field(default_factory=list)
    cells: list[Point | None] = field(default_factory=list)
    """One for each year asked for, None where nothing is published."""
    key: str = ""


def link_of(figure: PublishedFigure) -> str:
    """The address of a figure's own page."""
    return reverse("published_cell", args=[figure.publication_id, figure.address])


def stepped(before: Decimal | None, now: Decimal) -> str | None:
    """The change in % with two decimals, half away from zero; None over nothing."""
    if not before:
        return None
    change = (now - before) / abs(before) * 100
    return format(change.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP), "+f")


def over_years(title: str, years: Sequence[int], figures: Iterable[PublishedFigure], code: str = "") -> Line:
    """The figures of one cell of one unit, year by year. A change is over the year directly before."""
    held = {figure.publication.fiscal_year: figure for figure in figures}
    line = Line(title, code)
    for year in years:
        figure = held.get(year)
        if figure is None:
            line.cells.append(None)
            continue
        before = held.get(year - 1)
        point = Point(year, figure, stepped(before.number if before else None, figure.number))
        line.cells.append(point)
        line.points.append(point)
    return line
