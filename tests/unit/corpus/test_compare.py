"""Comparisons: changes and jumps, the structure beside peers, what was said before, low execution, digits."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from many_files import COMMAND, ENVIRONMENT, disclosure, taken_in

from mingzhang.corpus.asking.views import opened
from mingzhang.corpus.comparing.benford import EXPECTED
from mingzhang.corpus.comparing.make import compared
from mingzhang.corpus.comparing.peers import FEWEST, robust_z
from mingzhang.corpus.comparing.years import DEFAULT_THRESHOLDS
from mingzhang.corpus.report.sheets import Sheet, percent
from mingzhang.corpus.store.lake import Lake
from mingzhang.kit.errors import UsageError

CATEGORIES = ("201", "208", "224")


def spending(*amounts: str, opening: str | None = None, closing: str | None = None) -> list[dict[str, Any]]:
    """Statements in which these categories (万元) are what was spent; `opening`, `closing` of 01."""
    rows = [("total", str(sum(map(Decimal, amounts)))), *zip(CATEGORIES, amounts, strict=False)]
    facts = [{"code": code, "label": code, "column": "total", "value": value} for code, value in rows]
    statements: list[dict[str, Any]] = [{"id": "expenditure", "currency_unit": "万元", "facts": facts}]
    for side, code, value in (("income", "opening", opening), ("expenditure", "closing", closing)):
        if value is not None:
            cell = {"side": side, "code": code, "column": "amount", "value": value}
            statements.append({"id": "income_expenditure_summary", "currency_unit": "万元", "facts": [cell]})
    return statements


def form(project: str, budget: str, actual: str) -> dict[str, Any]:
    funds = {"source_kind": "total", "final_budget": budget, "actual": actual}
    return {"project": project, "status": "complete", "funds": [funds]}


def unit(number: int, year: int, *amounts: str, **more: Any) -> bytes:
    return disclosure(number, fiscal_year=year, statements=spending(*amounts), **more)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    low = [form("修路", "100", "20"), form("植树", "10", "10")]
    files = {
        f"2024/{number}.json": unit(number, 2024, "10.00", str(85 + number % 5), "5.00")
        for number in range(1, FEWEST + 3)
    }
    files |= {
        "2022/0.json": unit(0, 2022, "10.00", "88.00", "2.00", evaluations=low),
        "2023/0.json": disclosure(
            0,
            fiscal_year=2023,
            statements=spending("10.00", "88.00", "2.00", closing="7.00"),
            evaluations=[form("修路", "100", "30"), form("植树", "10", "1")],
        ),
        "2024/0.json": disclosure(
            0,
            fiscal_year=2024,
            statements=spending("10.00", "88.00", "40.00", opening="9.00"),
            evaluations=low,
        ),
    }
    return taken_in(tmp_path_factory.mktemp("compared") / "lake", files)


@pytest.fixture(scope="module")
def sheets(lake: Lake) -> dict[str, list[dict[str, Any]]]:
    with opened(lake, lake.snapshot()) as connection:
        return {
            sheet.id: rows(sheet) for sheet in compared(connection, ["示例0局"], DEFAULT_THRESHOLDS, "zh")
        }


def rows(sheet: Sheet) -> list[dict[str, Any]]:
    keys = [header.key for header in sheet.headers]
    return [dict(zip(keys, row, strict=True)) for row in sheet.rows]


def test_changes_and_the_jump_among_them(sheets: dict[str, list[dict[str, Any]]]) -> None:
    found = {(row["fiscal_year"], row["code"]): row for row in sheets["changes"]}
    jump = found[2024, "224"]
    assert (jump["prior"], jump["amount"], jump["change"]) == (20_000, 400_000, 380_000)
    assert (jump["change_percent"], jump["jump"], jump["place"]) == (Decimal("1900.00"), "↑", "2024/0.json")
    assert [key for key, row in found.items() if row["jump"]] == [(2024, "224")]
    assert sheets["changes"][0] == jump


def test_the_odd_share_among_like_units_is_marked(sheets: dict[str, list[dict[str, Any]]]) -> None:
    found = {row["code"]: row for row in sheets["structure"]}
    assert found["224"]["conspicuous"] == "↑"
    assert found["224"]["peers"] == FEWEST + 2
    assert found["224"]["share"] == Decimal("28.99")
    assert found["224"]["median"] == Decimal("4.90")
    assert found["224"]["place"] == "2024/0.json"
    assert found["208"]["conspicuous"] == "↓"


def test_opening_balances_against_last_year(sheets: dict[str, list[dict[str, Any]]]) -> None:
    [row] = [row for row in sheets["said_before"] if row["rule"] == "prior/opening"]
    assert (row["printed"], row["expected"], row["companion"]) == ("9.00", "7.00", "2023/0.json")


def test_a_project_that_is_low_three_years_running(sheets: dict[str, list[dict[str, Any]]]) -> None:
    low = [row for row in sheets["execution_over_years"] if row["low"]]
    assert {(row["kind"], row["name"]) for row in low} == {("project", "修路"), ("all_projects", "")}
    assert [row["rate"] for row in low if row["name"] == "修路"] == [20, 30, 20]


def test_too_few_amounts_for_first_digits_are_said(lake: Lake) -> None:
    with opened(lake, lake.snapshot()) as connection:
        *_, digits = compared(connection, ["示例0局"], DEFAULT_THRESHOLDS, "zh")
    assert "不足以判断" in digits.note.zh
    assert sum(EXPECTED) == 100


def test_robust_z_scores() -> None:
    others = [Fraction(number) for number in (1, 2, 3, 4, 5)]
    assert robust_z(Fraction(13), others) == Fraction(6745, 1000)
    assert robust_z(Fraction(3), others) == 0
    # More than half are equal: by the mean deviation. All are equal: no scale to measure with.
    assert robust_z(Fraction(2), [Fraction(0)] * 4 + [Fraction(5)]) == Fraction(20000, 12533)
    assert robust_z(Fraction(2), [Fraction(1)] * 5) is None


def test_percent_is_exact_and_rounds_half_away() -> None:
    assert percent(Decimal("-0.005"), Decimal(100)) == Decimal("-0.01")
    assert percent(1, 0) is None


def test_an_unknown_unit_and_those_that_come_near(lake: Lake) -> None:
    with opened(lake, lake.snapshot()) as connection, pytest.raises(UsageError) as error:
        compared(connection, ["示例3"], DEFAULT_THRESHOLDS, "zh")
    assert "示例3局" in error.value.message.zh


def test_the_command(lake: Lake, tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*COMMAND, "compare", "--lake", str(lake.root), *arguments]
        return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, timeout=60)

    answer = run("000000", "--low-rate", "10")
    assert "支出决算表" in answer.stdout
    assert "↓↓↓ " not in answer.stdout.split("首位数字")[0].split("逐年执行率\n")[1].split("\n", 1)[1]
    assert run("000000", "-o", str(tmp_path / "out")).returncode == 0
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".csv"] * 5 + [".html"]
    assert run("000000", "--jump", "many").returncode == 2
