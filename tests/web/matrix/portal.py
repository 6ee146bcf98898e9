"""Who may do what: the portal is for everyone, and shows what is published."""

from __future__ import annotations

from typing import Any

from mingzhang_web.portal.models import Publication
from mingzhang_web.year.models import UnitYear
from tests.web.matrix import EVERYONE, Address, Arguments


def publication(**further: Any) -> Arguments:
    """The one publication of the demonstration."""

    def arguments(_: UnitYear) -> dict[str, Any]:
        return {"publication_id": Publication.objects.get().pk, **further}

    return arguments


def file(_: UnitYear) -> dict[str, Any]:
    """Its first file."""
    published = Publication.objects.get()
    return {"publication_id": published.pk, "name": published.files.all()[0].name}


def unit(**further: Any) -> Arguments:
    """The unit that has published."""

    def arguments(_: UnitYear) -> dict[str, Any]:
        published = Publication.objects.get()
        return {"unit": published.unit_key} | {
            name: published.fiscal_year if name == "year" else value for name, value in further.items()
        }

    return arguments


ADDRESSES = {
    "units": Address(EVERYONE, of="public"),
    "compare": Address(EVERYONE, of="public"),
    "feed": Address(EVERYONE, of="public"),
    "unit": Address(EVERYONE, of="public", with_=unit()),
    "unit_feed": Address(EVERYONE, of="public", with_=unit()),
    "unit_year": Address(EVERYONE, of="public", with_=unit(year=True)),
    "unit_year_part": Address(EVERYONE, of="public", with_=unit(year=True, rest="explanation/")),
    "published_cell": Address(EVERYONE, of="public", with_=publication(address="expenditure/total/total")),
    "history": Address(EVERYONE, of="public", with_=publication()),
    "api_page": Address(EVERYONE, of="public"),
    "api:api-root": Address(EVERYONE, of="public"),
    "api:openapi-json": Address(EVERYONE, of="public"),
    "api:units": Address(EVERYONE, of="public"),
    "api:publications": Address(EVERYONE, of="public"),
    "api:publications_json": Address(EVERYONE, of="public"),
    "api:figures": Address(EVERYONE, of="public"),
    "api:publication": Address(EVERYONE, of="public", with_=publication()),
    "api:disclosure": Address(EVERYONE, of="public", with_=publication()),
    "api:figures_of_publication": Address(EVERYONE, of="public", with_=publication()),
    "api:evaluations": Address(EVERYONE, of="public", with_=publication()),
    "api:changes": Address(EVERYONE, of="public", with_=publication(), answers=(404,)),
    "disclosure": Address(EVERYONE, of="public", with_=publication()),
    "published_statement": Address(EVERYONE, of="public", with_=publication(name="expenditure")),
    "published_explanation": Address(EVERYONE, of="public", with_=publication()),
    "published_evaluations": Address(EVERYONE, of="public", with_=publication()),
    "published_evaluation": Address(EVERYONE, of="public", with_=publication(index=0)),
    "published_file": Address(EVERYONE, of="public", with_=file),
    "health": Address(EVERYONE, of="public"),
}
