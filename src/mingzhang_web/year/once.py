"""A form that is sent twice is done once.

Every form of the workbench carries a token (`{% once %}`). A double click, a reload or a connection that
broke after the server had already saved sends the same token with the same content again; it gets the
answer of the first. Different content under an old token (a page brought back by the browser's Back) is
another form. Only what succeeded counts: a redirect. A refusal may be sent again.

Where the database or the server died in the middle, what was changed knows it itself: the entry of the trail
and the mark `effected` of the form are written in one transaction. Sent again, the form is then either told
that it was done, or done.
"""

from __future__ import annotations

import datetime
import hashlib
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingzhang_web.access import came_from
from mingzhang_web.trail.record import together_with
from mingzhang_web.year.claims import answered, claimed, effected, let_go, refused
from mingzhang_web.year.models import Done

FIELD = "once"
CONFIRMED = "confirmed"
"""The cookie by which the page's script knows that what it keeps of a form was saved."""
KEPT = datetime.timedelta(days=2)
WAITED = 20.0
"""Seconds that a second click waits for the first to end."""
GIVEN_UP = datetime.timedelta(minutes=2)
"""A form that had no answer for so long is taken to have died with its server."""


def done_once(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Takes a form of the workbench once."""

    def answer(request: HttpRequest) -> HttpResponse:
        token = _token(request)
        if token is None:
            return get_response(request)
        page = came_from(request)
        Done.objects.filter(at__lt=timezone.now() - KEPT).delete()
        done, first = claimed(request.user, token, _content(request), page)
        if not first:
            # Where the first was refused, this one is told why as well.
            return _answered(request, done) or answer(request)
        mark = together_with.set(lambda: effected(done.claim))
        try:
            response = get_response(request)
        except BaseException:
            let_go(done.claim, page)
            raise
        finally:
            together_with.reset(mark)
        if response.status_code >= 500:
            let_go(done.claim, page)
            return response
        if response.status_code != 302 or _asks_who(response):
            refused(done.claim)
            return response
        answered(done.claim, response.headers["Location"])
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
    """A hash of where the form goes, of what it says, and of the files that it brings."""
    digest = hashlib.sha256(request.path.encode())
    for name in sorted(request.POST):
        if name != "csrfmiddlewaretoken":
            digest.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            digest.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()


def _answered(request: HttpRequest, done: Done) -> HttpResponse | None:
    """The first one's answer, as soon as it has one; None where it was refused, or died before it had any
    effect."""
    end = time.monotonic() + WAITED
    found: Done | None = done
    while found is not None and not found.answer and not _is_dead(found) and time.monotonic() < end:
        time.sleep(0.1)
        found = Done.objects.filter(pk=done.pk).first()
    if found is not None and not found.answer and _is_dead(found):
        let_go(found.claim, came_from(request))
        found = Done.objects.filter(pk=done.pk).first()
    if found is not None and found.answer:
        return _confirmed(HttpResponseRedirect(found.answer), found.token)
    return None if found is None else render(request, "year/twice.html", status=409)


def _is_dead(done: Done) -> bool:
    """Whether its server must have died; a moment in the future is of a clock that was set back."""
    return not -GIVEN_UP <= timezone.now() - done.at <= GIVEN_UP


def _confirmed(response: HttpResponse, token: str) -> HttpResponse:
    response.set_cookie(
        CONFIRMED, token, max_age=120, path="/workbench/", samesite="Lax", secure=settings.HTTPS
    )
    return response
