"""The style guide: every component on one page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingzhang_web.charts.bars import Bar, bars


@login_required
def style_guide(request: HttpRequest) -> HttpResponse:
    """Type, colours, buttons, fields, tables, states, charts."""
    chart = bars(
        "示例 Example",
        "万元",
        [Bar("示例一", "12.50", "example/1", 1), Bar("示例二", "7.25", "example/2", 2)],
    )
    return render(request, "look/style_guide.html", {"chart": chart})
