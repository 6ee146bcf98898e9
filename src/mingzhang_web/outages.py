"""What is no fault of the program: the database is away, the disk is full. The page says so, that nothing was
saved, and has what was typed in it, to be sent again by one button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render

from mingzhang.app.workbench import NO_ROOM, Text
from mingzhang_web.language import language_of

DISK_FULL = "53100"
"""PostgreSQL's code for it."""
SQLITE_FULL, SQLITE_IO = 13, 10
SECRET = frozenset({
    "csrfmiddlewaretoken", "password", "old_password", "oldpassword", "password1", "password2", "code",
})  # fmt: skip
"""What no page repeats."""


@dataclass(frozen=True, slots=True)
class Outage:
    """What is missing, with the status that says so."""

    status: int
    title: Text
    words: Text
    """Of a form."""
    page: Text
    """Of a page that was only asked for: nothing was to be saved."""


AWAY = Outage(
    503,
    Text("数据库暂时不可用", "The database is away"),
    Text(
        "没有收到保存成功的确认。通常过一会儿就恢复，不必重新登录。",
        "The save was not confirmed. It is usually back in a moment; you need not sign in again.",
    ),
    Text(
        "这一页暂时打不开；已经保存的内容不受影响。通常过一会儿就恢复，不必重新登录。",
        "This page cannot be shown now; what was saved stays saved. It is usually back in a moment; you need "
        "not sign in again.",
    ),
)
DISK = Outage(
    507,
    Text("磁盘已满", "The disk is full"),
    Text(
        "没有保存，已有的内容没有改动。请管理员清出磁盘空间后再试。",
        "Nothing was saved, and what is there was not changed. Ask the administrator to make room.",
    ),
    Text(
        "这一页打不开；已经保存的内容不受影响。请管理员清出磁盘空间后再试。",
        "This page cannot be shown; what was saved stays saved. Ask the administrator to make room.",
    ),
)


def outage_of(error: BaseException | None) -> Outage | None:
    """Whether the error, or what it arose from, is an outage."""
    found = list(_chain(error))
    if any(_is_full(item) for item in found):
        return DISK
    if any(isinstance(item, OperationalError | InterfaceError) for item in found):
        return AWAY
    # An INSERT whose connection dies while it is answered ends as an IndexError: a row that was to come back
    # did not.
    if any(isinstance(item, IndexError) for item in found) and not connection.is_usable():
        return AWAY
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return True
    cause: Any = error.__cause__ if isinstance(error, DatabaseError) else None
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return getattr(cause, "sqlstate", "") == DISK_FULL or code in (SQLITE_FULL, SQLITE_IO)


def shown(request: HttpRequest, outage: Outage) -> HttpResponse:
    """The page, which asks nothing of the database."""
    language = language_of(request)
    if request.path.startswith("/api/"):
        response: HttpResponse = JsonResponse({"detail": outage.title.said(language)}, status=outage.status)
    else:
        sent = request.method == "POST"
        context = {
            "title": outage.title,
            "words": outage.words if sent else outage.page,
            "sent": sent,
            "typed": _typed(request),
            "again": request.get_full_path(),
        }
        response = render(request, "outage.html", context, status=outage.status)
    response.headers["Retry-After"] = "10"
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]] | None:
    """What the form said, where it can be sent again from the page: it came from this site, and has neither
    files nor passwords, which no page can give back."""
    if request.method != "POST":
        return None
    try:
        if CsrfViewMiddleware(lambda _: HttpResponse()).process_view(request, lambda _: None, (), {}):
            return None
        if request.FILES or not SECRET.isdisjoint(set(request.POST) - {"csrfmiddlewaretoken"}):
            return None
    except OSError:  # the upload itself did not fit
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, value) for name, value in fields if name not in SECRET]
