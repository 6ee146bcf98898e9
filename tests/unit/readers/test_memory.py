"""What a process and the group that it started hold."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mingzhang.readers.converted import conversion
from mingzhang.readers.memory import resident, resident_of_group

_HOLD = "b = bytearray(80 << 20); b[::4096] = b'x' * len(b[::4096]); print(1, flush=True); input()"
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a group holds")


@on_linux
def test_a_group_holds_what_its_processes_hold() -> None:
    command = [sys.executable, "-c", _HOLD]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert resident_of_group(process.pid) > 80 << 20
        process.kill()
    assert resident_of_group(process.pid) == 0
    assert resident() > 1 << 20


@on_linux
def test_what_takes_more_than_it_may_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "MEMORY", 60 << 20)
    command = [sys.executable, "-c", _HOLD]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert not conversion._wait(process)
        conversion._end(process)
    assert process.returncode != 0
