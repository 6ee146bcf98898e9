"""Remarks on a cell, a form or a sentence, their answers, and waivers of findings."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from mingzhang.app.workbench import Text
from mingzhang_web import policy
from mingzhang_web.access import for_year
from mingzhang_web.compiled.compiling import latest, report_of
from mingzhang_web.language import said
from mingzhang_web.review.models import Remark, Waiver
from mingzhang_web.review.places import titled
from mingzhang_web.review.waiving import take_back, waive
from mingzhang_web.trail.record import record
from mingzhang_web.year.locking import Overtaken, both_shown, conflict_of, keep, version_in
from mingzhang_web.year.models import UnitYear


def _back(request: HttpRequest, unit_year: UnitYear) -> str:
    back = request.POST.get("back", "")
    safe = back.startswith("/workbench/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if safe else reverse("year", args=[unit_year.pk])


def _refused(request: HttpRequest, unit_year: UnitYear, reason: Text) -> HttpResponse:
    context = {"unit_year": unit_year, "reasons": [reason], "back": _back(request, unit_year)}
    return render(request, "review/refused.html", context, status=422)


@require_POST
@for_year("remark")
def remark(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """Keeps a remark for the next return; it is the reviewer's alone until then."""
    kind, place = request.POST.get("kind", ""), request.POST.get("place", "")[:200]
    text, title = request.POST.get("text", "").strip(), titled(unit_year, (kind, place))
    if title is None:
        return _refused(request, unit_year, Text("没有这个位置。", "There is no such place."))
    if not text:
        return _refused(request, unit_year, Text("请写意见。", "Write the remark."))
    with transaction.atomic():
        item = Remark.objects.create(
            unit_year=unit_year, kind=kind, place=place, title=title[:300], text=text[:2000], by=request.user
        )
        details = {"kind": kind, "place": place, "note": item.text}
        record(request.user, "remark.made", unit_year, str(unit_year), details)
    return HttpResponseRedirect(_back(request, unit_year))


@require_POST
@for_year("see_year")
def answer(request: HttpRequest, unit_year: UnitYear, remark_id: int) -> HttpResponse:
    """The unit answers a remark; its writer takes back one that was not sent."""
    item = Remark.objects.filter(unit_year=unit_year, pk=remark_id).first()
    draft = item is not None and not item.returned_to
    if item is None or (draft and item.by_id != request.user.pk):
        # Another's draft is not there: it was not said yet.
        policy.demand(request.user, "answer")
        raise Http404
    if draft:
        with transaction.atomic():
            details = {"kind": item.kind, "place": item.place}
            item.delete()
            record(request.user, "remark.removed", unit_year, str(unit_year), details)
        return HttpResponseRedirect(_back(request, unit_year))
    policy.demand(request.user, "answer")
    text = request.POST.get("answer", "").strip()
    if not text or unit_year.state != "returned":
        return _refused(request, unit_year, Text("请写明怎样改的。", "Say what was done about it."))
    try:
        with transaction.atomic():
            kept = keep(
                Remark, version_in(request), {"pk": item.pk},
                {"answer": text[:2000], "answered_by": request.user},
            )  # fmt: skip
            details = {"remark": kept.pk, "note": kept.answer}
            record(request.user, "remark.answered", unit_year, str(unit_year), details)
    except Overtaken as error:
        now = error.standing
        fields = [conflict_of(said(request, "答复", "Answer"), "answer", now.answer, text, long=True)]
        return both_shown(request, unit_year, fields, {"version": now.version}, _back(request, unit_year))
    return HttpResponseRedirect(reverse("year", args=[unit_year.pk]) + "#remarks")


@require_POST
@for_year("waive")
def waiver(request: HttpRequest, unit_year: UnitYear, finding: str) -> HttpResponse:
    """Waives a finding with a reason, or takes the waiver back."""
    back = reverse("findings", args=[unit_year.pk])
    kept = Waiver.objects.filter(unit_year=unit_year, finding=finding).first()
    if "withdraw" in request.POST:
        if kept is not None and unit_year.state != "published":
            take_back(request.user, unit_year, kept)
        return HttpResponseRedirect(back)
    compilation = latest(unit_year)
    findings = [] if compilation is None else report_of(compilation, "zh")["findings"]
    found = next((item for item in findings if item["id"] == finding), None)
    if found is None:
        raise Http404
    result = waive(request.user, unit_year, found, request.POST.get("reason", ""))
    if isinstance(result, Text):
        return _refused(request, unit_year, result)
    return HttpResponseRedirect(back)
