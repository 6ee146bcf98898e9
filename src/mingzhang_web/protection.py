"""What every answer carries against foreign scripts, frames and sniffing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
    "font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip


def protected(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No inline script or style, no other origin, no frame; pages of the workbench are not cached."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.get_host()  # a name that is not ours is refused before anything is answered from what is kept
        response = get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if request.path.startswith("/workbench/"):
            response.headers["Cache-Control"] = "no-store"
        return response

    return answer


class Storable:
    """Refuses text that no database takes (the character of code zero), wherever it stands: 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "") if request.path.startswith("/workbench/") else ""
        if "\0" in request.path or "%00" in asked:
            raise BadRequest("NUL")
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, values: Any) -> None:
        """After the token was looked for, which reads the form anyway."""
        if request.method != "POST":
            return
        typed = [text for _, texts in request.POST.lists() for text in texts]
        named = [file.name or "" for _, files in request.FILES.lists() for file in files]
        if any("\0" in text for text in (*request.POST, *typed, *named)):
            raise BadRequest("NUL")


storable = Storable
