"""Whether the server answers."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse

from mingzhang_web.portal.models import Publication


def health(request: HttpRequest) -> HttpResponse:
    """Whether the server answers and its database does: 200, else 503."""
    try:
        Publication.objects.exists()
    except DatabaseError:
        return JsonResponse({"status": "failing"}, status=503)
    return JsonResponse({"status": "ok"})
