"""A form that is sent twice is done once.

Every form of the workbench carries a token (`{% once %}`). A double click, a reload or a connection that
broke after the server had already saved sends the same token with the same content again; it gets the
answer of the first. Different content under an old token (a page brought back by the browser's Back) is
another form. Only what succeeded counts: a redirect. A refusal may be sent again.
"""

from __future__ import annotations

import datetime
import hashlib
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingzhang_web.year.models import Done

FIELD = "once"
CONFIRMED = "confirmed"
"""The cookie by which the page's script knows that what it keeps of a form was saved."""
KEPT = datetime.timedelta(days=2)
WAITED = 20.0
"""Seconds that a second click waits for the first to end."""


def done_once(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Takes a form of the workbench once."""

    def answer(request: HttpRequest) -> HttpResponse:
        token = _token(request)
        if token is None:
            return get_response(request)
        content = _content(request)
        done, first = _claim(request, token, content)
        if not first:
            # Where the first was refused, this one is told why as well.
            return _answered(request, done) or answer(request)
        try:
            response = get_response(request)
        except BaseException:
            done.delete()
            raise
        if response.status_code != 302 or _asks_who(response):
            done.delete()
            return response
        Done.objects.filter(pk=done.pk).update(answer=response.headers["Location"][:2000])
        return _confirmed(response, token)

    return answer


def _asks_who(response: HttpResponse) -> bool:
    """Whether the person was sent to sign in or to confirm who is there, before anything was done."""
    asking = [reverse(name) for name in ("login", "account_reauthenticate", "mfa_index")]
    return urlsplit(response.headers["Location"]).path.startswith(tuple(asking))


def _token(request: HttpRequest) -> str | None:
    """The form's token, where the middleware has anything to do."""
    sent = request.method == "POST" and request.path.startswith("/workbench/")
    if not sent or request.headers.get("HX-Request") == "true" or not request.user.is_authenticated:
        return None
    token = str(request.POST.get(FIELD, ""))
    return token if 16 <= len(token) <= 64 else None


def _content(request: HttpRequest) -> str:
    """A hash of where the form goes and of what it says; files by name and size."""
    digest = hashlib.sha256(request.path.encode())
    for name in sorted(request.POST):
        if name != "csrfmiddlewaretoken":
            digest.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        files = [(file.name, file.size) for file in request.FILES.getlist(name)]
        digest.update(repr((name, files)).encode())
    return digest.hexdigest()


def _claim(request: HttpRequest, token: str, content: str) -> tuple[Done, bool]:
    Done.objects.filter(at__lt=timezone.now() - KEPT).delete()
    try:
        with transaction.atomic():
            return Done.objects.create(account=request.user, token=token, content=content), True
    except IntegrityError:
        return Done.objects.get(account=request.user, token=token, content=content), False


def _answered(request: HttpRequest, done: Done) -> HttpResponse | None:
    """The first one's answer, as soon as it has one; None where it was refused."""
    end = time.monotonic() + WAITED
    found: Done | None = done
    while found is not None and not found.answer and time.monotonic() < end:
        time.sleep(0.1)
        found = Done.objects.filter(pk=done.pk).first()
    if found is not None and found.answer:
        return _confirmed(HttpResponseRedirect(found.answer), found.token)
    return None if found is None else render(request, "year/twice.html", status=409)


def _confirmed(response: HttpResponse, token: str) -> HttpResponse:
    response.set_cookie(
        CONFIRMED, token, max_age=120, path="/workbench/", samesite="Lax", secure=settings.HTTPS
    )
    return response
