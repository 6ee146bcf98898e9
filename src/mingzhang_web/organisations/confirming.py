"""Sensitive acts ask once more who is there, unless that was shown a short while ago."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def confirmed(view: View) -> View:
    """A view whose POST asks for the password (or the second factor) again where it was given more than a
    quarter of an hour ago; then what was asked is done."""

    @wraps(view)
    def inner(request: HttpRequest, **values: Any) -> HttpResponse:
        if request.method == "POST":
            raise_if_reauthentication_required(request, app="mingzhang")
        return view(request, **values)

    return inner
