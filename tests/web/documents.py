"""Small published disclosures of the invented unit for the tests of check-a-file: one without an error, one
whose expenditure statement has a wrong total."""

from __future__ import annotations

import datetime
import json
import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path

from mingzhang.app.file_check import CheckedFile, check_file
from mingzhang.app.publish import PublishRequest, publish
from mingzhang.app.workbench import compile_books
from mingzhang_web.demo.small_unit import small_unit
from mingzhang_web.filecheck.models import DroppedFile
from mingzhang_web.organisations.models import Account

WRONG = ("expenditure", "total", "basic")
"""The cell whose printed value is 11.20 too large."""


@cache
def _compiled() -> bytes:
    return compile_books(small_unit()).disclosure


def disclosure_json(wrong: bool) -> bytes:
    """The disclosure, right or wrong."""
    disclosure = json.loads(_compiled())
    if wrong:
        for statement in disclosure["statements"]:
            for fact in statement["facts"]:
                if (statement["id"], fact["code"], fact["column"]) == WRONG:
                    fact["value"] = str(Decimal(fact["value"]) + Decimal("11.20"))
    return json.dumps(disclosure, ensure_ascii=False).encode()


def published(folder: Path, form: str, wrong: bool) -> Path:
    """A file of the publication in this format."""
    name = "wrong" if wrong else "right"
    source = folder / f"{name}.json"
    source.write_bytes(disclosure_json(wrong))
    out = folder / f"{name}-{form}"
    publish(PublishRequest(source, out, formats=(form,), with_errors=True))
    if form == "html":
        return out / "web" / "index.html"
    return out / f"disclosure.{form}"


@cache
def checked(wrong: bool = True) -> CheckedFile:
    """The disclosure JSON, checked once for all tests."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "disclosure.json"
        path.write_bytes(disclosure_json(wrong))
        return check_file(path, path.name, lambda what: None)


def first_finding() -> dict[str, str]:
    """The id and the rule of a finding of the wrong disclosure."""
    finding = json.loads(checked().reports["zh"])["findings"][0]
    return {"finding": finding["id"], "rule": finding["rule"]}


def checked_row(account: Account, wrong: bool = True, hours: int = 0) -> DroppedFile:
    """A checked file of the account's, dropped so many hours after another, with one picture."""
    found = checked(wrong)
    at = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(hours=hours)
    file = DroppedFile.objects.create(
        account=account, office=account.office, name=f"file{hours}.json", format="json", size=1,
        sha256="0" * 64, at=at, keep_until=at + datetime.timedelta(days=36500), verdict=found.verdict,
        unit_name=found.unit_name, unit_code=found.unit_code, fiscal_year=found.fiscal_year,
        kind=found.kind, counts=found.counts, ran=found.ran, disclosure=found.disclosure,
        report_zh=found.reports["zh"], report_en=found.reports["en"],
        view_zh=found.views["zh"], view_en=found.views["en"],
    )  # fmt: skip
    file.folder.mkdir(parents=True)
    (file.folder / "original").write_bytes(b"{}")
    (file.folder / "page-1.png").write_bytes(b"\x89PNG")
    (file.folder / "page-1.size").write_text("595 842", encoding="ascii")
    return file
