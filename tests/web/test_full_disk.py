"""A full disk: said as such, nothing half written, and everything goes on when there is room again."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzhang_web.jobs import queue
from mingzhang_web.jobs.models import Job
from mingzhang_web.jobs.running import run
from mingzhang_web.portal.models import Publication
from mingzhang_web.year.models import Evidence, UnitYear
from tests.web.clerks import Clerk
from tests.web.installation import Installation
from tests.web.test_faults import duty, grid_of, until
from tests.web.test_serving import serving
from tests.web.walking import SignIn, walk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 48 MB; where none can be mounted the tests are skipped."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(place)], capture_output=True, check=False
    ) if os.name == "posix" else None  # fmt: skip
    if mounted is None or mounted.returncode != 0:
        pytest.skip("no small file system can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def fill(place: Path) -> Path:
    """Takes all the room that is left."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"0" * 4096)
        except OSError:
            return filler


def test_disk_full(small_disk: Path, tmp_path: Path) -> None:
    data = small_disk / "data"
    with serving("--demo", "--data", str(data)) as (served, address):
        until(lambda: "publications" in Clerk(address).ask("/api/publications.json").page, "no portal")
        clerk = Clerk(address)
        clerk.sign_in("finance")
        grid = grid_of(clerk)
        assert clerk.ask(grid, [*clerk.form(grid), *duty("磁盘未满")]).status == 200
        fields = clerk.form(grid)
        before = sorted(path for path in data.rglob("*") if path.is_file())
        filler = fill(small_disk)
        for _ in range(60):  # what the database has of its own is used up first
            answer = clerk.ask(grid, [*fields, *duty("写不下" * 50_000)])
            if answer.status != 200:
                break
            fields = clerk.form(grid)
        assert answer.status == 507, answer.status
        assert "磁盘已满" in answer.page
        assert "Traceback" not in answer.page
        full = Installation(tmp_path / "other", "")
        out = small_disk / "backup.zip"
        refused = full.command("backup", out, "--data", data)
        assert refused.returncode == 2, refused.stdout + refused.stderr
        assert refused.stderr.count("\n") == 1
        filler.unlink()
        again = clerk.ask(grid, answer.hidden())
        assert again.status == 200
        assert "写不下" in clerk.ask(grid).page
        left = {path.name for path in data.rglob("*") if path.is_file()} - {path.name for path in before}
        assert {name for name in left if "sqlite3" not in name} == set(), "nothing half written"
        assert not [path for path in small_disk.iterdir() if path.name != "data"], "no half back-up"
        served.kill()
        errors = served.said()[1]
    assert "Traceback" not in errors
    verified = full.command("audit-trail", "verify", "--data", data)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def names(place: Path) -> set[str]:
    return {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}


def test_an_upload_that_does_not_fit(small_disk: Path, sign_in: SignIn, own: UnitYear, settings: Any) -> None:
    settings.DATA = small_disk
    client, where = sign_in("finance"), reverse("attach_evidence", args=[own.pk, "P01"])
    client.raise_request_exception = False

    def form() -> dict[str, Any]:
        content = b"%PDF-1.7\n" + os.urandom(200_000) + b"\n%%EOF"
        file = SimpleUploadedFile("签到.pdf", content, "application/pdf")
        return {"order": "1", "note": "签到表", "dated": "2024-06-30", "file": file}

    filler = fill(small_disk)
    answer = client.post(where, form())
    assert answer.status_code == 507
    assert "磁盘已满" in answer.content.decode()
    assert not Evidence.objects.exists()
    assert names(small_disk) == {"filler"}
    filler.unlink()
    assert client.post(where, form()).status_code == 302
    assert Evidence.objects.count() == len(names(small_disk)) == 1


def test_a_publication_that_does_not_fit(
    small_disk: Path, sign_in: SignIn, own: UnitYear, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk(sign_in, own, "approve")
    own.refresh_from_db()
    settings.JOBS = "worker"
    settings.DATA = small_disk
    monkeypatch.setattr(tempfile, "tempdir", str(small_disk))
    monkeypatch.setenv("TMPDIR", str(small_disk))
    filler = fill(small_disk)

    def published() -> Job:
        client = sign_in("finance")
        assert (
            client.post(reverse("act", args=[own.pk, "publish"]), {"version": str(own.version)}).status_code
            == 302
        )
        job = queue.take("one")
        assert job is not None
        run(job)
        job.refresh_from_db()
        return job

    failed = published()
    assert failed.state == "failed"
    assert "磁盘已满" in failed.error.zh
    assert not Publication.objects.filter(unit_code=own.office.code).exists()
    assert names(small_disk) == {"filler"}
    filler.unlink()
    assert published().state == "done"
    assert Publication.objects.filter(unit_code=own.office.code).count() == 1
    assert names(small_disk) == set()
