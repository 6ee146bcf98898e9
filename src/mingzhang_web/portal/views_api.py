"""The API in words: a page made of its own description."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingzhang_web.portal.api import api


def api_page(request: HttpRequest) -> HttpResponse:
    """Every address of the API with its parameters and what it answers."""
    described: dict[str, Any] = api.get_openapi_schema(path_prefix="/api")
    operations = [
        {
            "path": path,
            "summary": operation.get("summary", ""),
            "description": operation.get("description", ""),
            "parameters": [
                {**parameter, "kind": _kind(parameter["schema"])}
                for parameter in operation.get("parameters", [])
            ],
            "answer": _answer(operation),
        }
        for path, methods in described["paths"].items()
        for operation in methods.values()
    ]
    schemas = [
        {
            "name": name,
            "description": schema.get("description", ""),
            "fields": [(key, _kind(value)) for key, value in schema.get("properties", {}).items()],
        }
        for name, schema in described["components"]["schemas"].items()
    ]
    return render(request, "portal/api.html", {"operations": operations, "schemas": schemas})


def _answer(operation: dict[str, Any]) -> str:
    content = operation["responses"].get(200, operation["responses"].get("200", {})).get("content", {})
    return _kind(content.get("application/json", {}).get("schema", {}))


def _kind(schema: dict[str, Any]) -> str:
    """A schema in a word or two."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " | ".join(_kind(item) for item in schema["anyOf"])
    if schema.get("type") == "array":
        return f"{_kind(schema.get('items', {}))}[]"
    return str(schema.get("format") or schema.get("type") or "object")
