"""Publishing in the background: once for two clicks, refused in words, taken up after the worker died."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from mingzhang_web.jobs import queue
from mingzhang_web.jobs.models import Job
from mingzhang_web.jobs.running import run
from mingzhang_web.portal.models import Publication
from mingzhang_web.year.models import UnitYear
from tests.web.walking import SignIn, walk


@pytest.fixture
def asked(sign_in: SignIn, own: UnitYear, settings: Any) -> Job:
    """The approved year, whose finance has pressed “publish” twice."""
    walk(sign_in, own, "approve")
    own.refresh_from_db()
    settings.JOBS = "worker"
    client = sign_in("finance")
    for _ in range(2):
        answer = client.post(reverse("act", args=[own.pk, "publish"]), {"version": str(own.version)})
        assert answer.status_code == 302
    job = Job.objects.get()
    assert answer.headers["Location"] == job.address
    assert "csrf" not in str(job.arguments)
    return job


def taken(worker: str) -> Job:
    job = queue.take(worker)
    assert job is not None
    return job


def publications(own: UnitYear) -> int:
    return Publication.objects.filter(unit_code=own.office.code).count()


def test_published_once_and_led_back(asked: Job, own: UnitYear) -> None:
    assert publications(own) == 0
    run(taken("one"))
    asked.refresh_from_db()
    assert (asked.state, asked.leads_to) == ("done", reverse("year", args=[own.pk]))
    assert publications(own) == 1


def test_killed_between_the_publication_and_the_end_of_the_job(asked: Job, own: UnitYear) -> None:
    run(taken("one"))
    Job.objects.filter(pk=asked.pk).update(state="running", ended_at=None)  # as if the end had not come
    assert queue.release("one") == 1
    run(taken("two"))
    asked.refresh_from_db()
    assert asked.state == "done"
    assert publications(own) == 1


def test_changed_meanwhile_is_said_and_nothing_published(asked: Job, own: UnitYear) -> None:
    UnitYear.objects.filter(pk=own.pk).update(version=own.version + 5)
    run(taken("one"))
    asked.refresh_from_db()
    assert asked.state == "failed"
    assert "状态刚被别人改过" in asked.error.zh
    assert publications(own) == 0
