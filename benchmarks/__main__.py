"""Runs `measure()` of every module `benchmarks/bench_*.py` and writes `benchmarks/results.md`."""

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


def page(measurements: dict[str, list[Measurement]]) -> str:
    """The page of results, one table per module."""
    lines = [
        "# Results of `make bench`",
        "",
        f"Best of {RUNS} runs, seconds; Python {platform.python_version()}, {os.cpu_count()} processors. "
        "The ratios compare with what the same run measured on the same machine.",
    ]
    for module, found in measurements.items():
        lines += ["", f"## {module.removeprefix('bench_').replace('_', ' ')}", ""]
        lines += ["| what | seconds | against |", "|---|---:|---|", *map(row, found)]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measures, shows and writes the results."""
    measurements = {}
    for path in sorted(FOLDER.glob("bench_*.py")):
        print(f"{path.stem} …", file=sys.stderr)
        measurements[path.stem] = importlib.import_module(f"benchmarks.{path.stem}").measure()
    text = page(measurements)
    (FOLDER / "results.md").write_text(text, encoding="utf-8")
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
