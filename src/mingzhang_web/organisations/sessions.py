"""Sessions end: after hours without a request, and after a day's work whatever is done."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

BEGAN, SEEN = "began", "seen"
STEP = 60
"""Seconds: how exactly the last request is remembered; less would write to the database at each."""
SET_BACK = 15 * 60
"""Seconds by which the clock may be set back before sessions end."""


@receiver(user_logged_in)
def _begin(request: HttpRequest, **_: Any) -> None:
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def ending(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Signs out whose session is over; the page that was asked for then asks to sign in."""

    def answer(request: HttpRequest) -> HttpResponse:
        # Only who brings a cookie has a session; the portal's readers have none, and none is looked up.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.path.startswith("/workbench/"):
            _look(request)
        return get_response(request)

    return answer


def _look(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        return
    now = int(time.time())
    if BEGAN not in request.session:  # begun by an older version: counted from now on
        request.session[BEGAN] = request.session[SEEN] = now
    began, seen = request.session[BEGAN], request.session[SEEN]
    over = now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE
    # Begun in the future: the clock was set back, and how old the session is nobody knows.
    if over or began > now + SET_BACK:
        logout(request)
    elif now - seen >= STEP or seen > now:
        request.session[SEEN] = now
