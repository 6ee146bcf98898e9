"""Finding publications, units and figures among what is published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.http import Http404

from mingzhang_web.kept import Kept
from mingzhang_web.portal.models import Publication, PublishedFigure
from mingzhang_web.portal.newest import newest_number

LONGEST = 100
"""Characters of a search that are looked at."""
_years: Kept[list[int]] = Kept(2)
_units: Kept[list[UnitEntry]] = Kept(2)
_named: Kept[list[tuple[str, str, Publication]]] = Kept(2)
_BY_UNIT = ("department_name", "unit_code", "unit_name", "-fiscal_year")


def cleaned(text: str | None) -> str:
    """What was typed, as a database takes it: no control characters, not endless."""
    return "".join(char for char in text or "" if char.isprintable()).strip()[:LONGEST]


def current() -> QuerySet[Publication]:
    """The newest publication of each unit and year."""
    return Publication.objects.filter(corrected_by=None).defer("disclosure", "changes")


def of_unit(unit: str) -> QuerySet[Publication]:
    """Every publication of a unit, known by its code or, where it has none, by its full name."""
    unit = cleaned(unit)
    return Publication.objects.defer("disclosure", "changes").filter(
        Q(unit_code=unit) | Q(unit_code="", unit_name=unit)
    )


def newest(unit: str, fiscal_year: int) -> Publication:
    """A unit's publication of a year as it stands today; Http404 where there is none."""
    found = of_unit(unit).filter(fiscal_year=fiscal_year, corrected_by=None).first()
    if found is None:
        raise Http404
    return found


def matching(query: str, fiscal_year: int | None = None) -> QuerySet[Publication]:
    """Current publications whose unit or department has all the words in its name, or begins with a code."""
    found = current()
    if fiscal_year is not None:
        found = found.filter(fiscal_year=fiscal_year)
    for word in cleaned(query).split():
        found = found.filter(
            Q(unit_name__icontains=word) | Q(department_name__icontains=word) | Q(unit_code__startswith=word)
        )
    return found


def figures(
    statement: str = "",
    side: str = "",
    code: str = "",
    column: str = "",
    fiscal_year: int | None = None,
    units: tuple[str, ...] = (),
) -> QuerySet[PublishedFigure]:
    """Figures of current publications; what is blank is not asked for."""
    found = PublishedFigure.objects.filter(publication__corrected_by=None).select_related("publication")
    found = found.defer("publication__disclosure", "publication__changes")
    wanted = {"statement": statement, "side": side, "code": code, "column": column}
    found = found.filter(**{name: cleaned(value) for name, value in wanted.items() if value})
    if fiscal_year is not None:
        found = found.filter(publication__fiscal_year=fiscal_year)
    if units:
        keys = [cleaned(unit) for unit in units]
        found = found.filter(
            Q(publication__unit_code__in=keys) | Q(publication__unit_code="", publication__unit_name__in=keys)
        )
    return found


def subjects(query: str, fiscal_year: int | None = None) -> QuerySet[PublishedFigure]:
    """Figures whose row is called so or whose code begins so, of the column that says the most."""
    found = figures(fiscal_year=fiscal_year)
    for word in cleaned(query).split():
        found = found.filter(Q(label__icontains=word) | Q(code__startswith=word))
    return found.order_by("code", "statement", "-publication__fiscal_year", "publication_id", "pk")


def published_years() -> list[int]:
    """Every year that somebody has published, the first one first; to be read, never changed."""
    return _years.get(newest_number(), lambda: sorted(set(current().values_list("fiscal_year", flat=True))))


def every_unit() -> list[UnitEntry]:
    """Every unit that has published (`units_of`); to be read, never changed."""
    return _units.get(newest_number(), lambda: units_of(current()))


@dataclass(slots=True)
class UnitEntry:
    """A unit of the portal with its years, newest first."""

    key: str
    name: str
    department: str
    years: list[Publication] = field(default_factory=list)


def units_of(publications: QuerySet[Publication]) -> list[UnitEntry]:
    """The units of publications, by department and code; a unit is called as in its newest year."""
    return _grouped(publications.order_by(*_BY_UNIT))


def search_units(query: str, fiscal_year: int | None = None) -> list[UnitEntry]:
    """The units of `matching`, found among what is kept: to build the question for the database takes longer
    than to look through some thousand names."""
    words = [word.casefold() for word in cleaned(query).split()]
    if not words and fiscal_year is None:
        return every_unit()
    return _grouped(
        publication
        for names, code, publication in _named.get(newest_number(), _look_up_names)
        if fiscal_year in (None, publication.fiscal_year)
        and all(word in names or code.startswith(word) for word in words)
    )


def _look_up_names() -> list[tuple[str, str, Publication]]:
    return [
        (f"{item.unit_name}\n{item.department_name}".casefold(), item.unit_code.casefold(), item)
        for item in current().order_by(*_BY_UNIT)
    ]


def _grouped(publications: Iterable[Publication]) -> list[UnitEntry]:
    found: dict[str, UnitEntry] = {}
    for item in publications:
        entry = found.setdefault(
            item.unit_key, UnitEntry(item.unit_key, item.unit_name, item.department_name)
        )
        entry.years.append(item)
    for entry in found.values():
        entry.years.sort(key=lambda item: -item.fiscal_year)
        entry.name = entry.years[0].unit_name
    return list(found.values())
