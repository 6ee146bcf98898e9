"""`mingzhang check` as a process, on the real document (where it is here) and on the sample."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.measurement import Measurement, best, best_process

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLE = REPOSITORY / "samples/gaoping-2024.json"
SEED = REPOSITORY.parent / "shared/seed/gaoping-2024.txt"
MINGZHANG = str(Path(sys.executable).parent / "mingzhang")
STATUSES = (0, 1)
"""Findings are what the documents are measured for; only an unreadable file (2) is a failure."""


def parse_text(path: Path) -> object:
    """The least that reading an OCR text costs: its lines and cells."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def parse_json(path: Path) -> object:
    """The least that reading a disclosure JSON costs."""
    return json.loads(path.read_bytes())


def check_of(name: str, path: Path, parse: Callable[[Path], object], start_up: float) -> Measurement:
    """`mingzhang check path` against the interpreter's start-up and against parsing alone."""
    what = f"`mingzhang check` {name}"
    if not path.is_file():
        return Measurement(what, None, note=f"{path.name} is not here")
    return Measurement(
        what,
        best_process([MINGZHANG, "check", str(path)], STATUSES),
        {"Python's start-up": start_up, "pure parsing": best(lambda: parse(path))},
    )


def measure() -> list[Measurement]:
    """Help (start-up of the command line), the real document and the sample."""
    start_up = best_process([sys.executable, "-c", "import json"])
    return [
        Measurement(
            "`mingzhang --help`", best_process([MINGZHANG, "--help"]), {"Python's start-up": start_up}
        ),
        check_of("of OCR text (a real disclosure, 142 KB)", SEED, parse_text, start_up),
        check_of("of disclosure JSON (the sample)", SAMPLE, parse_json, start_up),
    ]
