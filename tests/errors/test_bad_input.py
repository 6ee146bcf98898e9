"""Bad input: one clear line, exit status 2, within bounded time and memory, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SECONDS = 60
"""A bound against hanging, not a measurement: `make bench` measures (2 s is what the issue asks)."""
MEMORY = 500 * 1024 * 1024

MIB = 1024 * 1024


def _json(**fields: object) -> bytes:
    return json.dumps({"schema": "mingzhang/disclosure/1", **fields}).encode()


def _with_value(value: object) -> bytes:
    return _json(
        statements=[{"id": "expenditure", "facts": [{"code": "208", "column": "total", "value": value}]}]
    )


BAD: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "only white space": lambda: b" \n\t\n" * 100,
    "binary": lambda: bytes(range(256)) * 4096,
    "an executable": lambda: b"\x7fELF" + os.urandom(100_000),
    "100 MB of one line": lambda: "一".encode() * (100 * MIB // 3),
    "100 MB of one ascii line": lambda: b"a" * (100 * MIB),
    "a table with a million columns": lambda: b"\t".join([b"1"] * 1_000_000) + b"\n",
    "ten million short lines": lambda: b"1\n" * 10_000_000,
    "broken UTF-8": lambda: "收入支出决算总表\n".encode() + b"\xff\xfe\xfa\x80" * 50,
    "no disclosure": lambda: "今天天气很好。\n".encode() * 50,
    "wrong types": lambda: _json(statements=5),
    "an unknown field": lambda: _json(surprise=True),
    "a number as value": lambda: _with_value(125.06),
    "a billion digits": lambda: (
        b'{"schema":"mingzhang/disclosure/1","fiscal_year":' + b"9" * (150 * MIB) + b"}"
    ),
    "a string of many digits": lambda: _with_value("9" * 10_000),
    "a year beyond all": lambda: _json(fiscal_year=10**11),
    "a page beyond all": lambda: _json(statements=[{"id": "expenditure", "source": {"page": 2**31}}]),
    "deep nesting": lambda: b'{"statements":' + b"[" * 1_000_000,
    "half a JSON": lambda: _with_value("1.00")[:-20],
    "UTF-16 without a mark": lambda: "没有记号的文本\n".encode("utf-16-le") * 20,
}


def _limited() -> None:
    import resource

    # Address space, so that a runaway allocation fails here and not on the whole machine.
    resource.setrlimit(resource.RLIMIT_AS, (4 * MEMORY, 4 * MEMORY))


@pytest.mark.parametrize("command", ["read", "check"])
@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_one_line_and_2(kind: str, command: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(BAD[kind]())
    out = tmp_path / "out.json"
    arguments = ["read", str(path), "-o", str(out)] if command == "read" else ["check", str(path)]
    process = subprocess.Popen(
        [sys.executable, "-m", "mingzhang", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_limited if os.name == "posix" else None,
    )
    stdout, stderr = process.communicate(timeout=SECONDS)
    assert process.returncode == 2, (stdout[:500], stderr[-500:])
    assert b"Traceback" not in stderr
    if command == "read":
        assert not out.exists()
        assert stdout == b""
        lines = stderr.decode().strip().splitlines()
        assert len(lines) == 1, lines[:5]
        assert "bad.txt" in lines[0]
        assert len(lines[0]) < 400


def test_a_file_over_the_size_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(300 * MIB)
    answer = subprocess.run(
        [sys.executable, "-m", "mingzhang", "read", str(path)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert answer.returncode == 2
    assert "--max-size" in answer.stderr


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "mingzhang", "read", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert answer.returncode == 2
    assert len(answer.stderr.strip().splitlines()) == 1
