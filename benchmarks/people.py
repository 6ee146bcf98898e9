"""People at their desks: each reads a page every 5 s and saves a form of their own every 10 s."""

from __future__ import annotations

import asyncio
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.bench_web import Load

READ, SAVED = 5.0, 10.0
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass(frozen=True, slots=True)
class People:
    """Sessions that are signed in, each with a record of its own to keep."""

    sessions: list[tuple[str, str, str]]
    """(session cookie, the record's address, the name of the field that is typed into)."""

    def walk(self, address: str, seconds: float, count: int) -> Load:
        """`count` of them for so long; every answer but the expected one is a failure."""
        return asyncio.run(_walk(address, self.sessions[:count], seconds))


@contextmanager
def people(folder: Path, count: int) -> Iterator[People]:
    """Signs `count` people in and gives each a record of their own, by a process beside the server."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.people", str(folder / "data"), str(count)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    yield People([(one, two, three) for one, two, three in json.loads(done.stdout)])


async def _walk(address: str, sessions: list[tuple[str, str, str]], seconds: float) -> Load:
    import httpx

    from benchmarks.bench_web import Load

    taken: list[float] = []
    failed = 0
    begin = time.perf_counter()
    limits = httpx.Limits(max_connections=64)

    async def person(session: str, record: str, field: str, client: httpx.AsyncClient) -> None:
        nonlocal failed
        headers = {"Cookie": f"sessionid={session}"}
        await asyncio.sleep(random.uniform(0, READ))
        turn = 0
        while time.perf_counter() - begin < seconds:
            started = time.perf_counter()
            try:
                page = await client.get(address + record, headers=headers)
            except httpx.HTTPError:
                taken.append(time.perf_counter() - started)
                failed += 1
                continue
            taken.append(time.perf_counter() - started)
            failed += page.status_code != 200
            if turn % 2 == 0 and page.status_code == 200:
                # The form as the page gave it, with one field typed into.
                form = dict(_HIDDEN.findall(page.text.split('<form method="post" class="stack record"')[1]))
                form[field] = f"负载测试第{turn}次"
                token = {"Cookie": f"{headers['Cookie']}; csrftoken={page.cookies['csrftoken']}"}
                started = time.perf_counter()
                try:
                    saved = await client.post(address + record, headers=token, data=form)
                    failed += saved.status_code != 302
                except httpx.HTTPError:
                    failed += 1
                taken.append(time.perf_counter() - started)
            turn += 1
            await asyncio.sleep(max(0.0, READ - (time.perf_counter() - started)))

    async with httpx.AsyncClient(limits=limits, timeout=30) as client:
        await asyncio.gather(*[person(*session, client) for session in sessions])
    taken.sort()
    spent = time.perf_counter() - begin
    at = lambda share: taken[min(len(taken) - 1, int(len(taken) * share))]  # noqa: E731
    return Load(len(taken) / spent, at(0.5), at(0.99), failed)


def _sign_in(data: Path, count: int) -> list[tuple[str, str, str]]:
    """Sessions of the finance clerk of the demonstration's unit in preparation, and as many new records."""
    from mingzhang_web.installation import prepare

    prepare(data)
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from mingzhang_web.organisations.models import Account
    from mingzhang_web.year.models import SourceRow, UnitYear

    account = Account.objects.get(username="finance")
    year = UnitYear.objects.filter(office=account.office).first()
    last = SourceRow.objects.filter(unit_year=year, table="duties").count()
    signed_in = []
    for number in range(count):
        row = SourceRow.objects.create(
            unit_year=year, table="duties", position=last + number,
            cells={"unit": account.office.code, "order": str(last + number + 1), "text": "负载测试"},
        )  # fmt: skip
        client = Client()
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        where = reverse("record", args=[year.pk, "duties", row.pk])
        signed_in.append((client.cookies["sessionid"].value, where, f"cell-{row.pk}-text"))
    return signed_in


if __name__ == "__main__":
    print(json.dumps(_sign_in(Path(sys.argv[1]), int(sys.argv[2]))))
