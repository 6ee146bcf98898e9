"""Clerks who save over and over while things break, and keep a list of what they were told."""

from __future__ import annotations

import html
import http.client
import http.cookiejar
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Fields = list[tuple[str, str]]
FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')


@dataclass
class Answer:
    """What came back: the status, 0 where nothing came; the page."""

    status: int
    page: str
    saved: bool = False
    """The server answered with a redirect: the form was done, whatever became of the page that follows."""

    def hidden(self) -> Fields:
        """The fields of the form by which what was typed can be sent again."""
        form = self.page[self.page.find("<main") :]
        return [(html.unescape(name), html.unescape(value)) for name, value in FIELD.findall(form)]


class Redirects(urllib.request.HTTPRedirectHandler):
    """Follows them, and knows that there was one."""

    followed = False

    def redirect_request(self, *arguments: Any) -> urllib.request.Request | None:
        self.followed = True
        return super().redirect_request(*arguments)


class Clerk:
    """A browser without script."""

    def __init__(self, address: str) -> None:
        self._address = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies, redirects := Redirects())
        self._redirects = redirects

    def ask(self, path: str, fields: Fields | None = None) -> Answer:
        """A page, or a form sent."""
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        self._redirects.followed = False
        try:
            with self._opener.open(self._address + path, data, timeout=60) as answer:
                return Answer(answer.status, answer.read().decode(), self._redirects.followed)
        except urllib.error.HTTPError as error:
            with error:
                page = error.read().decode(errors="replace")
                return Answer(error.code, page, self._redirects.followed)
        except (OSError, http.client.HTTPException):
            return Answer(0, "", self._redirects.followed)

    def sign_in(self, username: str) -> None:
        """As somebody of the demonstration."""
        page = self.ask("/workbench/login/").page
        form = re.search(r'(?s)<form method="post" class="stack">.*?</form>', page)
        assert form is not None
        fields = dict(FIELD.findall(form[0])) | {"username": username, "password": "demo-mingzhang"}
        assert self.ask("/workbench/login/", list(fields.items())).status == 200

    def form(self, path: str) -> Fields:
        """The hidden fields that the page's form carries: its token, and who sends it."""
        page = self.ask(path).page
        wanted = ("csrfmiddlewaretoken", "once")
        form = re.search(r'(?s)<form method="post" class="grid-form".*?</form>', page)
        return [item for item in FIELD.findall(form[0]) if item[0] in wanted] if form is not None else []


@dataclass
class Told:
    """What the clerks were told, by the text that they saved."""

    confirmed: list[str] = field(default_factory=list)
    away: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


def save_until(
    over: threading.Event, clerk: Clerk, grid: str, name: str, more: Callable[[str], Fields], told: Told
) -> None:
    """Saves one new row after the other; what is not confirmed is sent again from the page that says so. The
    next form is open before this one is sent: whenever something breaks, there is one to send."""
    number = 0
    following: Fields = []
    while not over.is_set():
        number += 1
        text = f"{name}-{number}"
        fields = following or clerk.form(grid)
        if not fields:  # the page itself did not come
            time.sleep(0.2)
            continue
        following = clerk.form(grid)
        answer = clerk.ask(grid, [*fields, *more(text)])
        while answer.status in (503, 507) and not answer.saved and not over.is_set():
            told.away.append(text)
            again = answer.hidden()
            if text not in dict(again).values():
                told.odd.append(f"{text}: what was typed is not in the page")
            time.sleep(0.2)
            answer = clerk.ask(grid, again)
        if answer.status == 200 or answer.saved:
            told.confirmed.append(text)
        elif answer.status not in (0, 503, 507):
            told.odd.append(f"{text}: {answer.status}")
