"""The worker as a process: a job done, killed in the middle, cancelled, deaf to it, broken; over a database
of its own, of both kinds."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.web.installation import new_database

WORKER = [sys.executable, "-m", "mingzhang_web.jobs.worker"]
START = """
import django, sys
django.setup()
from mingzhang_web import jobs
from mingzhang_web.organisations.models import Account
account, _ = Account.objects.get_or_create(username="a", role="unit_finance")
arguments = eval(sys.argv[2])
print(jobs.start(account, sys.argv[1], subject="s", once=sys.argv[1], **arguments).pk.hex)
"""


class Desk:
    """A data directory, what asks for work in it, and what looks at the outcome."""

    def __init__(self, data: Path, root: Path, database: str = "") -> None:
        self.data = data
        self.database = database
        self.environment = {
            **os.environ,
            "MINGZHANG_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "tests.web.slow_work.settings",
            "PYTHONPATH": str(root),
            "MINGZHANG_DATABASE": database,
        }

    def run(self, *arguments: str) -> str:
        answer = subprocess.run(
            [sys.executable, *arguments], env=self.environment, capture_output=True, text=True, check=True
        )
        return answer.stdout.strip()

    def start(self, kind: str, **arguments: Any) -> str:
        return self.run("-c", START, kind, repr(arguments))

    def ask(self, query: str, *values: object) -> Any:
        """What the database answers, whichever it is."""
        if self.database:
            import psycopg

            with psycopg.connect(self.database, autocommit=True) as server:
                cursor = server.execute(query.replace("?", "%s").encode(), values)
                return cursor.fetchall() if cursor.description else []
        with closing(sqlite3.connect(self.data / "mingzhang.sqlite3", timeout=20)) as connection:
            rows = connection.execute(query, values).fetchall()
            connection.commit()
            return rows

    def state(self, key: str) -> str:
        return str(self.ask("select state from jobs_job where key = ?", key)[0][0])

    @contextmanager
    def worker(self, clock: float = 0) -> Iterator[subprocess.Popen[bytes]]:
        """A worker, whose clock is wrong by so many seconds."""
        environment = {**self.environment, "CLOCK_OFFSET": str(clock)}
        process = subprocess.Popen(WORKER, stdin=subprocess.PIPE, env=environment)
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            assert process.stdin is not None
            process.stdin.close()


def until(holds: Callable[[], bool], seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def desk(tmp_path_factory: pytest.TempPathFactory, repository: Path, request: pytest.FixtureRequest) -> Desk:
    server = request.getfixturevalue("postgresql") if request.param == "postgresql" else ""
    desk = Desk(tmp_path_factory.mktemp("desk"), repository, new_database(server) if server else "")
    desk.run("-m", "django", "migrate", "--verbosity", "0")
    return desk


def test_killed_in_the_middle_it_is_done_again_once(desk: Desk) -> None:
    log = desk.data / "killed.log"
    key = desk.start("slow.steps", log=str(log), name="杀过一次", holds=True)
    assert desk.start("slow.steps", log=str(log), name="杀过一次", holds=True) == key, "a double click"
    with desk.worker() as process:
        until(lambda: log.exists() and "1.3" in log.read_text(encoding="utf-8"))
        process.kill()
        process.wait()
    assert desk.state(key) == "running"
    assert desk.ask("select count(*) from organisations_office") == [(0,)]
    with desk.worker():
        until(lambda: desk.state(key) == "done")
    assert "2.9" in log.read_text(encoding="utf-8")
    assert desk.ask("select name from organisations_office") == [("杀过一次",)]


HOUR = 3600.0


def test_a_clock_that_is_ahead_takes_nothing_from_who_works(desk: Desk) -> None:
    log = desk.data / "ahead.log"
    key = desk.start("slow.steps", log=str(log), name="时钟快了", holds=True)
    with desk.worker():
        until(lambda: log.exists() and "1.3" in log.read_text(encoding="utf-8"))
        with desk.worker(HOUR):
            # What it does first is to look for the dead; then it takes the job that waits.
            refused = desk.start("slow.refused")
            until(lambda: desk.state(refused) == "failed")
            held = desk.ask("select state, attempts from jobs_job where key = ?", key)
            assert held == [("running", 1)]
        desk.ask("update jobs_job set cancel_asked = '2024-01-01 00:00:00' where key = ?", key)
        until(lambda: desk.state(key) == "cancelled")
    assert "2." not in log.read_text(encoding="utf-8"), "begun once"


def test_a_clock_that_was_set_back_still_misses_the_dead(desk: Desk) -> None:
    log = desk.data / "back.log"
    key = desk.start("slow.steps", log=str(log), name="时钟慢了", holds=True)
    with desk.worker(HOUR) as process:
        until(lambda: log.exists() and "1.3" in log.read_text(encoding="utf-8"))
        process.kill()
        process.wait()
    with desk.worker(-HOUR):
        until(lambda: desk.state(key) == "done")
    assert desk.ask("select count(*) from organisations_office where name = '时钟慢了'") == [(1,)]


def test_server_gone_lets_the_job_go_at_once(desk: Desk) -> None:
    log = desk.data / "gone.log"
    key = desk.start("slow.steps", log=str(log), name="服务停了", holds=True)
    with desk.worker() as process:
        until(lambda: log.exists())
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(120) == 0
    assert desk.state(key) == "waiting"
    desk.ask("update jobs_job set state = 'cancelled' where key = ?", key)


def test_cancelled_and_deaf_and_broken(desk: Desk) -> None:
    log = desk.data / "cancelled.log"
    offices = desk.ask("select count(*) from organisations_office")
    steps = desk.start("slow.steps", log=str(log), name="取消了", holds=True)
    refused = desk.start("slow.refused")
    broken = desk.start("slow.broken", name="坏了")
    deaf = desk.start("slow.deaf")
    with desk.worker() as process:
        until(lambda: log.exists())
        ask = "update jobs_job set cancel_asked = '2024-01-01 00:00:00' where key = ?"
        desk.ask(ask, steps)
        until(lambda: desk.state(steps) == "cancelled")
        until(lambda: desk.state(deaf) == "running")
        desk.ask(ask, deaf)
        assert process.wait(300) == 75
    assert desk.state(deaf) == "cancelled"
    assert desk.ask("select error_zh from jobs_job where key = ?", refused) == [("坏.pdf：读不了。",)]
    assert "内部错误" in desk.ask("select error_zh from jobs_job where key = ?", broken)[0][0]
    assert desk.ask("select count(*) from organisations_office") == offices
