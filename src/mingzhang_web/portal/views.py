"""The portal: one publication as it was frozen, for everyone, without signing in."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from mingzhang.app.workbench import differences, pieces_of
from mingzhang_web.language import language_of
from mingzhang_web.portal import reading
from mingzhang_web.portal.models import Publication, PublicationFile


def _context(request: HttpRequest, publication_id: int, part: str) -> dict[str, Any]:
    held = reading.held(publication_id)
    return {
        "publication": held.publication,
        "disclosure": reading.read(held.publication),
        "forms": reading.forms(held.publication, language_of(request)),
        "part": part,
        "newer": held.newer,
        "files": held.files,
    }


def disclosure(request: HttpRequest, publication_id: int) -> HttpResponse:
    """A unit's year at a glance: charts, contents, downloads."""
    context = _context(request, publication_id, "overview")
    context["charts"] = reading.charts(context["publication"], language_of(request))
    return render(request, "portal/disclosure.html", context)


def statement(request: HttpRequest, publication_id: int, name: str) -> HttpResponse:
    """One statement as printed."""
    context = _context(request, publication_id, "statements")
    context["form"] = next((form for form in context["forms"] if form.id == name), None)
    if context["form"] is None:
        raise Http404
    return render(request, "portal/statement.html", context)


def explanation(request: HttpRequest, publication_id: int) -> HttpResponse:
    """The explanation as published."""
    context = _context(request, publication_id, "explanation")
    context["sections"] = [
        (section.title, [pieces_of(paragraph) for paragraph in section.paragraphs if paragraph.text])
        for section in context["disclosure"].explanation
    ]
    return render(request, "portal/explanation.html", context)


def evaluations(request: HttpRequest, publication_id: int) -> HttpResponse:
    """The projects evaluated, with score and grade."""
    return render(request, "portal/evaluations.html", _context(request, publication_id, "evaluations"))


def evaluation(request: HttpRequest, publication_id: int, index: int) -> HttpResponse:
    """One evaluation form as printed."""
    context = _context(request, publication_id, "evaluations")
    held = context["disclosure"].evaluations
    if index >= len(held):
        raise Http404
    context["form"] = held[index]
    return render(request, "portal/evaluation.html", context)


def history(request: HttpRequest, publication_id: int) -> HttpResponse:
    """The versions of a unit's year, newest first, each with what it changed."""
    context = _context(request, publication_id, "history")
    publication = context["publication"]
    versions = Publication.objects.filter(
        fiscal_year=publication.fiscal_year,
        unit_code=publication.unit_code,
        unit_name=publication.unit_name,
    )
    context["versions"] = [
        {"publication": item, "differences": _differences(item, language_of(request))}
        for item in versions.select_related("corrects").order_by("-version")
    ]
    return render(request, "portal/history.html", context)


def _differences(publication: Publication, language: Any) -> list[Any]:
    if publication.corrects is None:
        return []
    return differences(bytes(publication.corrects.disclosure), bytes(publication.disclosure), language)


def file(request: HttpRequest, publication_id: int, name: str) -> HttpResponse:
    """One file of the publication, byte for byte as it was frozen."""
    held = get_object_or_404(PublicationFile, publication_id=publication_id, name=name)
    response = HttpResponse(bytes(held.content), content_type=held.content_type)
    response["Content-Disposition"] = f'attachment; filename="{held.name}"'
    response["ETag"] = f'"{held.sha256}"'
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
