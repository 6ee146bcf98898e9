"""An installation as an operator has it: a data directory, one of the two databases, commands run in
processes of their own. Run as a program it does what the tests ask inside of it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = "tests.web.installation"


@dataclass(frozen=True)
class Installation:
    """`database`: the address of a PostgreSQL database, or "" for SQLite in the data directory."""

    data: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """What a command is given."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MINGZHANG_")}
        chosen = {"MINGZHANG_DATABASE": self.database} if self.database else {}
        return {**kept, "PYTHONUTF8": "1", "LANG": "zh_CN.UTF-8", **chosen}

    def command(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """`mingzhang …`."""
        return self._run("mingzhang", *arguments)

    def start(self, deed: str, *arguments: str) -> subprocess.Popen[str]:
        """One of the deeds below, in the background."""
        return subprocess.Popen(
            [sys.executable, "-m", HERE, deed, str(self.data), *arguments],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def do(self, deed: str, *arguments: str) -> str:
        """One of the deeds below; what it prints."""
        done = self._run(HERE, deed, self.data, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def _run(self, module: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", module, *map(str, arguments)],
            env=self.environment, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip


def new_database(server: str) -> str:
    """The address of a new, empty database of the server."""
    import psycopg

    name = f"mingzhang_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.rsplit("/", 1)[0] + "/" + name


def make(data: Path) -> None:
    """The two invented units, one of them published, with a file of evidence."""
    from mingzhang_web.installation import make_directory, prepare

    make_directory(data)
    prepare(data)
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from mingzhang_web.demo import load
    from mingzhang_web.organisations.models import Account
    from mingzhang_web.year.evidence import attach
    from mingzhang_web.year.models import UnitYear

    load.SAMPLE = data / "no-sample"
    load.load_demo()
    load.publish_demo()
    finance = Account.objects.get(username="finance")
    year = UnitYear.objects.get(office__code="098001")
    attach(finance, year, "P01", 1, SimpleUploadedFile("a.txt", "签到表".encode()), "", None)


def record(data: Path, count: str) -> None:
    """Adds entries to the trail, each in a transaction of its own that does something else as well."""
    from mingzhang_web.installation import prepare

    prepare(data)
    from mingzhang_web.organisations.models import Account
    from mingzhang_web.year.changes import changing
    from mingzhang_web.year.models import UnitYear

    finance = Account.objects.get(username="finance")
    year = UnitYear.objects.get(office__code="098001")
    for number in range(int(count)):
        with changing(finance, year, "rows.saved") as details:
            details["rows"] = number


def tamper(data: Path) -> None:
    """Changes an entry as somebody who owns the database could; prints its number."""
    from mingzhang_web.installation import prepare

    prepare(data)
    from importlib import import_module

    from django.db import connection

    from mingzhang_web.trail.models import Entry

    with connection.schema_editor() as editor:
        import_module("mingzhang_web.trail.migrations.0002_append_only").unguard(None, editor)
    number = Entry.objects.order_by("pk")[2].pk
    Entry.objects.filter(pk=number).update(account="somebody")
    print(number)


if __name__ == "__main__":
    {"make": make, "record": record, "tamper": tamper}[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
