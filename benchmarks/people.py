"""People at their desks: each opens a page every 5 s; at every second turn it is a form of their own, which
they then save. They sit in several units and are signed in before the clock starts."""

from __future__ import annotations

import asyncio
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from benchmarks.bench_web import Load

READ = 5.0
"""Seconds from page to page; a form is saved every second time."""
PATIENCE = 30.0
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_FORM = '<form method="post" class="stack record"'


@dataclass(frozen=True, slots=True)
class Desk:
    """A session's cookie, the record that is kept there, the name of its field, other pages."""

    session: str
    record: str
    field: str
    pages: list[str]


@dataclass(frozen=True, slots=True)
class People:
    """Everyone who takes part."""

    desks: list[Desk]

    def walk(self, address: str, seconds: float, count: int) -> Load:
        """`count` of them for so long; every answer but the expected one is a failure."""
        return asyncio.run(_walk(address, self.desks[:count], seconds))


@contextmanager
def people(folder: Path, count: int) -> Iterator[People]:
    """Signs `count` people in and gives each a record of their own, by a process beside the server."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.people", str(folder / "data"), str(count)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    yield People([Desk(*desk) for desk in json.loads(done.stdout)])


@dataclass(slots=True)
class _Seen:
    """What the people saw together."""

    taken: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    last: float = 0.0
    """When the last answer came."""


async def _walk(address: str, desks: list[Desk], seconds: float) -> Load:
    from benchmarks.bench_web import Load

    seen, begin = _Seen(), time.perf_counter()
    await asyncio.gather(*[_person(desk, address, begin + seconds, seen) for desk in desks])
    seen.taken.sort()
    spent = max(seen.last - begin, seconds)
    at = lambda share: seen.taken[min(len(seen.taken) - 1, int(len(seen.taken) * share))]  # noqa: E731
    for why in sorted(set(seen.failed)):
        print(f"{seen.failed.count(why)} × {why}", file=sys.stderr)
    return Load(len(seen.taken) / spent, at(0.5), at(0.9), at(0.99), len(seen.failed))


async def _person(desk: Desk, address: str, end: float, seen: _Seen) -> None:
    browser = _Browser(address, desk.session)
    await asyncio.sleep(random.uniform(0, READ))
    turn = random.randrange(2)
    while (now := time.perf_counter()) < end:
        path = desk.record if turn % 2 == 0 else desk.pages[turn // 2 % len(desk.pages)]
        page = await _asked(browser, seen, 200, "GET", path)
        if turn % 2 == 0 and page is not None:
            # The form as the page gave it, with one field typed into.
            form = dict(_HIDDEN.findall(page.split(_FORM)[1]))
            form[desk.field] = f"负载测试第{turn}次"
            await _asked(browser, seen, 302, "POST", path, form)
        turn += 1
        await asyncio.sleep(max(0.0, READ - (time.perf_counter() - now)))
    await browser.close()


async def _asked(
    browser: _Browser, seen: _Seen, expected: int, method: str, path: str, form: dict[str, str] | None = None
) -> str | None:
    """The page; None where another answer came than was expected, or none."""
    started = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            status, page = await browser.ask(method, path, form)
    except (OSError, EOFError, asyncio.LimitOverrunError, TimeoutError) as error:
        status, page = 0, ""
        seen.failed.append(f"{method}: {type(error).__name__}")
        await browser.close()
    else:
        if status != expected:
            seen.failed.append(f"{method}: {status}")
    seen.last = time.perf_counter()
    seen.taken.append(seen.last - started)
    return page if status == expected else None


class _Browser:
    """One connection that stays open. A library's client costs several times what an answer does, and the
    generator runs on the server's processors."""

    def __init__(self, address: str, session: str) -> None:
        self._host, self._port = str(urlsplit(address).hostname), int(urlsplit(address).port or 80)
        self._cookies = {"sessionid": session}
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, form: dict[str, str] | None) -> tuple[int, str]:
        """Status and page. A connection that the server closed meanwhile is opened again."""
        body = urlencode(form).encode() if form is not None else b""
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self._host}:{self._port}", f"Cookie: {cookies}"]
        if form is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        sent = "\r\n".join([*lines, "", ""]).encode() + body
        if self._streams is not None and self._streams[0].at_eof():
            await self.close()
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port, limit=2**20)
        reader, writer = self._streams
        writer.write(sent)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        length = 0
        for line in head[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "content-length":
                length = int(value)
            elif name.lower() == "set-cookie":
                cookie, _, rest = value.partition(";")[0].partition("=")
                self._cookies[cookie] = rest
        return int(head[0].split()[1]), (await reader.readexactly(length)).decode()

    async def close(self) -> None:
        """The next question opens a new connection."""
        if self._streams is not None:
            self._streams[1].close()
            with suppress(OSError):
                await self._streams[1].wait_closed()
        self._streams = None


def _sign_in(data: Path, count: int) -> list[tuple[str, str, str, list[str]]]:
    """Sessions of the finance clerks of every unit in preparation, and as many new records."""
    from mingzhang_web.installation import prepare

    prepare(data)
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from mingzhang_web.organisations.models import Account
    from mingzhang_web.year.models import SourceRow, UnitYear
    from mingzhang_web.year.states import STATES

    states = [name for name, state in STATES.items() if state.open]
    years = list(UnitYear.objects.filter(state__in=states).order_by("pk"))
    # The demonstration's clerks of units that nobody looks into cannot sign in.
    Account.objects.filter(role="unit_finance").update(is_active=True)
    signed_in = []
    for number in range(count):
        year = years[number % len(years)]
        account = Account.objects.filter(office=year.office, role="unit_finance").first()
        row = SourceRow.objects.create(
            unit_year=year, table="duties", position=1000 + number,
            cells={"unit": year.office.code, "order": str(1000 + number), "text": "负载测试"},
        )  # fmt: skip
        client = Client()
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        pages = [reverse("year", args=[year.pk]), reverse("grid", args=[year.pk, "budget"]), reverse("home"),
                 reverse("statements", args=[year.pk]), reverse("evaluations", args=[year.pk])]  # fmt: skip
        where = reverse("record", args=[year.pk, "duties", row.pk])
        turned = pages[number % len(pages) :] + pages[: number % len(pages)]
        signed_in.append((client.cookies["sessionid"].value, where, f"cell-{row.pk}-text", turned))
    return signed_in


if __name__ == "__main__":
    print(json.dumps(_sign_in(Path(sys.argv[1]), int(sys.argv[2]))))
