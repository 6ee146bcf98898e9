"""Chinese first, English on request: a cookie remembers which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from mingzhang.app.workbench import Language, Text

COOKIE = "language"


def spoken(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Gives every request its `language`; one that an address asks for (`?language=en`) is remembered."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.language = chosen_language(request)  # type: ignore[attr-defined]
        # What Django and django-allauth say themselves comes from their catalogues.
        with translation.override("en" if chosen_language(request) == "en" else "zh-hans"):
            response = get_response(request)
        if asked_language(request) not in (None, request.COOKIES.get(COOKIE)):
            remember(response, chosen_language(request))
        return response

    return answer


def asked_language(request: HttpRequest) -> Language | None:
    """The language that the address itself asks for."""
    asked = request.GET.get(COOKIE)
    return "en" if asked == "en" else "zh" if asked == "zh" else None


def chosen_language(request: HttpRequest) -> Language:
    """The language that the address asks for, else the one that the browser remembers, else Chinese."""
    return asked_language(request) or ("en" if request.COOKIES.get(COOKIE) == "en" else "zh")


def language_of(request: HttpRequest) -> Language:
    """The language of the request; Chinese where none was chosen."""
    return "en" if getattr(request, "language", "zh") == "en" else "zh"


def words(request: HttpRequest) -> dict[str, Any]:
    """What every template knows: the language, and whether this is a demonstration."""
    return {"language": language_of(request), "demo": settings.DEMO}


def said(request: HttpRequest, zh: str, en: str) -> str:
    """The text in the request's language."""
    return Text(zh, en).said(language_of(request))


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Remembers the language and goes back to where it was asked for."""
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    remember(response, "en" if request.POST.get("language") == "en" else "zh")
    return response


def remember(response: HttpResponse, language: Language) -> None:
    """Lets the browser remember the language for a year."""
    response.set_cookie(
        COOKIE,
        language,
        max_age=365 * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
