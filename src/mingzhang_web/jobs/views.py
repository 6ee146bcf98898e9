"""The pages of long work: one's own jobs, one job with its progress, cancel."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from mingzhang_web import policy_own as policy
from mingzhang_web.jobs.queue import ask_to_cancel

_LISTED = 50


@login_required
def jobs(request: HttpRequest) -> HttpResponse:
    """The account's jobs, newest first."""
    return render(request, "jobs/list.html", {"jobs": policy.jobs_of(request.user)[:_LISTED]})


@login_required
def job(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A job; as a part of a page where htmx asks. Done, it leads to what came of it."""
    found = policy.job_of(request.user, key)
    if request.headers.get("HX-Request"):
        response = render(request, "jobs/part.html", {"job": found})
        if found.state == "done" and found.leads_to:
            response.headers["HX-Redirect"] = found.leads_to
        return response
    if found.state == "done" and found.leads_to and "stay" not in request.GET:
        return HttpResponseRedirect(found.leads_to)
    return render(request, "jobs/job.html", {"job": found})


@require_POST
@login_required
def cancel_job(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Asks the job to stop."""
    found = policy.job_of(request.user, key)
    ask_to_cancel(found)
    return HttpResponseRedirect(found.address)
