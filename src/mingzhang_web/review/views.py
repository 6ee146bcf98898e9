"""Doing an action, seeing what changed, and reading the trail."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingzhang.app.workbench import Text
from mingzhang_web import jobs, policy
from mingzhang_web.access import for_account, for_year
from mingzhang_web.jobs.models import Job
from mingzhang_web.language import language_of
from mingzhang_web.review.actions.base import Refused, Stale
from mingzhang_web.review.actions.given import Given
from mingzhang_web.review.background import CHANGED
from mingzhang_web.review.models import Submission
from mingzhang_web.review.presenting import clearance_of, decree_of, since_approval, since_last_submission
from mingzhang_web.review.registry import ACTIONS
from mingzhang_web.trail.models import Entry
from mingzhang_web.trail.record import first_broken
from mingzhang_web.year.locking import version_in
from mingzhang_web.year.models import UnitYear

_NOT_KEPT = ("csrfmiddlewaretoken", "version", "once")


@require_POST
@for_year("see_year")
def act(request: HttpRequest, unit_year: UnitYear, name: str) -> HttpResponse:
    """Does an action on the year, in the version that was shown."""
    action = ACTIONS.get(name)
    if action is None:
        raise Http404
    policy.demand(request.user, action.permission)
    if action.takes_long and settings.JOBS == "worker":
        return HttpResponseRedirect(_begun(request, unit_year, name).address)
    try:
        action.perform(request.user, unit_year, version_in(request), Given.of(request.POST))
    except Stale:
        return refused(request, unit_year, [CHANGED])
    except Refused as error:
        return refused(request, unit_year, error.reasons)
    return HttpResponseRedirect(reverse("year", args=[unit_year.pk]))


def _begun(request: HttpRequest, unit_year: UnitYear, name: str) -> Job:
    """The job that performs the action; the same one for a second click."""
    version = version_in(request)
    given = {
        key: list(values) for key, values in Given.of(request.POST).fields.items() if key not in _NOT_KEPT
    }
    return jobs.start(
        request.user,
        "year.act",
        subject=f"{unit_year} · {ACTIONS[name].title.said(language_of(request))}",
        once=f"{unit_year.pk}/{name}/{version}",
        year=unit_year.pk,
        action=name,
        version=version,
        given=given,
    )


def refused(request: HttpRequest, unit_year: UnitYear, reasons: list[Text]) -> HttpResponse:
    """The page that says why something was not done."""
    context = {"unit_year": unit_year, "reasons": reasons, "back": reverse("year", args=[unit_year.pk])}
    return render(request, "review/refused.html", context, status=409)


@for_year("see_compiled")
def changes(request: HttpRequest, unit_year: UnitYear) -> HttpResponse:
    """What the last submission changed against the one before, and what differs from what was approved."""
    language = language_of(request)
    context = {
        "unit_year": unit_year,
        "part": "changes",
        "submissions": Submission.objects.filter(unit_year=unit_year).defer("disclosure"),
        "since_submission": since_last_submission(unit_year, language),
        "since_approval": since_approval(unit_year, language),
        "decree": decree_of(unit_year),
        "clearance": clearance_of(unit_year),
        "remarks": unit_year.remarks.exclude(returned_to=""),
    }
    return render(request, "review/changes.html", context)


@for_account("see_trail")
def trail(request: HttpRequest) -> HttpResponse:
    """The trail of what the account sees, newest first, and whether the chain is whole."""
    years = policy.unit_years_of(request.user).values_list("pk", flat=True)
    entries = Entry.objects.filter(object_kind="UnitYear", object_id__in=list(years)).order_by("-pk")
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    return render(request, "review/trail.html", {"page": page, "broken": first_broken()})
