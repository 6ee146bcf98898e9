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


ADDRESSES = {
    "units": Address(EVERYONE, of="public"),
    "disclosure": Address(EVERYONE, of="public", with_=publication()),
    "published_statement": Address(EVERYONE, of="public", with_=publication(name="expenditure")),
    "published_explanation": Address(EVERYONE, of="public", with_=publication()),
    "published_evaluations": Address(EVERYONE, of="public", with_=publication()),
    "published_evaluation": Address(EVERYONE, of="public", with_=publication(index=0)),
    "published_file": Address(EVERYONE, of="public", with_=file),
    "publications_json": Address(EVERYONE, of="public"),
    "openapi": Address(EVERYONE, of="public"),
    "health": Address(EVERYONE, of="public"),
}
