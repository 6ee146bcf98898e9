"""Runs that are killed, and runs side by side: the lake is in the end what one undisturbed run makes it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from many_files import COMMAND, ENVIRONMENT, disclosure, everything, ingest, rows, write_files

PATIENT = ("--page-seconds", "3600", "--document-seconds", "3600")
"""Files are not given up: what a busy machine does to the limits is not asked here."""


def killed_ingest(lake: Path, folder: Path, chance: random.Random, every: int) -> bool:
    """Starts an ingest and kills it some commits later, anywhere; False where it ended before."""
    manifests = lake / "_manifest"
    commits = len(list(manifests.glob("0*.json"))) + chance.randrange(1, 4)
    command = [*COMMAND, "ingest", str(folder), "--lake", str(lake), "--commit-every", str(every), *PATIENT]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    while run.poll() is None and len(list(manifests.glob("0*.json"))) < commits:
        time.sleep(0.005)
    time.sleep(chance.random() * 0.3)
    alive = run.poll() is None
    run.kill()
    run.wait()
    return alive


def check_killing(tmp_path: Path, files: int, moments: int, every: int) -> None:
    write_files(tmp_path / "in", files, bad=files // 10)
    # A later version and identical bytes among them: who supersedes whom must not depend on the kill.
    for number in range(0, files, 7):
        (tmp_path / "in" / f"{number:05d}-later.json").write_bytes(disclosure(number, total="9.00"))
        (tmp_path / "in" / f"{number:05d}-same.json").write_bytes(disclosure(number, total="9.00"))
    ingest(tmp_path / "whole", tmp_path / "in", status=1, every=files, more=PATIENT)
    chance = random.Random(files)
    kills = sum(killed_ingest(tmp_path / "killed", tmp_path / "in", chance, every) for _ in range(moments))
    assert kills == moments, "the runs ended before they were killed"
    committed = rows(tmp_path / "killed", "select count(*), count(distinct document) from {documents}")[0]
    assert 0 < committed[0] == committed[1]
    ingest(tmp_path / "killed", tmp_path / "in", status=1, every=every, more=PATIENT)
    assert everything(tmp_path / "killed") == everything(tmp_path / "whole")
    assert os.listdir(tmp_path / "killed" / "_staging") == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed with a signal")
def test_killed_at_three_moments_and_resumed(tmp_path: Path) -> None:
    check_killing(tmp_path, files=90, moments=3, every=5)


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed with a signal")
def test_killed_at_twenty_moments_and_resumed(tmp_path: Path) -> None:
    check_killing(tmp_path, files=1700, moments=20, every=12)


@pytest.mark.long
def test_a_thousand_bad_files_among_two_thousand(tmp_path: Path) -> None:
    write_files(tmp_path / "in", 1000, bad=1000)
    answer = ingest(tmp_path / "lake", tmp_path / "in", status=1, every=500, more=PATIENT)
    assert "收入 1000 份" in answer.stdout
    assert len(answer.stderr.splitlines()) == 1000
    found = dict(rows(tmp_path / "lake", "select status, sum(len(paths)) from {documents} group by 1"))
    assert found == {"read": 1000, "unreadable": 1000}
    assert rows(
        tmp_path / "lake", "select count(*) from {documents} where status <> 'read' and reason is null"
    ) == [(0,)]


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    write_files(tmp_path / "in", 30)
    (tmp_path / "in" / "00003-later.json").write_bytes(disclosure(3, total="9.00"))
    files = sorted((tmp_path / "in").iterdir())
    ingest(tmp_path / "whole", *files)
    # Both take the middle part; each document must be there once, with both its paths being one.
    shares = (files[:22], files[8:])
    command = [*COMMAND, "ingest", "--lake", str(tmp_path / "shared"), "--commit-every", "3", "--jobs", "1"]
    runs = [
        subprocess.Popen(
            [*command, *map(str, share)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=ENVIRONMENT
        )
        for share in shares
    ]
    for run in runs:
        _, errors = run.communicate(timeout=300)
        assert run.returncode == 0, errors
    assert everything(tmp_path / "shared") == everything(tmp_path / "whole")
    numbers = [int(path.stem) for path in sorted((tmp_path / "shared" / "_manifest").glob("0*.json"))]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.skipif(sys.platform == "win32", reason="an interruption is a signal")
def test_an_interruption_keeps_what_was_read(tmp_path: Path) -> None:
    write_files(tmp_path / "in", 120)
    command = [
        *COMMAND,
        "ingest",
        str(tmp_path / "in"),
        "--lake",
        str(tmp_path / "lake"),
        "--commit-every",
        "4",
    ]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
    while not list((tmp_path / "lake" / "_manifest").glob("0*2.json")):
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == 130, errors
    assert b"Traceback" not in errors
    first = rows(tmp_path / "lake", "select count(*) from {documents}")[0][0]
    assert 2 <= first < 120
    assert f"早已在湖中 {first} 份" in ingest(tmp_path / "lake", tmp_path / "in").stdout
