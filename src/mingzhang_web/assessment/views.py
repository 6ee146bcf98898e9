"""A project scored again, advised on for the budget; notices, rectifications and their checks."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mingzhang.app.workbench import Text
from mingzhang_web import policy
from mingzhang_web.access import for_year
from mingzhang_web.assessment.advising import advise
from mingzhang_web.assessment.models import ADVICE, Advice, Assessment, Rectification
from mingzhang_web.assessment.rectifying import PERMISSIONS, STEPS, notify, step
from mingzhang_web.assessment.scores import assess, compared, evaluator_of, final, may_assess
from mingzhang_web.compiled.scoring import forms_of
from mingzhang_web.language import language_of, said
from mingzhang_web.year.locking import Overtaken, both_shown, conflict_of, version_in
from mingzhang_web.year.models import UnitYear


def _form(request: HttpRequest, unit_year: UnitYear, project: str) -> Any:
    policy.demand_project(request.user, unit_year, project)
    form = next((item for item in forms_of(unit_year) if item.project_code == project), None)
    if form is None:
        raise Http404
    return form


def _back(unit_year: UnitYear, project: str) -> str:
    return reverse("evaluation", args=[unit_year.pk, project]) + "#assessment"


@require_POST
@for_year("assess")
def assessment(request: HttpRequest, unit_year: UnitYear, project: str) -> HttpResponse:
    """Saves the account's score of a project."""
    _form(request, unit_year, project)
    score, reason = request.POST.get("score", "").strip(), request.POST.get("reason", "").strip()
    try:
        problem = assess(request.user, unit_year, project, score, reason, version_in(request))
    except Overtaken as error:
        now: Assessment | None = error.standing
        fields = [
            conflict_of(said(request, "得分", "Score"), "score", now and now.score, score),
            conflict_of(said(request, "理由", "Reason"), "reason", now and now.reason, reason, long=True),
        ]
        hidden = {"version": now.version if now else 0}
        return both_shown(request, unit_year, fields, hidden, _back(unit_year, project))
    return _done(request, unit_year, problem, _back(unit_year, project))


@require_POST
@for_year("advise")
def advice(request: HttpRequest, unit_year: UnitYear, project: str) -> HttpResponse:
    """Saves the advice on a project for next year's budget."""
    _form(request, unit_year, project)
    typed = {name: request.POST.get(name, "").strip() for name in ("advice", "merge_with", "reason")}
    try:
        problem = advise(request.user, unit_year, project, **typed, version=version_in(request))
    except Overtaken as error:
        now: Advice | None = error.standing
        headings = {"advice": said(request, "建议", "Advice"), "reason": said(request, "理由", "Reason"),
                    "merge_with": said(request, "整合到", "Merge with")}  # fmt: skip
        fields = [conflict_of(headings[name], name, getattr(now, name, ""), typed[name]) for name in typed]
        hidden = {"version": now.version if now else 0}
        return both_shown(request, unit_year, fields, hidden, _back(unit_year, project))
    return _done(request, unit_year, problem, _back(unit_year, project))


def _done(request: HttpRequest, unit_year: UnitYear, problem: Text | None, back: str) -> HttpResponse:
    if problem is None:
        return HttpResponseRedirect(back)
    context = {"unit_year": unit_year, "reasons": [problem], "back": back}
    return render(request, "review/refused.html", context, status=422)


def part_of(request: HttpRequest, unit_year: UnitYear, form: Any) -> dict[str, Any]:
    """What the page of an evaluation form shows of its second scores and its advice."""
    scores = compared(unit_year, form)
    evaluator = evaluator_of(request.user)
    own = next((item.assessment for item in scores if item.assessment.evaluator == evaluator), None)
    return {
        "scores": scores,
        "final": final(unit_year, form, scores),
        "own_assessment": own,
        "may_assess": may_assess(request.user, unit_year),
        "may_advise": policy.may(request.user, "advise"),
        "advice": Advice.objects.filter(unit_year=unit_year, project=form.project_code).first(),
        "advice_choices": ADVICE,
    }


@for_year("see_targets")
def rectifications(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """The problems of the year and how far they are; POST issues a notice."""
    if request.method == "POST":
        policy.demand(request.user, "notify")
        project, problem, document = (
            request.POST.get(name, "").strip() for name in ("project", "problem", "document")
        )
        if project:
            _form(request, unit_year, project)
        why = notify(request.user, unit_year, project, problem, document, _day(request))
        return _done(request, unit_year, why, reverse("rectifications", args=[unit_year.pk]))
    items = list(_seen(request, unit_year))
    projects = {form.project_code: form.project for form in forms_of(unit_year)} if items or policy.may(
        request.user, "notify"
    ) else {}  # fmt: skip
    today = timezone.localdate()
    context = {
        "unit_year": unit_year,
        "part": "rectifications",
        "items": [
            {
                "item": item,
                "project": projects.get(item.project, item.project),
                "late": item.late(today),
                "steps": [
                    what
                    for what, (begins, _) in STEPS.items()
                    if item.stage == begins and policy.may(request.user, PERMISSIONS[what])
                ],
            }
            for item in items
        ],
        "projects": projects,
        "may_notify": policy.may(request.user, "notify"),
        "today": today,
    }
    return render(request, "assessment/rectifications.html", context)


def _seen(request: HttpRequest, unit_year: UnitYear) -> Any:
    items = Rectification.objects.filter(unit_year=unit_year)
    codes = policy.project_codes_of(request.user, unit_year)
    return items if codes is None else items.filter(project__in=codes)


def _day(request: HttpRequest) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(request.POST.get("deadline", ""))
    except ValueError:
        return None


@require_POST
@for_year("see_targets")
def rectification(request: HttpRequest, unit_year: UnitYear, item_id: int) -> HttpResponse:
    """The next step of one problem."""
    item = _seen(request, unit_year).filter(pk=item_id).first()
    what = request.POST.get("what", "")
    if item is None:
        raise Http404
    if what not in STEPS:
        policy.demand(request.user, "rectify" if item.stage == "issued" else "notify")
        raise Http404
    text = request.POST.get("text", "").strip()
    back = reverse("rectifications", args=[unit_year.pk])
    try:
        why = step(request.user, item, what, text, _day(request), version_in(request))
    except Overtaken as error:
        now = error.standing
        shown = "" if now is None else f"{now.stage_name.said(language_of(request))} {now.measure}"
        fields = [conflict_of(said(request, "处理", "What was done"), "text", shown, text, long=True)]
        hidden = {"version": now.version if now else 0, "what": what}
        return both_shown(request, unit_year, fields, hidden, back)
    return _done(request, unit_year, why, back)
