"""Many records: imported and compiled in the background, with progress, cancel, and every bad row."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingzhang_web.compiled.models import Compilation
from mingzhang_web.jobs import queue
from mingzhang_web.jobs.models import Job
from mingzhang_web.jobs.running import run
from mingzhang_web.year.models import UnitYear
from tests.web.walking import SignIn


@pytest.fixture
def finance(sign_in: SignIn, settings: Any) -> Client:
    """Finance, where everything counts as much."""
    settings.JOBS, settings.ROWS_AT_ONCE, settings.BYTES_AT_ONCE = "worker", -1, -1
    return sign_in("finance")


def worked_on(answer: Any) -> Job:
    """The job that the page leads to, done by a worker."""
    assert answer.status_code == 302
    job = queue.take("one")
    assert job is not None
    assert answer["Location"] == job.address
    run(job)
    job.refresh_from_db()
    return job


def staff(own: UnitYear) -> list[str]:
    return [row.cells["count"] for row in own.rows.filter(table="staff")]


def upload(client: Client, own: UnitYear, count: str) -> Any:
    table = f"人员类别,单位代码,人数\n事业人员,098001,{count}\n".encode()
    return client.post(reverse("import", args=[own.pk]), {"files": SimpleUploadedFile("人员.csv", table)})


def test_import(finance: Client, own: UnitYear) -> None:
    looked = worked_on(upload(finance, own, "21"))
    assert looked.state == "done"
    preview = finance.get(looked.leads_to)
    assert preview.status_code == 200
    assert "检查通过" in preview.content.decode()
    before = staff(own)
    answer = finance.post(looked.leads_to)
    queue.ask_to_cancel(Job.objects.get(state="waiting"))
    assert (staff(own), queue.take("one")) == (before, None), "cancelled: nothing is replaced"
    assert "已取消" in finance.get(answer["Location"]).content.decode()
    taken = worked_on(finance.post(looked.leads_to))
    assert taken.state == "done"
    assert staff(own) == ["21"]
    assert taken.leads_to.startswith(reverse("year", args=[own.pk]))


def test_import_with_bad_rows(finance: Client, own: UnitYear) -> None:
    before = staff(own)
    looked = worked_on(upload(finance, own, "许多"))
    page = finance.get(looked.leads_to)
    assert page.status_code == 422
    assert "许多" in page.content.decode()
    taken = worked_on(finance.post(looked.leads_to))
    assert (taken.state, taken.leads_to) == ("failed", looked.leads_to)
    assert "1 处错误" in taken.error.zh
    assert staff(own) == before


def test_no_package_is_said_by_the_job(finance: Client, own: UnitYear) -> None:
    bad = SimpleUploadedFile("a.zip", b"PK nonsense")
    job = worked_on(finance.post(reverse("import", args=[own.pk]), {"files": bad}))
    assert job.state == "failed"
    assert "不是有效的 zip" in finance.get(job.address).content.decode()


def test_compile(finance: Client, own: UnitYear) -> None:
    where, before = reverse("compile", args=[own.pk]), Compilation.objects.count()
    answer = finance.post(where)
    assert finance.post(where)["Location"] == answer["Location"], "one job for two clicks"
    job = worked_on(answer)
    assert (job.state, job.leads_to) == ("done", reverse("statements", args=[own.pk]))
    assert Compilation.objects.count() == before + 1


def test_compile_with_bad_rows(finance: Client, own: UnitYear) -> None:
    row = own.rows.filter(table="expenditure")[0]
    row.cells = {**row.cells, "functional": "999"}
    row.save()
    before = Compilation.objects.count()
    job = worked_on(finance.post(reverse("compile", args=[own.pk])))
    assert job.state == "failed"
    assert job.leads_to in finance.get(job.address).content.decode()
    page = finance.get(job.leads_to)
    assert page.status_code == 200
    assert "999" in page.content.decode()
    assert Compilation.objects.count() == before


def test_compile_problems_are_the_accounts_own(finance: Client, own: UnitYear, sign_in: SignIn) -> None:
    row = own.rows.filter(table="expenditure")[0]
    row.cells = {**row.cells, "functional": "999"}
    row.save()
    job = worked_on(finance.post(reverse("compile", args=[own.pk])))
    assert sign_in("other-finance").get(job.leads_to).status_code == 404
