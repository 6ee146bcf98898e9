"""Files stay small: none over 400 lines, and those over 200 are a reviewed list that only gets shorter.

`LONG_FILES=review pytest tests/architecture/test_sizes.py` writes the list anew; its change is reviewed
like code.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

LIMIT = 400
LONG = 200
LIST = Path(__file__).with_name("long_files.txt")


def line_counts(repository: Path) -> dict[str, int]:
    """Lines of every Python file, by its path in the repository; migrations are written by Django."""
    return {
        path.relative_to(repository).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for folder in ("src", "tests", "benchmarks")
        for path in sorted((repository / folder).rglob("*.py"))
        if path.parent.name != "migrations"
    }


def long_files(repository: Path) -> set[str]:
    """Source files of more than LONG lines."""
    counts = line_counts(repository)
    return {path for path, count in counts.items() if count > LONG and path.startswith("src/")}


def test_no_file_is_over_the_limit(repository: Path) -> None:
    over = {path: count for path, count in line_counts(repository).items() if count > LIMIT}
    assert over == {}, f"more than {LIMIT} lines: is there a room for each of its purposes?"


def test_list_of_long_files_only_shrinks(repository: Path) -> None:
    if os.environ.get("LONG_FILES") == "review":
        LIST.write_text("".join(f"{path}\n" for path in sorted(long_files(repository))), encoding="utf-8")
    if not LIST.exists():
        pytest.skip("no list of long files has been reviewed yet")
    listed = set(LIST.read_text(encoding="utf-8").split())
    assert long_files(repository) - listed == set(), (
        f"grew over {LONG} lines: divide it, or say why in it and list it"
    )
    assert listed - long_files(repository) == set(), f"no longer over {LONG} lines: take it off the list"
