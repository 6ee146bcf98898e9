"""Migrations: none is missing, and each brings the rows of before along, on both databases."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.web.installation import Installation, new_database


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_forward_with_rows(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    database = new_database(request.getfixturevalue("postgresql")) if engine == "postgresql" else ""
    installation = Installation(tmp_path / "data", database)
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.first_tables", str(installation.data)],
        env=installation.environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout == ""
