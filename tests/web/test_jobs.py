"""Jobs in the table: who sees them, what a second click does, what an end means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from mingzhang.app.workbench import Text
from mingzhang_web import jobs
from mingzhang_web.jobs import queue
from mingzhang_web.jobs.kinds import _KINDS, Kind, kinds
from mingzhang_web.jobs.models import Job
from mingzhang_web.jobs.running import run
from mingzhang_web.organisations.models import Account, Office


def nothing(work: jobs.Work) -> None:
    """Does nothing, well."""


def founding(work: jobs.Work, *, name: str) -> None:
    """Founds an office."""
    with work.finishing("/workbench/"):
        Office.objects.create(kind="unit", name=name)


@pytest.fixture(autouse=True)
def of_the_test() -> Iterator[None]:
    kinds()
    _KINDS["test.nothing"] = Kind("test.nothing", Text("空", "nothing"), nothing)
    _KINDS["test.founding"] = Kind("test.founding", Text("建", "founding"), founding)
    yield
    del _KINDS["test.nothing"], _KINDS["test.founding"]


@pytest.fixture
def finance(db: None, settings: Any) -> Account:
    settings.JOBS = "worker"
    return Account.objects.get(username="finance")


def started(account: Account, name: str = "test.nothing", /, **arguments: Any) -> Job:
    return jobs.start(account, name, subject="对象", once="1", **arguments)


def test_at_once(finance: Account, settings: Any) -> None:
    settings.JOBS = "at_once"
    assert started(finance).state == "done"
    assert started(finance, "test.founding", name="新").leads_to == "/workbench/"


def test_a_second_click_starts_nothing(finance: Account) -> None:
    first = started(finance)
    assert started(finance) == first
    queue.ask_to_cancel(first)
    assert started(finance) != first


def test_who_takes_it_has_it(finance: Account) -> None:
    job = started(finance)
    assert queue.take("one") == job
    assert queue.take("other") is None


def test_of_two_that_work_one_ends_it(finance: Account) -> None:
    started(finance, "test.founding", name="只建一次")
    one = queue.take("one")
    assert one is not None
    assert queue.release("one") == 1
    other = queue.take("other")
    assert other is not None
    run(one)
    assert not Office.objects.filter(name="只建一次").exists()
    run(other)
    run(one)
    assert Office.objects.filter(name="只建一次").count() == 1
    other.refresh_from_db()
    assert other.state == "done"


def test_a_worker_that_dies_twice_is_said(finance: Account) -> None:
    job = started(finance)
    for worker in ("one", "two"):
        assert queue.take(worker) == job
        queue.release(worker)
    job.refresh_from_db()
    assert job.state == "failed"
    assert "重新开始" in job.error.zh


def test_cancelled_before_the_end_writes_nothing(finance: Account) -> None:
    job = started(finance, "test.founding", name="不该有")
    taken = queue.take("one")
    assert taken is not None
    queue.ask_to_cancel(job)
    run(taken)
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert not Office.objects.filter(name="不该有").exists()


def test_pages(finance: Account, sign_in: Callable[[str], Client]) -> None:
    job = started(finance)
    client = sign_in("finance")
    page = client.get(job.address).content.decode()
    assert "hx-get" in page
    assert '<meta http-equiv="refresh"' in page, "without script the page asks again by itself"
    assert "对象" in client.get("/workbench/jobs/").content.decode()
    client.post(f"{job.address}cancel/")
    assert "已取消" in client.get(job.address).content.decode()
    for other in ("head", "bureau", "admin"):
        stranger = sign_in(other)
        assert stranger.get(job.address).status_code == 404
        assert stranger.post(f"{job.address}cancel/").status_code == 404
        assert "对象" not in stranger.get("/workbench/jobs/").content.decode()


def test_done_leads_to_the_result(finance: Account, sign_in: Callable[[str], Client]) -> None:
    job = started(finance, "test.founding", name="新")
    taken = queue.take("one")
    assert taken is not None
    run(taken)
    client = sign_in("finance")
    assert client.get(job.address, headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/workbench/"
    assert client.get(job.address).headers["Location"] == "/workbench/"
