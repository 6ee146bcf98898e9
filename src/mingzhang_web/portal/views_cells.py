"""A figure by itself: what it is, where it stands, what it adds up with, who states it, how it went on."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mingzhang_web.language import language_of
from mingzhang_web.portal import reading, selection
from mingzhang_web.portal.comparing import over_years
from mingzhang_web.portal.models import PublishedFigure


def cell(request: HttpRequest, publication_id: int, address: str) -> HttpResponse:
    """The page of one published figure."""
    publication = reading.publication_of(publication_id)
    figure = PublishedFigure.objects.filter(publication=publication, address=address).first()
    if figure is None:
        raise Http404
    language = language_of(request)
    disclosure = reading.read(publication)
    others = list(
        selection.figures(figure.statement, figure.side, figure.code, figure.column,
                          units=(publication.unit_key,))
    )  # fmt: skip
    years = sorted({other.publication.fiscal_year for other in others})
    form = next(form for form in reading.forms(publication, language) if form.id == figure.statement)
    context = {
        "publication": publication,
        "part": "statements",
        "forms": reading.forms(publication, language),
        "form": form,
        "figure": figure,
        "source": _source(disclosure, figure),
        "identities": reading.identities(publication).of(figure.address, language),
        "claims": _claims(disclosure, figure),
        "line": over_years(figure.label, years, others),
        "column": "/".join(part for part in (figure.statement, figure.side, figure.column) if part),
    }
    return render(request, "portal/cell.html", context)


def _source(disclosure: Any, figure: PublishedFigure) -> Any:
    statement = disclosure.statement(figure.statement)
    for fact in statement.facts:
        if (fact.side or "", fact.code, fact.column) == (figure.side, figure.code, figure.column):
            return fact.source
    return None


def _claims(disclosure: Any, figure: PublishedFigure) -> list[tuple[int, Any]]:
    """The sentences that state the cell, each with the first of its numbers that does."""
    wanted = (figure.statement, figure.side, figure.code, figure.column)
    found: dict[str, tuple[int, Any]] = {}
    for number, claim in enumerate(disclosure.claims):
        about = claim.about
        if about and (about.statement, about.side or "", about.code, about.column) == wanted:
            found.setdefault(claim.text, (number, claim))
    return list(found.values())
