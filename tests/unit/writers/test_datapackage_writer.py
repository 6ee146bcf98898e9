"""The data package in the eyes of Frictionless, and of a spreadsheet."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from frictionless import Package
from hostile_disclosure import ATTACKS, hostile

from mingzhang.intake.read import read_file
from mingzhang.standard.load import Standard
from mingzhang.writers.inert import guarded
from mingzhang.writers.publication import Publication
from mingzhang.writers.registry import writer


def written(publication: Publication, folder: Path) -> Path:
    files = writer("datapackage").write(publication, folder)
    assert sorted(files) == sorted((folder / "datapackage").iterdir())
    return folder / "datapackage"


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_frictionless_finds_no_fault(repository: Path, standard: Standard, tmp_path: Path) -> None:
    disclosure = read_file(repository / "samples" / "gaoping-2024.json")
    folder = written(Publication(disclosure, standard), tmp_path)
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten()
    assert len(rows(folder, "facts")) == sum(len(item.facts) for item in disclosure.statements)
    assert len(rows(folder, "indicators")) == sum(len(item.indicators) for item in disclosure.evaluations)
    assert len(rows(folder, "claims")) == len(disclosure.claims)


def test_frictionless_sees_an_altered_table(standard: Standard, tmp_path: Path) -> None:
    folder = written(Publication(hostile(), standard), tmp_path)
    facts = folder / "facts.csv"
    facts.write_text(facts.read_text(encoding="utf-8").replace("6.01", "6.02"), encoding="utf-8")
    assert not Package(str(folder / "datapackage.json")).validate().valid


def test_the_dictionary_tells_every_field_in_two_languages(standard: Standard, tmp_path: Path) -> None:
    folder = written(Publication(hostile(), standard), tmp_path)
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    told = {(row["table"], row["field"]): row for row in rows(folder, "dictionary")}
    fields = [
        (resource["name"], field["name"])
        for resource in descriptor["resources"]
        for field in resource["schema"]["fields"]
    ]
    assert set(told) == set(fields)
    assert all(row["zh"] and row["en"] for row in told.values())


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_is_a_formula(standard: Standard, tmp_path: Path, attack: str) -> None:
    folder = written(Publication(hostile(attack), standard), tmp_path)
    for path in folder.glob("*.csv"):
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines()):
            for cell in row:
                number = cell.lstrip("-").replace(".", "", 1).isdigit()
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "＝")), cell
                assert not any(ord(char) < 9 for char in cell)


def test_a_guarded_text_can_be_had_back() -> None:
    assert [guarded(text) for text in ("=1", "-5", "+3.5%", "－", "绿化", "-5+1")] == [
        "'=1",
        "-5",
        "+3.5%",
        "'－",
        "绿化",
        "'-5+1",
    ]


def test_the_stamp_stands_in_every_row(standard: Standard, tmp_path: Path) -> None:
    folder = written(Publication(hostile(), standard, stamp="有错误"), tmp_path)
    assert {row["stamp"] for path in folder.glob("*.csv") for row in rows(folder, path.stem)} == {"有错误"}
    assert Package(str(folder / "datapackage.json")).validate().valid
