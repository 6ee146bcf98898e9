"""The audit trail: only added to, by many at once, and whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.models import Entry
from mingzhang_web.trail.record import record
from mingzhang_web.trail.verification import verify
from mingzhang_web.year.models import UnitYear
from tests.web.installation import Installation


def test_many_at_once(installed: Installation) -> None:
    before = verified(installed)
    writers = [installed.start("record", "15") for _ in range(3)]
    for writer in writers:
        output, _ = writer.communicate(timeout=240)
        assert writer.returncode == 0, output
    assert verified(installed) == before + 45


def verified(installation: Installation) -> int:
    """How many entries there are, all whole."""
    done = installation.command("audit-trail", "verify", "--data", installation.data)
    assert done.returncode == 0, done.stdout + done.stderr
    counted = re.search(r"共 (\d+) 条", done.stdout)
    assert counted is not None
    return int(counted[1])


def test_the_end_that_was_kept(tmp_path: Path, installed: Installation) -> None:
    said = installed.command("audit-trail", "verify", "--data", installed.data)
    last = said.stdout.split()[-1]
    arguments = ("audit-trail", "verify", "--data", str(installed.data), "--contains")
    assert installed.command(*arguments, last).returncode == 0
    assert installed.command(*arguments, "0" * 63 + "1").returncode == 1
    nowhere = installed.command("audit-trail", "verify", "--data", tmp_path / "nowhere")
    assert nowhere.returncode == 2
    assert nowhere.stderr.count("\n") == 1
    assert not (tmp_path / "nowhere").exists()


def test_no_way_around(own: UnitYear) -> None:
    """UPDATE, DELETE, a second entry after the same one, and each database's own way to do without them."""
    finance = Account.objects.get(username="finance")
    entry = record(finance, "rows.saved", own, str(own))
    table = Entry._meta.db_table
    rest = "at, account, role, verb, object_kind, object_id, object_name, details"
    fork = f"INSERT INTO {table} ({rest}, previous, hash) SELECT {rest}, previous, 'x' FROM {table}"
    statements = [f"UPDATE {table} SET role = 'x'", f"DELETE FROM {table}", fork]
    if connection.vendor == "sqlite":
        again = f"SELECT id, {rest}, previous, hash FROM {table} WHERE id = {entry.pk}"
        statements.append(f"INSERT OR REPLACE INTO {table} (id, {rest}, previous, hash) {again}")
    else:
        statements.append(f"TRUNCATE {table}")
    for statement in statements:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert verify().last == entry.hash
    assert verify().whole
