"""Health, and logs that tell nothing of persons."""

from __future__ import annotations

import json
import logging
import re
import shutil
import sys
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from mingzhang_web.operation.desk import DeskFormatter, matters
from mingzhang_web.operation.health import LEAST
from mingzhang_web.operation.log_settings import form_of_log
from mingzhang_web.operation.logs import PrivateFormatter
from mingzhang_web.organisations.models import Account, Office
from mingzhang_web.portal import selection
from tests.web.test_serving import Browser, serving

Usage = namedtuple("Usage", "total used free")


def test_ready(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get(reverse("ready")).json() == {"status": "ok", "database": "ok", "disk": "ok"}
    free = (LEAST - 1) * 1024 * 1024
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: Usage(1, 1, free))
        answer = client.get(reverse("ready"))
    assert (answer.status_code, answer.json()["disk"]) == (503, "nearly full")


def test_database_that_does_not_answer(db: None, client: Client) -> None:
    def away(*_: Any) -> None:
        raise DatabaseError("connection to clerk@host lost")

    with connection.execute_wrapper(away):
        for name in ("health", "ready"):
            answer = client.get(reverse(name))
            assert answer.status_code == 503, name
            assert "clerk" not in answer.content.decode()


def formatted(record: logging.LogRecord) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(PrivateFormatter().format(record))
    return found


def test_exceptions_say_where_and_not_what() -> None:
    try:
        raise ValueError("张三 110101199003070011")
    except ValueError:
        record = logging.LogRecord(
            "django.request", logging.ERROR, __file__, 1, "%s: %s", ("Error", "/workbench/张三/"),
            sys.exc_info(),
        )  # fmt: skip
    line = formatted(record)
    assert line["exception"] == "ValueError"
    assert line["frames"][-1].startswith("test_operation.py:")
    assert "张三" not in json.dumps(line, ensure_ascii=False)
    assert "110101199003070011" not in json.dumps(line)


def test_words_of_others_are_not_taken() -> None:
    record = logging.LogRecord("another.package", logging.WARNING, "/a/b.py", 7, "hello 张三", None, None)
    assert "张三" not in json.dumps(formatted(record), ensure_ascii=False)
    record = logging.LogRecord(
        "mingzhang_web.jobs", logging.WARNING, "/a/b.py", 7, "a job failed", None, None
    )
    record.__dict__.update(job=4, who="张三")
    assert formatted(record)["event"] == "a job failed"
    assert formatted(record)["job"] == 4
    assert "who" not in formatted(record)


def test_a_fault_is_one_short_line_at_a_desk(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> list[int]:
        raise ValueError("张三 110101199003070011")

    monkeypatch.setattr(selection, "published_years", broken)
    client.raise_request_exception = False
    assert client.get("/?year=2024").status_code == 500
    assert client.get("/health").status_code == 200
    lines = [DeskFormatter().format(record) for record in caplog.records if matters(record)]
    assert len(lines) == 1
    assert re.search(r"出错 error: GET  → 500, ValueError test_operation.py:\d+, 编号 no. \w{12}$", lines[0])
    assert "张三" not in json.dumps(lines, ensure_ascii=False)


def test_form_of_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MINGZHANG_LOG", raising=False)
    for terminal, form in ((True, "desk"), (False, "json")):
        monkeypatch.setattr(sys.stderr, "isatty", lambda terminal=terminal: terminal)
        assert form_of_log() == form
    monkeypatch.setenv("MINGZHANG_LOG", "desk")
    assert form_of_log() == "desk"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_log_of_a_running_server(tmp_path: Path, db: None) -> None:
    with serving("--demo", "--data", str(tmp_path)) as (server, address):
        browser = Browser(address)
        browser.post("/workbench/login/", "/workbench/login/", username="finance", password="wrong-one")
        browser.sign_in("finance")
        year = re.search(r"/workbench/years/(\d+)/", browser.get("/workbench/"))
        assert year is not None
        browser.get(f"/workbench/years/{year[1]}/tables/expenditure/?search=440101199001011234")
        with pytest.raises(OSError, match="404"):
            browser.get("/workbench/years/1/nobody/440101199001011234/")
        _, errors = server.stop()
    lines = [json.loads(line) for line in errors.splitlines() if line]
    routes = {line.get("route") for line in lines}
    assert "workbench/years/<int:year_id>/tables/<str:table>/" in routes
    assert {200, 302, 404} <= {line.get("status") for line in lines}
    private = {"440101199001011234", "wrong-one", "finance", "demo-mingzhang", str(tmp_path)}
    private |= {str(name) for name in Account.objects.values_list("first_name", flat=True)}
    private |= {str(name) for name in Office.objects.values_list("name", flat=True)}
    assert not [word for word in private if word in errors]
