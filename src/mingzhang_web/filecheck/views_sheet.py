"""One sheet of a checked file: the page's picture, or its tables, with the cells and the findings marked."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mingzhang_web import policy_own as policy
from mingzhang_web.filecheck.reading import Seen, seen, sheets_of
from mingzhang_web.language import language_of


@login_required
def file_sheet(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """The sheet with this number, its findings beside it."""
    found = policy.file_of(request.user, key)
    if not found.is_checked:
        raise Http404
    shown = seen(found, language_of(request))
    sheets = shown.view.sheets
    if not 1 <= number <= len(sheets):
        raise Http404
    marks = [mark for mark in shown.view.marks if mark.sheet == number]
    ready = (found.folder / f"page-{number}.png").is_file()
    context: dict[str, Any] = {
        "file": found,
        "view": shown.view,
        "sheet": sheets[number - 1],
        "rows": shown.rows(number),
        "marks": {mark.id: mark for mark in marks},
        "boxes": [_box(mark) for mark in marks if mark.box is not None],
        "unboxed": [mark for mark in marks if mark.box is None and mark.findings and mark.value],
        "ready": ready,
        "draws": not ready and found.drawn < number and shown.view.pictured,
        "size": _size(found.folder, number) if ready else None,
        "before": number - 1 or None,
        "after": number + 1 if number < len(sheets) else None,
        "with_findings": _with_findings(shown),
    }
    part = bool(request.headers.get("HX-Request"))
    return render(request, "filecheck/sheet_part.html" if part else "filecheck/sheet.html", context)


def _box(mark: Any) -> dict[str, Any]:
    """A mark as a rectangle, a little wider than the ink."""
    x0, y0, x1, y1 = mark.box
    return {
        "mark": mark,
        "x": round(x0 - 1, 1), "y": round(y0 - 1, 1),
        "width": round(max(x1 - x0, 2) + 2, 1), "height": round(max(y1 - y0, 2) + 2, 1),
    }  # fmt: skip


def _size(folder: Any, number: int) -> tuple[float, float]:
    """Width and height of the page in points, as the pictures of all pages were drawn."""
    text = (folder / f"page-{number}.size").read_text(encoding="ascii").split()
    return float(text[0]), float(text[1])


def _with_findings(shown: Seen) -> list[tuple[int, int]]:
    """(sheet, findings on it), of those that have any."""
    counts: dict[int, int] = {}
    for finding in shown.view.findings:
        for sheet in sheets_of(finding):
            counts[sheet] = counts.get(sheet, 0) + 1
    return sorted(counts.items())


@login_required
def file_picture(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """The picture of a page."""
    found = policy.file_of(request.user, key)
    path = found.folder / f"page-{number}.png"
    if not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/png")
