"""The pages that say no: not there, not yours, broken."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingzhang.app.workbench import Text
from mingzhang_web import outages
from mingzhang_web.language import said


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not the reader's to see; the page does not say which."""
    words = Text("没有这个页面，或者您无权查看。", "No such page, or not yours to see.")
    return render(request, "message.html", {"title": "404", "words": words}, status=404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: seen, but not this role's to do."""
    words = Text("您的角色不能做这件事。", "Your role may not do this.")
    return render(request, "message.html", {"title": "403", "words": words}, status=403)


def outdated(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's page is of an earlier sign-in, or the form came from another site."""
    words = Text(
        "页面已过期（登录状态变过），没有保存。请返回原页面，刷新后再保存；填过的内容会提示恢复。",
        "The page is of an earlier sign-in: nothing was saved. Go back, reload and save again; what was "
        "typed is offered there.",
    )
    return render(request, "message.html", {"title": "403", "words": words}, status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """500: a fault of the product. What is none is said as what it is: 503 or 507."""
    if (outage := outages.outage_of(sys.exc_info()[1])) is not None:
        return outages.shown(request, outage)
    text = said(request, "程序内部错误，已记录。", "An internal error; it was recorded.")
    return HttpResponse(f"<!doctype html><title>500</title><p>{text}</p>", status=500)
