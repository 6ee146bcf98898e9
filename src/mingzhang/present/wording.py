"""Templates of the standard filled with who discloses what year."""

from __future__ import annotations

from mingzhang.facts.model import Disclosure
from mingzhang.standard.load import Standard
from mingzhang.standard.variants import Variant


def year_of(disclosure: Disclosure) -> str:
    """The year that is printed."""
    year = disclosure.printed_year or disclosure.fiscal_year
    return str(year) if year is not None else ""


def scope_of(disclosure: Disclosure, standard: Standard) -> str:
    """部门 or 单位."""
    scopes = standard.paper.scopes
    return scopes.get(disclosure.unit.scope or "unit", scopes["unit"])


def filled(template: str, disclosure: Disclosure, standard: Standard, **more: object) -> str:
    """The template with `{unit}`, `{year}`, `{scope}` and `more` put in."""
    return template.format(
        unit=disclosure.unit.name or "",
        year=year_of(disclosure),
        scope=scope_of(disclosure, standard),
        **more,
    )


def variant_of(disclosure: Disclosure, standard: Standard) -> Variant:
    """The disclosure's variant; the first of the standard where it names none that is known."""
    known = standard.variants
    return known.get(disclosure.variant or "") or next(iter(sorted(known.items())))[1]
