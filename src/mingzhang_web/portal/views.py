"""The portal: what is published, for everyone, without signing in."""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from mingzhang.app.workbench import pieces_of, read_disclosure, statement_forms
from mingzhang_web.language import language_of
from mingzhang_web.portal.charts import charts_of
from mingzhang_web.portal.models import Publication, PublicationFile


@lru_cache(maxsize=32)
def _read(data: bytes) -> Any:
    return read_disclosure(data)


def _publication(publication_id: int) -> tuple[Publication, Any]:
    publication = get_object_or_404(Publication, pk=publication_id)
    return publication, _read(bytes(publication.disclosure))


def _context(request: HttpRequest, publication: Publication, disclosure: Any, part: str) -> dict[str, Any]:
    return {
        "publication": publication,
        "disclosure": disclosure,
        "forms": statement_forms(disclosure, language_of(request)),
        "part": part,
    }


def units(request: HttpRequest) -> HttpResponse:
    """Every unit that has published, by year: of a corrected publication the newest."""
    published = Publication.objects.filter(corrected_by=None).defer("disclosure", "changes")
    years = [(year, list(rows)) for year, rows in groupby(published, key=lambda item: item.fiscal_year)]
    return render(request, "portal/units.html", {"years": years})


def disclosure(request: HttpRequest, publication_id: int) -> HttpResponse:
    """A unit's year at a glance: charts, contents, downloads."""
    publication, read = _publication(publication_id)
    context = _context(request, publication, read, "overview")
    context["charts"] = charts_of(read, language_of(request))
    context["files"] = publication.files.defer("content")
    context["corrected_by"] = Publication.objects.filter(corrects=publication).first()
    context["corrections"] = _corrections(publication)
    return render(request, "portal/disclosure.html", context)


def _corrections(publication: Publication) -> list[dict[str, Any]]:
    """What a correction changed: place, before, after."""
    data = bytes(publication.changes)
    return list(json.loads(data)["changes"]) if data else []


def statement(request: HttpRequest, publication_id: int, name: str) -> HttpResponse:
    """One statement as printed."""
    publication, read = _publication(publication_id)
    context = _context(request, publication, read, "statements")
    context["form"] = next((form for form in context["forms"] if form.id == name), None)
    if context["form"] is None:
        raise Http404
    return render(request, "portal/statement.html", context)


def explanation(request: HttpRequest, publication_id: int) -> HttpResponse:
    """The explanation as published."""
    publication, read = _publication(publication_id)
    context = _context(request, publication, read, "explanation")
    context["sections"] = [
        (section.title, [pieces_of(paragraph) for paragraph in section.paragraphs if paragraph.text])
        for section in read.explanation
    ]
    return render(request, "portal/explanation.html", context)


def evaluations(request: HttpRequest, publication_id: int) -> HttpResponse:
    """The projects evaluated, with score and grade."""
    publication, read = _publication(publication_id)
    return render(request, "portal/evaluations.html", _context(request, publication, read, "evaluations"))


def evaluation(request: HttpRequest, publication_id: int, index: int) -> HttpResponse:
    """One evaluation form as printed."""
    publication, read = _publication(publication_id)
    if index >= len(read.evaluations):
        raise Http404
    context = _context(request, publication, read, "evaluations")
    context["form"] = read.evaluations[index]
    return render(request, "portal/evaluation.html", context)


def file(request: HttpRequest, publication_id: int, name: str) -> HttpResponse:
    """One file of the publication, byte for byte as it was frozen."""
    held = get_object_or_404(PublicationFile, publication_id=publication_id, name=name)
    response = HttpResponse(bytes(held.content), content_type=held.content_type)
    response["Content-Disposition"] = f'attachment; filename="{held.name}"'
    response["ETag"] = f'"{held.sha256}"'
    return response


def health(request: HttpRequest) -> HttpResponse:
    """Whether the server answers and its database does."""
    Publication.objects.exists()
    return JsonResponse({"status": "ok"})


def publications_json(request: HttpRequest) -> HttpResponse:
    """The list of publications and their files, for programs."""
    listed = [
        {
            "fiscal_year": item.fiscal_year,
            "unit": {"name": item.unit_name, "code": item.unit_code},
            "department": item.department_name,
            "published": item.at.isoformat(),
            "sha256": item.sha256,
            "version": item.version,
            "corrects": item.corrects_id,
            "files": [
                {"name": held.name, "sha256": held.sha256,
                 "url": f"/publications/{item.pk}/files/{held.name}"}
                for held in item.files.defer("content")
            ],
        }
        for item in Publication.objects.defer("disclosure").prefetch_related("files")
    ]  # fmt: skip
    return JsonResponse({"publications": listed}, json_dumps_params={"ensure_ascii": False})
