"""Whether the server answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from mingzhang_web.portal.models import Publication


def health(request: HttpRequest) -> HttpResponse:
    """Whether the server answers and its database does."""
    Publication.objects.exists()
    return JsonResponse({"status": "ok"})
