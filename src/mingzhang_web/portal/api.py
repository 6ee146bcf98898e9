"""The read-only JSON API of the portal; its OpenAPI description is made of these functions.

Money is a decimal string exactly as printed. Lists come in pages: `limit` (at most 1,000) and `offset`.
"""

from __future__ import annotations

import json
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from mingzhang_web.portal import reading, selection
from mingzhang_web.portal.api_entries import (
    FigureList,
    Problem,
    PublicationEntry,
    PublicationList,
    UnitList,
    figure_list,
    publication_entry,
)
from mingzhang_web.portal.models import Publication, PublishedFigure


class Readable(JSONRenderer):
    """JSON whose Chinese can be read."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="明账公开门户 Mingzhang portal",
    version="1",
    description="已公开的决算与绩效，只读。Published final accounts and performance, read-only.",
    docs_url=None,
    renderer=Readable(),
    urls_namespace="api",
)

Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Year = Annotated[int | None, Query(ge=1, le=9999, description="年度 fiscal year")]
Words = Annotated[str, Query(max_length=selection.LONGEST)]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]


INVALID = {422: Problem}
MISSING = {404: Problem, **INVALID}


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """Nothing is published under this address."""
    return api.create_response(request, {"detail": "没有公开这一项 nothing of this is published"}, status=404)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter that is none: which, and what it should be."""
    named = "; ".join(f"{item['loc'][-1]}: {item['msg']}" for item in error.errors)
    return api.create_response(request, {"detail": f"参数不对 invalid parameter: {named}"}, status=422)


@api.get("/units", response={200: UnitList, **INVALID}, summary="单位 Units that have published")
def units(
    request: HttpRequest, q: Words = "", year: Year = None, limit: Limit = 100, offset: Offset = 0
) -> Any:
    """Units whose name or department has the words of `q`, or whose code begins so."""
    found = selection.units_of(selection.matching(q, year))
    listed = [
        {
            "key": entry.key,
            "name": entry.name,
            "department": entry.department,
            "fiscal_years": [item.fiscal_year for item in entry.years],
            "url": f"/units/{entry.key}/",
        }
        for entry in found[offset : offset + limit]
    ]
    return {"count": len(found), "units": listed}


@api.get("/publications", response={200: PublicationList, **INVALID}, summary="公开件 Publications")
def publications(
    request: HttpRequest,
    q: Words = "",
    year: Year = None,
    unit: Words = "",
    current: bool = True,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Any:
    """Publications, newest year first; with `current=false` also those that were corrected since."""
    found = selection.matching(q, year) if current else Publication.objects.defer("disclosure", "changes")
    if not current and year is not None:
        found = found.filter(fiscal_year=year)
    if unit:
        found = found.filter(pk__in=selection.of_unit(unit).values("pk"))
    page = found.prefetch_related("files")[offset : offset + limit]
    return {"count": found.count(), "publications": [publication_entry(item) for item in page]}


@api.get("/publications.json", response=PublicationList, summary="全部公开件 Every current publication")
def publications_json(request: HttpRequest) -> Any:
    """The current publications as one list."""
    found = selection.current().prefetch_related("files")
    return {"count": found.count(), "publications": [publication_entry(item) for item in found]}


@api.get(
    "/publications/{publication_id}",
    response={200: PublicationEntry, **MISSING},
    summary="一次公开 One publication",
)
def publication(request: HttpRequest, publication_id: Number) -> Any:
    """The publication and its files."""
    return publication_entry(reading.publication_of(publication_id))


@api.get(
    "/publications/{publication_id}/disclosure",
    response={200: dict[str, Any], **MISSING},
    summary="决算公开 JSON The disclosure (mingzhang/disclosure/1)",
)
def disclosure(request: HttpRequest, publication_id: Number) -> Any:
    """The frozen disclosure, byte for byte."""
    held = reading.publication_of(publication_id)
    return HttpResponse(bytes(held.disclosure), content_type="application/json")


@api.get(
    "/publications/{publication_id}/figures",
    response={200: FigureList, **MISSING},
    summary="一次公开的数字 Figures of one publication",
)
def figures_of_publication(
    request: HttpRequest,
    publication_id: Number,
    statement: Words = "",
    code: Words = "",
    column: Words = "",
    limit: Limit = 1000,
    offset: Offset = 0,
) -> Any:
    """Its printed figures in their order."""
    held = reading.publication_of(publication_id)
    wanted = {"statement": statement, "code": code, "column": column}
    found = PublishedFigure.objects.filter(
        publication=held, **{name: selection.cleaned(value) for name, value in wanted.items() if value}
    )
    found = found.select_related("publication").defer("publication__disclosure", "publication__changes")
    return figure_list(found, limit, offset)


@api.get(
    "/publications/{publication_id}/evaluations",
    response={200: list[dict[str, Any]], **MISSING},
    summary="绩效自评 Evaluations of one publication",
)
def evaluations(request: HttpRequest, publication_id: Number) -> Any:
    """The evaluations as `mingzhang/disclosure/1` has them."""
    held = reading.publication_of(publication_id)
    return json.loads(bytes(held.disclosure)).get("evaluations", [])


@api.get(
    "/publications/{publication_id}/changes",
    response={200: dict[str, Any], **MISSING},
    summary="更正内容 What a correction changed (mingzhang/changes/1)",
)
def changes(request: HttpRequest, publication_id: Number) -> Any:
    """What it changed in the publication that it corrects; 404 where it corrects none."""
    held = reading.publication_of(publication_id)
    if not held.changes:
        raise Http404
    return json.loads(bytes(held.changes))


@api.get("/figures", response={200: FigureList, **INVALID}, summary="按科目查数字 Figures by subject")
def figures(
    request: HttpRequest,
    q: Words = "",
    statement: Words = "",
    side: Words = "",
    code: Words = "",
    column: Words = "",
    year: Year = None,
    unit: Annotated[list[str], Query(max_length=100)] = [],  # noqa: B006 - the framework reads it only
    limit: Limit = 100,
    offset: Offset = 0,
) -> Any:
    """Figures of current publications: `q` = words of the row's label or the beginning of its code."""
    found = selection.figures(statement, side, code, column, year, tuple(unit))
    if q:
        found = found.filter(pk__in=selection.subjects(q, year).order_by().values("pk"))
    return figure_list(found, limit, offset)
