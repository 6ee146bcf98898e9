"""The report: counts of verdicts, who is missing or late, no department added to its units."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from many_files import disclosure, taken_in

from mingzhang.app.corpus.report import report
from mingzhang.corpus.report.expected import read_expected
from mingzhang.kit.errors import MingzhangError, UsageError

DEPARTMENT = {"name": "甲局", "code": "010", "scope": "department"}
MEMBER = {"name": "甲中心", "code": "010001", "scope": "unit", "department": {"name": "甲局", "code": "010"}}
OTHER = {"name": "乙站", "code": "020001", "scope": "unit"}


def of(unit: dict[str, Any], year: int = 2024, **more: Any) -> bytes:
    return disclosure(0, unit=unit, fiscal_year=year, **more)


FILES = {
    "东区/甲局.json": of(DEPARTMENT, profile={"member_units": ["甲中心", "甲馆"]}),
    "东区/甲中心.json": of(MEMBER, total="7.00"),
    "西区/乙站.json": of(OTHER, approvals=[{"object": "publication", "date": "2025-09-10"}]),
    "西区/乙站-2023.json": of(OTHER, 2023),
    "西区/坏.pdf": b"%PDF-1.7 nothing",
}
EXPECTED = """code,name,region,due,published
010,甲局,东部,2025-08-31,2025-08-30
,甲馆,东部,2025-08-31,
020001,,西部,2025-08-31,
,=坏局,西部,,
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    taken_in(folder / "lake", FILES)
    (folder / "units.csv").write_bytes(EXPECTED.encode("gb18030"))
    for _ in range(2):
        # The second replaces the first.
        report(folder / "lake", folder / "out", folder / "units.csv", 2024, "zh")
    return folder / "out"


def rows(made: Path, name: str) -> list[dict[str, str]]:
    text = (made / f"{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_verdicts_by_region_and_unit(made: Path) -> None:
    assert [(row["region"], row["disclosures"]) for row in rows(made, "regions")] == [
        ("东区", "1"),
        ("东部", "1"),
        ("西部", "1"),
    ]
    units = rows(made, "units")
    assert units[0]["unit"] == "甲中心", "the one with the broken total comes first"
    assert {row["fiscal_year"] for row in units} == {"2024"}
    assert [Path(row["path"]).name for row in rows(made, "failed")] == ["坏.pdf"]


def test_the_rule_that_fires_once_is_counted_once(made: Path) -> None:
    found = {row["rule"]: row for row in rows(made, "rules")}
    [broken] = [row for row in found.values() if row["rule"].startswith("expenditure/col")]
    assert (broken["disclosures"], broken["findings"], broken["percent"]) == ("1", "1", "33.33")


def test_who_is_missing_and_who_is_late(made: Path) -> None:
    assert [(row["unit"], row["fiscal_year"], row["due"]) for row in rows(made, "missing")] == [
        ("甲馆", "2024", "2025-08-31"),
        ("'=坏局", "2024", ""),
    ]
    assert [(row["unit"], row["published"], row["days"]) for row in rows(made, "late")] == [
        ("乙站", "2025-09-10", "10")
    ]
    assert [(row["department"], row["member"]) for row in rows(made, "members")] == [("甲局", "甲馆")]


def test_a_department_is_never_added_to_its_own_units(made: Path) -> None:
    assert [
        (row["region"], row["expenditure"], row["disclosures"], row["inside"]) for row in rows(made, "totals")
    ] == [("东区", "0.00", "0", "1"), ("东部", "60000.00", "1", "0"), ("西部", "60000.00", "1", "0")]


def test_the_page_needs_nothing_beside_it(made: Path) -> None:
    page = (made / "index.html").read_text(encoding="utf-8")
    assert "http://" not in page.replace("http://www.w3.org/", "")
    assert "<script" not in page
    for name in made.glob("*.csv"):
        assert f'href="{name.name}"' in page or not rows(made, name.stem)
    assert "&lt;" not in page
    assert page.count("<svg") == 2
    shown = re.search(r'aria-label="前后不一致的公开文件占比（%）：([^"]*)"', page)
    assert shown is not None
    assert shown[1].split("；")[0] == "东区 100.00", "the worst region first"


def test_the_same_lake_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    report(made.parent / "lake", tmp_path / "out", made.parent / "units.csv", 2024, "zh")
    for path in made.iterdir():
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()


def test_a_folder_with_other_things_is_left_alone(made: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError):
        report(made.parent / "lake", tmp_path, None, None, "zh")
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("unit,year\n", "列应为"),
        ("code,name\n,\n01,甲,乙\n", ":2：单元格多于列数"),
        ("name,due\n甲局,31.8.2025\n", ":1：due：31.8.2025"),
        ("name,fiscal_year\n甲局,今年\n", ":1：fiscal_year：今年"),
        ("name,region\n,东部\n", ":1：缺少 code 和 name"),
    ],
)
def test_a_wrong_list_is_one_clear_line(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "units.csv").write_text(content, encoding="utf-8")
    with pytest.raises(MingzhangError) as error:
        read_expected(tmp_path / "units.csv")
    assert said in error.value.message.zh
    assert "\n" not in error.value.message.zh


def test_execution_rates_are_exact(tmp_path: Path) -> None:
    forms = [
        {
            "project": name,
            "status": "complete",
            "funds": [{"source_kind": "total", "final_budget": budget, "actual": actual}],
        }
        for name, budget, actual in (("甲", "100", "28.727"), ("乙", "33.333333", "0.000001"))
    ]
    taken_in(tmp_path / "lake", {"a.json": of(OTHER, evaluations=forms)})
    report(tmp_path / "lake", tmp_path / "out", None, None, "en")
    [row] = rows(tmp_path / "out", "execution")
    assert (row["forms"], row["final_budget"], row["actual"], row["rate"]) == (
        "2",
        "1333333.33",
        "287270.01",
        "21.55",
    )
