"""The description of what programs may read (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

_TEXT = {"type": "string"}
_FILE = {"type": "object", "properties": {"name": _TEXT, "sha256": _TEXT, "url": _TEXT}}
_PUBLICATION = {
    "type": "object",
    "properties": {
        "fiscal_year": {"type": "integer"},
        "unit": {"type": "object", "properties": {"name": _TEXT, "code": _TEXT}},
        "department": _TEXT,
        "published": {"type": "string", "format": "date-time"},
        "sha256": _TEXT,
        "version": {"type": "integer"},
        "corrects": {"type": ["integer", "null"]},
        "files": {"type": "array", "items": _FILE},
    },
}


def _answer(what: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"200": {"description": what, "content": {"application/json": {"schema": schema}}}}


DESCRIPTION: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Mingzhang portal 明账公开门户", "version": "1"},
    "paths": {
        "/health": {
            "get": {
                "summary": "Whether the server answers",
                "responses": _answer("ok", {"type": "object", "properties": {"status": _TEXT}}),
            }
        },
        "/api/publications.json": {
            "get": {
                "summary": "Every publication and its files",
                "responses": _answer(
                    "the list",
                    {
                        "type": "object",
                        "properties": {"publications": {"type": "array", "items": _PUBLICATION}},
                    },
                ),
            }
        },
        "/publications/{publication}/files/{name}": {
            "get": {
                "summary": "One file of a publication; the .json is mingzhang/disclosure/1",
                "parameters": [
                    {"name": "publication", "in": "path", "required": True, "schema": {"type": "integer"}},
                    {"name": "name", "in": "path", "required": True, "schema": _TEXT},
                ],
                "responses": {
                    "200": {"description": "the file"},
                    "404": {"description": "no such file"},
                },
            }
        },
    },
}


def openapi(request: HttpRequest) -> HttpResponse:
    """The description as JSON."""
    return JsonResponse(DESCRIPTION, json_dumps_params={"ensure_ascii": False})
