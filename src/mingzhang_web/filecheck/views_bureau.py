"""For those who check many: a checklist for all chosen files, a notice for every unit, a unit's history."""

from __future__ import annotations

import datetime
import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from mingzhang.app.stored_files import checklist_of, notices_of
from mingzhang.app.workbench import MingzhangError, Text
from mingzhang_web import policy_own as policy
from mingzhang_web.filecheck.history import same_unit, steps_of
from mingzhang_web.filecheck.models import DroppedFile
from mingzhang_web.filecheck.reading import stored
from mingzhang_web.filecheck.views import attachment, listed
from mingzhang_web.language import language_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NONE_CHOSEN = Text("请先勾选已核对的文件。", "Choose files that were checked first.")


def _chosen(request: HttpRequest) -> list[DroppedFile]:
    """The checked files that were ticked, those of others left out, oldest first."""
    keys = []
    for text in request.POST.getlist("keys")[: settings.FILES_AT_ONCE]:
        try:
            keys.append(uuid.UUID(text))
        except ValueError:
            continue
    return list(policy.files_of(request.user).filter(key__in=keys).exclude(verdict="").order_by("at", "pk"))


@require_POST
@login_required
def files_checklist(request: HttpRequest) -> HttpResponse:
    """The bureau's own checklist, filled in for the chosen files."""
    chosen, template = _chosen(request), request.FILES.get("template")
    if not chosen:
        return listed(request, NONE_CHOSEN)
    if template is None or (template.size or 0) > settings.EVIDENCE_LIMIT:
        return listed(request, Text("请选择核对表（xlsx）。", "Choose the checklist workbook (xlsx)."))
    language = language_of(request)
    name = template.name or "checklist.xlsx"
    try:
        filled = checklist_of(template.read(), name, [stored(file, language) for file in chosen], language)
    except MingzhangError as error:
        return listed(request, error.message)
    return attachment(filled.workbook, name.rpartition(".")[0] + ".filled.xlsx", _XLSX)


@require_POST
@login_required
def files_notices(request: HttpRequest) -> HttpResponse:
    """One notice per unit of the chosen files, as a zip."""
    chosen = _chosen(request)
    if not chosen:
        return listed(request, NONE_CHOSEN)
    try:
        text = request.POST.get("deadline", "").strip()
        deadline = datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return listed(request, Text("期限不是日期。", "The deadline is no day."))
    language = language_of(request)
    packed = notices_of([stored(file, language) for file in chosen], deadline, language)
    if packed is None:
        return listed(request, Text("所选文件没有待整改的问题。", "The chosen files have no finding left."))
    return attachment(packed, "notices.zip", "application/zip")


@login_required
def file_history(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What each file of the unit closed, kept and added."""
    found = policy.file_of(request.user, key)
    context = {
        "file": found,
        "files": same_unit(request.user, found).reverse(),
        "steps": steps_of(request.user, found, language_of(request)) if found.is_checked else [],
    }
    return render(request, "filecheck/history.html", context)
