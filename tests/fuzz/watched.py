"""One process that reads mutated files one after the other, watched: its time, memory, crashes and words."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory

from mingzhang.readers.child import GIVES_BACK
from mingzhang.readers.memory import OUT_OF_MEMORY

ROOT = Path(__file__).parents[2]
PAGE_SECONDS = 30.0
"""A page may take so long at the desk; then its process is ended and the user reads one line."""
START_SECONDS = 120.0
LONGEST_LINE = 400


@dataclass(slots=True)
class Tally:
    """What came of the files. `stopped` by the limits that the desk sets as well (hang, crash of a parser,
    memory): there they end in one line. `faults` are what nobody must ever see."""

    counts: Counter[str] = field(default_factory=Counter)
    stopped: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lines: Counter[str] = field(default_factory=Counter)
    memory: int = 0

    def __str__(self) -> str:
        counts = ", ".join(f"{kind} {count}" for kind, count in sorted(self.counts.items()))
        memory = f"at most {self.memory / 1024 / 1024:.0f} MB after a file"
        return f"{counts}; {memory}; {self.stopped[:9]}; {self.lines.most_common(9)}"


class _Subject:
    def __init__(self, deed: str) -> None:
        self.deed = deed
        self.child = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.subject"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, **GIVES_BACK},
        )
        self.lines: SimpleQueue[str | None] = SimpleQueue()
        self.fresh = True
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.child.stdout is not None
        for line in self.child.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def answer(self, name: str, path: Path) -> dict[str, object]:
        """The answer; kind `hang`, `memory` or `crash` where the process did not give one."""
        assert self.child.stdin is not None
        with contextlib.suppress(OSError):
            self.child.stdin.write(f"{self.deed}\t{name}\t{path}\n")
            self.child.stdin.flush()
        while True:
            try:
                line = self.lines.get(timeout=START_SECONDS if self.fresh else PAGE_SECONDS)
            except Empty:
                return {"kind": "hang"}
            if line is None:
                status = self.child.wait(10)
                return {"kind": "memory" if status == OUT_OF_MEMORY else "crash", "line": str(status)}
            self.fresh = False
            answer: dict[str, object] = json.loads(line)
            if "kind" in answer:
                return answer

    def end(self) -> None:
        self.child.kill()
        self.child.wait(10)
        for stream in (self.child.stdin, self.child.stdout):
            with contextlib.suppress(OSError):
                assert stream is not None
                stream.close()


def tally(name: str, sound: Sequence[bytes], files: Iterable[tuple[str, bytes]], deed: str = "read") -> Tally:
    """What comes of the files (what to call each in a report, its bytes), all under the file name `name`,
    when that is done to them which `subject.py` knows as `deed`.

    The `sound` ones are read first, so that whatever libraries load when they first run is loaded.
    """
    found = Tally()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        subject = _begun(deed, name, sound, path)
        try:
            for label, data in files:
                path.write_bytes(data)
                answer = subject.answer(name, path)
                _count(found, label, answer)
                if answer["kind"] in ("hang", "memory", "crash"):
                    subject.end()
                    subject = _begun(deed, name, sound, path)
        finally:
            subject.end()
    return found


def _begun(deed: str, name: str, sound: Sequence[bytes], path: Path) -> _Subject:
    subject = _Subject(deed)
    for data in dict.fromkeys(sound):
        path.write_bytes(data)
        answer = subject.answer(name, path)
        assert answer["kind"] in ("read", "refused"), answer
    return subject


def _count(found: Tally, label: str, answer: dict[str, object]) -> None:
    kind, line = str(answer["kind"]), str(answer.get("line", ""))
    found.counts[kind] += 1
    found.memory = max(found.memory, int(str(answer.get("memory", 0))))
    if kind in ("hang", "memory", "crash"):
        found.stopped.append(f"{label}: {kind} {line}")
    elif kind == "fault":
        found.faults.append(f"{label}: {line}")
    if kind == "refused":
        found.lines[line.split("：", 1)[-1][:14]] += 1
    if kind == "refused" and ("\n" in line or len(line) > LONGEST_LINE):
        found.faults.append(f"{label}: not one clear line: {line!r}")
    if answer.get("touched"):
        found.faults.append(f"{label}: touched {answer['touched']}")
