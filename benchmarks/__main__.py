"""Runs `measure()` of every module `benchmarks/bench_*.py` and writes `benchmarks/results.md`; with names
(`python -m benchmarks web`) those alone, whose parts of the page are replaced."""

from __future__ import annotations

import importlib
import os
import platform
import sys
from pathlib import Path

from benchmarks.measurement import RUNS, Measurement

FOLDER = Path(__file__).parent


def row(measurement: Measurement) -> str:
    """One line of the table: seconds, and how many times each baseline."""
    if measurement.seconds is None:
        return f"| {measurement.what} | – | not measured: {measurement.note} |"
    seconds = measurement.seconds
    ratios = ", ".join(
        f"{seconds / baseline:.3g} × {name} ({baseline:.3g} s)"
        for name, baseline in measurement.against.items()
    )
    return f"| {measurement.what} | {seconds:.3g} | {ratios}{measurement.note} |"


def part(module: str, found: list[Measurement]) -> str:
    """A module's part of the page."""
    lines = ["| what | seconds | against |", "|---|---:|---|", *map(row, found)]
    return f"## {module.removeprefix('bench_').replace('_', ' ')}\n\n" + "\n".join(lines) + "\n"


def page(parts: list[str]) -> str:
    """The page of results, one part for each module."""
    head = (
        f"# Results of `make bench`\n\nBest of {RUNS} runs, seconds; Python {platform.python_version()}, "
        f"{os.cpu_count()} processors. The ratios compare with what the same run measured.\n"
    )
    return "\n".join([head, *parts])


def replaced(text: str, parts: list[str]) -> str:
    """The page with these parts in place of those with the same heading."""
    for new in parts:
        heading = new.partition("\n")[0]
        before, known, rest = text.partition(f"{heading}\n")
        after = rest.find("\n## ")
        text = (before if known else before + "\n") + new + (rest[after:] if after >= 0 else "")
    return text


def main(names: list[str]) -> int:
    """Measures, shows and writes the results."""
    parts = []
    for path in sorted(FOLDER.glob("bench_*.py")):
        if names and path.stem.removeprefix("bench_") not in names:
            continue
        print(f"{path.stem} …", file=sys.stderr)
        parts.append(part(path.stem, importlib.import_module(f"benchmarks.{path.stem}").measure()))
    results = FOLDER / "results.md"
    text = replaced(results.read_text(encoding="utf-8"), parts) if names else page(parts)
    results.write_text(text, encoding="utf-8")
    print("\n".join(parts), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
