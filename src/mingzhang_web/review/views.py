"""Doing an action, and reading the trail."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingzhang.app.workbench import Text
from mingzhang_web import policy
from mingzhang_web.access import for_account, for_year
from mingzhang_web.review.actions.base import Refused, Stale
from mingzhang_web.review.registry import ACTIONS
from mingzhang_web.trail.models import Entry
from mingzhang_web.trail.record import first_broken
from mingzhang_web.year.models import UnitYear

CHANGED = Text(
    "状态刚被别人改过，请看过最新情况再操作。", "The state has just been changed; look again before you act."
)


@require_POST
@for_year("see_year")
def act(request: HttpRequest, unit_year: UnitYear, name: str) -> HttpResponse:
    """Does an action on the year, in the version that was shown."""
    action = ACTIONS.get(name)
    if action is None:
        raise Http404
    policy.demand(request.user, action.permission)
    version = request.POST.get("version", "")
    try:
        action.perform(
            request.user, unit_year, int(version) if version.isdecimal() else 0, request.POST.get("note", "")
        )
    except Stale:
        return _message(request, unit_year, [CHANGED])
    except Refused as error:
        return _message(request, unit_year, error.reasons)
    return HttpResponseRedirect(reverse("year", args=[unit_year.pk]))


def _message(request: HttpRequest, unit_year: UnitYear, reasons: list[Text]) -> HttpResponse:
    context = {"unit_year": unit_year, "reasons": reasons}
    return render(request, "review/refused.html", context, status=409)


@for_account("see_trail")
def trail(request: HttpRequest) -> HttpResponse:
    """The trail of what the account sees, newest first, and whether the chain is whole."""
    years = policy.unit_years_of(request.user).values_list("pk", flat=True)
    entries = Entry.objects.filter(object_kind="UnitYear", object_id__in=list(years)).order_by("-pk")
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    return render(request, "review/trail.html", {"page": page, "broken": first_broken()})
