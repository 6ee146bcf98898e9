"""Next year's package of any valid package opens with what the year closed with, and compiles."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from source_packages import Records, fen, random_package, yuan

from mingzhang.app.compile import compile_package
from mingzhang.app.roll_forward import roll_forward
from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.model import Disclosure
from mingzhang.kit.amounts import to_fen

SEEDS = st.integers(0, 10**9)
Rows = list[dict[str, str]]


def read(path: Path) -> Rows:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def compiled(directory: Path) -> Disclosure:
    """The disclosure of a package that must compile."""
    output = directory.parent / f"{directory.name}.json"
    with redirect_stderr(io.StringIO()) as errors:
        assert compile_package(directory, output) == 0, errors.getvalue()
    return decode_disclosure(output.read_bytes(), output.name)


def rolled(records: Records, folder: Path) -> Path:
    """Next year's package of these records."""
    with redirect_stdout(io.StringIO()):
        assert roll_forward(records.write(folder / "this"), folder / "next") == 0
    return folder / "next"


def unspent(disclosure: Disclosure) -> dict[str | None, int]:
    """分 of final budget − actual by project, as the forms print them."""
    return {
        form.project_code: to_fen(form.funds[0].final_budget or "0", "万元")
        - to_fen(form.funds[0].actual or "0", "万元")
        for form in disclosure.evaluations
    }


def sums(rows: Rows, kind: str) -> dict[tuple[str, ...], int]:
    """分 by unit, subject, source and project of the balances of a kind, zeros left out."""
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for row in rows:
        if row["kind"] == kind:
            key = tuple(row.get(name) or "" for name in ("unit", "functional", "source", "project"))
            found[key] += fen(row["amount"])
    return {key: amount for key, amount in found.items() if amount}


@settings(max_examples=8)
@given(SEEDS)
def test_opening_balances_and_original_budgets_are_what_was_left(seed: int) -> None:
    records = random_package(seed)
    with TemporaryDirectory() as name:
        folder = Path(name)
        target = rolled(records, folder)
        this = compiled(folder / "this")
        balances = read(target / "balances.csv")
        budget = {row["code"]: row["carried_from"] for row in read(target / "projects.csv")}
        carried: dict[str, int] = defaultdict(int)
        for row in read(target / "budget.csv"):
            assert fen(row["amount"]) > 0
            carried[budget[row["project"]]] += fen(row["amount"])
        following = compiled(target)
    assert sums(balances, "opening") == sums(records.tables["balances"], "closing")
    assert {row["kind"] for row in balances} <= {"opening", "closing"}
    assert dict(carried) == {code: amount for code, amount in unspent(this).items() if amount > 0}
    assert following.fiscal_year == 2025
    assert any(figure.code.startswith("prior/") for figure in following.figures)


@settings(max_examples=4)
@given(SEEDS)
def test_next_year_balances_with_records_of_its_own(seed: int) -> None:
    records = random_package(seed)
    with TemporaryDirectory() as name:
        target = rolled(records, Path(name))
        balances = [row for row in read(target / "balances.csv") if row["kind"] == "opening"]
        closing: dict[tuple[str, str, str], int] = defaultdict(int)
        for row in balances:
            closing[row["unit"], row["functional"], row["source"]] += fen(row["amount"])
        for table, sign in (("income", 1), ("expenditure", -1)):
            rows = [row | {"date": row["date"].replace("2024", "2025")} for row in records.tables[table]]
            write(target / f"{table}.csv", rows)
            for row in rows:
                closing[row["unit"], row["functional"], row["source"]] += sign * fen(row["amount"])
        for (unit, functional, source), amount in closing.items():
            row = {"unit": unit, "functional": functional, "source": source, "kind": "closing"}
            balances.append(row | {"amount": yuan(amount)})
        write(target / "balances.csv", balances)
        assert len(compiled(target).statements) == 10


def write(path: Path, rows: Rows) -> None:
    """Rows in place of those that the file has, under its own headings."""
    with path.open(encoding="utf-8-sig") as stream:
        headings = next(csv.reader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, headings, restval="")
        writer.writeheader()
        writer.writerows(rows)


@settings(max_examples=2)
@given(SEEDS)
def test_the_same_package_gives_the_same_bytes(seed: int) -> None:
    records = random_package(seed)
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        one, two = rolled(records, Path(first)), rolled(records, Path(second))
        files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
        assert files == sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
        assert [path for path in files if (one / path).read_bytes() != (two / path).read_bytes()] == []
        assert json.loads((one / "datapackage.json").read_bytes())["mingzhang"]["fiscal_year"] == 2025
