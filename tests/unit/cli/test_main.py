"""Commands as a user runs them: texts, exit statuses, languages."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "mingzhang"]
ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in ("LANG", "LC_ALL")}


def run(*arguments: object, lang: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = ENVIRONMENT | ({"LANG": lang} if lang else {})
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)


def disclosure(total: str) -> dict[str, object]:
    row = [("total", total), ("basic", "2.00"), ("project", "4.00")]
    facts = [{"code": "total", "column": column, "value": value} for column, value in row]
    return {
        "schema": "mingzhang/disclosure/1",
        "variant": "shanxi",
        "fiscal_year": 2024,
        "unit": {"name": "示例局", "scope": "unit"},
        "statements": [{"id": "expenditure", "currency_unit": "万元", "facts": facts}],
    }


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "示例.json"
    path.write_text(json.dumps(disclosure("5.00"), ensure_ascii=False), encoding="utf-8")
    return path


def test_check_finds_the_broken_total_and_ends_with_1(broken: Path) -> None:
    answer = run("check", broken, "--format", "json")
    assert answer.returncode == 1, answer.stderr
    report = json.loads(answer.stdout)
    assert report["verdict"] == "inconsistent"
    finding = next(
        item for item in report["findings"] if item["printed"] == "5.00" and item["expected"] == "6.00"
    )
    assert finding["difference"] == "-1.00"
    assert report["checks"]["run"] == sum(report["checks"][key] for key in ("held", "rounding", "broken"))


def test_text_is_chinese_unless_another_language_is_named(broken: Path) -> None:
    assert "结论：前后不一致" in run("check", broken).stdout
    assert "结论：" in run("check", broken, lang="C.UTF-8").stdout
    assert "Verdict: inconsistent" in run("check", broken, lang="en_US.UTF-8").stdout
    assert "Verdict: inconsistent" in run("check", broken, "--lang", "en").stdout


def test_several_files_with_an_unreadable_one_end_with_2_and_report_the_others(
    broken: Path, tmp_path: Path
) -> None:
    answer = run("check", broken, tmp_path / "absent.txt", "--format", "json")
    assert answer.returncode == 2
    verdicts = [item["verdict"] for item in json.loads(answer.stdout)["files"]]
    assert verdicts == ["inconsistent", "unreadable"]


def test_read_gives_the_disclosure_and_writes_no_half_file(broken: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert run("read", broken, "-o", out).returncode == 0
    assert json.loads(out.read_text(encoding="utf-8"))["unit"]["name"] == "示例局"
    answer = run("read", broken, "-o", tmp_path / "no" / "such" / "folder.json")
    assert answer.returncode == 2
    assert len(answer.stderr.strip().splitlines()) == 1


def test_checking_a_file_and_its_json_give_the_same_findings(broken: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run("read", broken, "-o", out)
    first, second = (json.loads(run("check", path, "--format", "json").stdout) for path in (broken, out))
    assert first["findings"] == second["findings"]
    assert first["checks"] == second["checks"]


def test_accepted_findings_do_not_fail(broken: Path, tmp_path: Path) -> None:
    report = json.loads(run("check", broken, "--format", "json").stdout)
    accepted = {
        "schema": "mingzhang/accepted/1",
        "accepted": [
            {"finding": item["id"], "rule": item["rule"], "reason": "r", "person": "p", "date": "2025-01-02"}
            for item in report["findings"]
            if item["severity"] == "error"
        ],
    }
    path = tmp_path / "accepted.json"
    path.write_text(json.dumps(accepted), encoding="utf-8")
    answer = run("check", broken, "--accepted", path, "--format", "json")
    assert answer.returncode == 0
    assert any("accepted" in item for item in json.loads(answer.stdout)["findings"])
    path.write_text('{"schema": "mingzhang/accepted/1", "accepted": [{"finding": "x"}]}', encoding="utf-8")
    answer = run("check", broken, "--accepted", path)
    assert answer.returncode == 2
    assert len(answer.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], "FILE"),
        (["nonsense"], "nonsense"),
        (["check", "x", "--format", "odt"], "odt"),
        (["explain", "no/such-rule"], "no/such-rule"),
        (["read", "absent.txt"], "absent.txt"),
        (["check", "x", "--max-size", "ten"], "ten"),
    ],
)
def test_usage_errors_are_one_line_and_end_with_2(arguments: list[str], words: str) -> None:
    for language in ("zh", "en"):
        answer = run(*arguments, "--lang", language)
        assert answer.returncode == 2
        lines = (
            (answer.stderr + answer.stdout if arguments[:2] == ["check", "x"] else answer.stderr)
            .strip()
            .splitlines()
        )
        assert len(lines) == 1, lines
        assert words in lines[0]
        assert "Traceback" not in answer.stderr


def test_help_and_version() -> None:
    assert run("--version").stdout.startswith("mingzhang ")
    assert "用法" in run("--help").stdout
    assert "usage" in run("--help", "--lang", "en").stdout
    for command in ("read", "check", "explain"):
        assert run(command, "--help").returncode == 0


def test_explain_lists_and_explains() -> None:
    listing = run("explain").stdout
    name = listing.split()[0]
    assert name in run("explain", name).stdout


def test_a_reader_that_goes_away_is_no_error() -> None:
    process = subprocess.Popen(
        [*COMMAND, "explain"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    )
    assert process.stdout is not None
    process.stdout.close()
    _, errors = process.communicate(timeout=60)
    assert b"Traceback" not in errors


@contextmanager
def writing_to(pipe: Path, process: subprocess.Popen[bytes]) -> Iterator[None]:
    """The pipe open for writing, which it cannot be before the process reads from it."""
    end = time.monotonic() + 120
    while True:
        try:
            writer = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.02)
    try:
        yield
    finally:
        os.close(writer)


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_interruption_ends_with_130(tmp_path: Path) -> None:
    # Acceptances that never come keep the command waiting.
    pipe, file = tmp_path / "pipe.json", tmp_path / "a.txt"
    os.mkfifo(pipe)
    file.write_text("某局2024年度部门决算", encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "check", str(file), "--accepted", str(pipe)], stderr=subprocess.PIPE, env=ENVIRONMENT
    )
    with writing_to(pipe, process):
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("command", ["check", "read"])
def test_no_room_for_the_results_is_one_line(command: str, repository: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "mingzhang", command, str(repository / "samples" / "gaoping-2024.json")],
            stdout=full, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"}, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "磁盘已满" in done.stderr.decode()
