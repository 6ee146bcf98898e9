"""The files one has dropped, one file with its findings, its downloads; accepting and deleting."""

from __future__ import annotations

import datetime
import uuid
from typing import get_args

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from mingzhang.app.check import Format
from mingzhang.app.file_check import report_as
from mingzhang.app.workbench import MingzhangError, Text
from mingzhang_web import jobs
from mingzhang_web import policy_own as policy
from mingzhang_web.filecheck.companions import offered_beside
from mingzhang_web.filecheck.dropping import delete, drop, forget_old
from mingzhang_web.filecheck.history import earlier_of, step_of
from mingzhang_web.filecheck.models import AcceptedFinding, DroppedFile
from mingzhang_web.filecheck.reading import report_of, seen
from mingzhang_web.language import language_of, said
from mingzhang_web.trail.record import record

_LISTED = 200
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "sarif": "application/sarif+json",
    "disclosure": "application/json",
}


@login_required
def files(request: HttpRequest) -> HttpResponse:
    """What the account sees, newest first; POST drops files."""
    if request.method == "POST":
        try:
            dropped = drop(request.user, request.FILES.getlist("files"))
        except MingzhangError as error:
            return listed(request, error.message)
        one = dropped[0]
        return HttpResponseRedirect(one.address if len(dropped) == 1 else request.path)
    forget_old()
    return listed(request)


def listed(request: HttpRequest, problem: Text | None = None) -> HttpResponse:
    """The list of files, and what was wrong with what was asked."""
    found = list(policy.files_of(request.user).select_related("account", "job")[:_LISTED])
    context = {
        "files": found,
        "problem": problem,
        "waits": any(file.job is not None and file.job.is_open and not file.is_checked for file in found),
        "checked": [file for file in found if file.is_checked],
    }
    return render(request, "filecheck/files.html", context, status=422 if problem else 200)


@login_required
def file(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A file: its progress, or its findings with the way to each cell."""
    found = policy.file_of(request.user, key)
    if not found.is_checked:
        return render(request, "filecheck/waiting.html", {"file": found, "job": found.job})
    language = language_of(request)
    shown = seen(found, language)
    earlier = earlier_of(request.user, found)
    context = {
        "file": found,
        "view": shown.view,
        "rows": shown.rows(),
        "counts": shown.open_counts(),
        "owned": found.account_id == request.user.pk,
        "offered": offered_beside(request.user, found),
        "beside": _beside(request, found),
        "step": step_of(earlier, found, language) if earlier is not None else None,
    }
    return render(request, "filecheck/file.html", context)


def _beside(request: HttpRequest, found: DroppedFile) -> list[DroppedFile]:
    """The files that it was checked against, as far as the account sees them."""
    used = found.job.arguments if found.job is not None else {}
    keys = [used.get("prior"), used.get("budget"), *used.get("units", [])]
    return list(policy.files_of(request.user).filter(key__in=[key for key in keys if key]))


@require_POST
@login_required
def check_against(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Checks the own file once more, against the chosen ones (none: by itself)."""
    found = policy.own_file_of(request.user, key)
    offered = offered_beside(request.user, found)
    prior = _chosen(request, "prior", offered.prior)[:1]
    budget = _chosen(request, "budget", offered.same_year)[:1]
    units = _chosen(request, "units", offered.same_year)
    job = jobs.start(
        request.user, "filecheck.check", subject=found.name, once=f"{found.key.hex}:against",
        file=found.key.hex, prior="".join(prior), budget="".join(budget), units=units,
    )  # fmt: skip
    DroppedFile.objects.filter(pk=found.pk).update(job=job)
    return HttpResponseRedirect(job.address)


def _chosen(request: HttpRequest, name: str, offered: list[DroppedFile]) -> list[str]:
    wanted = set(request.POST.getlist(name))
    return [item.key.hex for item in offered if str(item.key) in wanted]


@login_required
def file_download(request: HttpRequest, key: uuid.UUID, form: str) -> HttpResponse:
    """The report in a format, or what was read as disclosure JSON."""
    found = policy.file_of(request.user, key)
    if form not in _TYPES or not found.is_checked:
        raise Http404
    language = language_of(request)
    stem = "".join(sign if sign.isalnum() else "-" for sign in found.name.rpartition(".")[0] or found.name)
    if form == "disclosure":
        data, name = bytes(found.disclosure), f"{stem}.disclosure.json"
    else:
        formats = {str(known): known for known in get_args(Format)}
        data = report_as(report_of(found, language), bytes(found.disclosure), formats[form], language)
        name = f"{stem}.findings.{form}"
    return attachment(data, name, _TYPES[form])


def attachment(data: bytes, name: str, kind: str) -> HttpResponse:
    """A download with its name."""
    response = HttpResponse(data, content_type=kind)
    from django.utils.http import content_disposition_header

    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_POST
@login_required
def accept_finding(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Accepts a finding with a reason, or takes that back (`undo`)."""
    found = policy.file_of(request.user, key)
    id_, rule = request.POST.get("finding", ""), request.POST.get("rule", "")
    reason = request.POST.get("reason", "").strip()
    shown = seen(found, "zh") if found.is_checked else None
    finding = next(
        (item for item in shown.view.findings if (item.id, item.rule) == (id_, rule)) if shown else iter(()),
        None,
    )
    if finding is None:
        raise Http404
    details = {"finding": id_, "rule": rule}
    with transaction.atomic():
        if request.POST.get("undo"):
            AcceptedFinding.objects.filter(file=found, finding=id_, rule=rule).delete()
            record(request.user, "file.unaccepted", found, found.name, details)
        elif reason:
            AcceptedFinding.objects.update_or_create(
                file=found, finding=id_, rule=rule,
                defaults={"reason": reason, "account": request.user,
                          "at": datetime.datetime.now(datetime.UTC)},
            )  # fmt: skip
            record(request.user, "file.accepted", found, found.name, {**details, "reason": reason[:2000]})
        else:
            words = said(request, "请写明认可的理由。", "Give your reason for accepting it.")
            context = {"title": said(request, "没有认可", "Not accepted"), "said_words": words}
            return render(request, "message.html", context, status=422)
    return HttpResponseRedirect(f"{found.address}#finding-{finding.number}")


@require_POST
@login_required
def delete_file(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Deletes an own file with all that was made of it."""
    found: DroppedFile = policy.own_file_of(request.user, key)
    delete(request.user, found)
    return HttpResponseRedirect("/workbench/files/")
