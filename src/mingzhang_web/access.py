"""Views of the workbench: signed in, the object found through the policy, the permission held."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingzhang_web import policy

View = Callable[..., HttpResponse]


def for_account(permission: str) -> Callable[[View], View]:
    """A view for accounts with a permission."""

    def wrap(view: View) -> View:
        @wraps(view)
        @login_required
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
        @login_required
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
