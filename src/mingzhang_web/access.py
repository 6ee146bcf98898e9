"""Views of the workbench: signed in, the object found through the policy, the permission held."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mingzhang_web import policy

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """A view for whoever is signed in. A form that comes after the session has ended leads, by way of the
    log-in page, back to the page that it stands on, where what was typed is offered again."""

    @wraps(view)
    def inner(request: HttpRequest, **values: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, **values)
        return redirect_to_login(request.get_full_path() if request.method == "GET" else came_from(request))

    return inner


def came_from(request: HttpRequest) -> str:
    """The page of this site that the form stands on."""
    found = urlsplit(request.headers.get("Referer", ""))
    if found.netloc == request.get_host() and found.path.startswith("/workbench/"):
        return found.path + (f"?{found.query}" if found.query else "")
    return reverse("home")


def for_account(permission: str) -> Callable[[View], View]:
    """A view for accounts with a permission."""

    def wrap(view: View) -> View:
        @wraps(view)
        @signed_in
        def inner(request: HttpRequest, **values: Any) -> HttpResponse:
            policy.demand(request.user, permission)
            return view(request, **values)

        return inner

    return wrap


def for_year(permission: str, writes: str | None = None) -> Callable[[View], View]:
    """A view of one unit's year: `year_id` of the address becomes `unit_year`. `writes`: the permission
    that a POST needs; a year that is no longer open takes none."""

    def wrap(view: View) -> View:
        @wraps(view)
        @signed_in
        def inner(request: HttpRequest, year_id: int, **values: Any) -> HttpResponse:
            unit_year = policy.unit_year_of(request.user, year_id)
            policy.demand(request.user, permission)
            if request.method not in ("GET", "HEAD") and writes is not None:
                policy.demand(request.user, writes)
                if not unit_year.is_open:
                    return render(request, "year/closed.html", {"unit_year": unit_year}, status=409)
            return view(request, unit_year=unit_year, **values)

        return inner

    return wrap
