"""The map of the source document is whole, and what it names is there."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from mingzhang.checks.run import every_rule
from mingzhang.cli.commands import commands
from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.model import Disclosure
from mingzhang.standard.load import Standard

ROWS = {
    "职责": 18,
    "内设机构": 28,
    "单位与人员": 4,
    "十张报表": 10,
    "情况说明的标题": 21,
    "名词解释": 17,
    "表下的注": 9,
}
"""Rows that the document has: duties, sections, units, statements, headings, terms, kinds of notes."""
SIDES = re.compile(r"(?<!\\)\|")

Tables = dict[str, list[list[str]]]


@pytest.fixture(scope="module")
def text(repository: Path) -> str:
    return (repository / "docs/explanation/gaoping-map.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tables(text: str) -> Tables:
    """Chinese heading → rows of its table, cells stripped."""
    found: Tables = {}
    for part in text.split("\n## ")[1:]:
        heading = part.split()[0]
        rows = [line for line in part.splitlines() if line.startswith("|")][2:]
        found[heading] = [[cell.strip() for cell in SIDES.split(row.strip("| "))] for row in rows]
    return found


@pytest.fixture(scope="module")
def published(repository: Path) -> Disclosure:
    path = repository / "samples/gaoping-2024.json"
    return decode_disclosure(path.read_bytes(), path.name)


def test_every_part_of_the_document_has_its_row(tables: Tables) -> None:
    assert {heading: len(tables[heading]) for heading in ROWS} == ROWS
    for heading, rows in tables.items():
        names = [row[-2] for row in rows]
        assert len(set(names)) == len(names), heading
    assert len(tables["自评表写到的办事程序"]) >= 45


def test_names_are_those_of_the_document(tables: Tables, published: Disclosure, standard: Standard) -> None:
    assert [row[1] for row in tables["内设机构"]] == published.profile.sections
    assert [row[1] for row in tables["单位与人员"]] == published.profile.member_units
    variant = standard.variants["shanxi"]
    titles = [form.title for name in standard.statements if (form := variant.statement(name)) is not None]
    assert [row[1] for row in tables["十张报表"]] == titles
    headings = {row[0] for row in tables["情况说明的标题"]}
    whole = {item.title for item in published.explanation if not item.title.startswith("（")}
    assert whole <= headings
    terms = {row[0] for row in tables["名词解释"]}
    assert {entry.term for entry in published.glossary} <= terms


def test_every_row_says_what_serves_it_or_why_nothing_does(tables: Tables) -> None:
    for heading, rows in tables.items():
        for row in rows:
            served = row[-1]
            assert served, (heading, row)
            for part in served.split("尚无")[1:]:
                assert re.match(r"[：，）。；]|$", part), (heading, row, "尚无 and why")
            if "`" not in served and "尚无" not in served:
                assert served.startswith("以下"), (heading, row, "neither served nor 尚无")


def test_what_the_map_names_is_there(text: str, standard: Standard) -> None:
    quoted = set(re.findall(r"`([^`]+)`", text))
    rules = set(every_rule(standard))
    named = {name for name in quoted if re.fullmatch(r"[a-z_]+/[a-z-]+", name)}
    assert named - rules == set()
    known = {command.name for command in commands()}
    assert {name.split()[1] for name in quoted if re.match(r"mingzhang [a-z]", name)} - known == set()
    files = {name.removesuffix(".csv") for name in quoted if re.fullmatch(r"[a-z_]+\.csv", name)}
    assert files - set(standard.package.tables) == set()


def test_projects_stand_with_the_sections_in_charge(tables: Tables, text: str, repository: Path) -> None:
    path = repository / "samples/gaoping-2024/projects.csv"
    with path.open(encoding="utf-8", newline="") as file:
        sections = {row["code"]: row["section"] for row in csv.DictReader(file)}
    named = {
        code: row[1] for row in tables["内设机构"] for code in re.findall(r"\b(?:GP|SL)-\d\d\b", row[-1])
    }
    assert named == sections
    assert set(re.findall(r"\b(?:GP|SL)-\d\d\b", text)) == set(sections)
