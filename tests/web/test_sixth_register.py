"""A type of one's own, drills, as one YAML file: on screen, in files, in an indicator, in a package."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingzhang.app.compile import compile_package
from mingzhang.app.new_package import new_package
from mingzhang.standard.load import load_standard
from mingzhang.standard.registers.reading import FOLDER
from mingzhang_web.registers.models import RegisterRecord
from mingzhang_web.year.models import UnitYear

DRILLS = """
register: drill
title: {zh: 演练台账, en: Drills}
explanation: {zh: 每次应急演练一条。, en: One record for each drill.}
source: 《生产安全事故应急预案管理办法》第三十三条
keepers: [section_officer]
opened: planned
fields:
  - {name: planned, title: {zh: 计划日期, en: Planned for}, kind: date, required: true, example: "2024-05-10"}
  - {name: subject, title: {zh: 演练科目, en: Subject}, kind: text, required: true, example: 消防疏散}
  - {name: leader, title: {zh: 指挥姓名, en: Leader}, kind: text, private: true}
  - {name: held, title: {zh: 实施日期, en: Held}, kind: date, example: "2024-05-11"}
  - {name: persons, title: {zh: 参加人数, en: Persons}, kind: whole, example: "40"}
steps:
  - {name: held, title: {zh: 实施, en: Drill}, roles: [section_officer], done: held,
     fields: [held, persons], needed: [persons], deadline: {after: planned, days: 5}}
measures:
  - {name: drills, title: {zh: 演练次数, en: Drills held}, unit: 次, in_year: held,
     counted: {when: [{field: held, filled: true}]}}
"""


@pytest.fixture
def drills(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The type in a folder of one's own."""
    folder = tmp_path / "types"
    folder.mkdir()
    (folder / "drill.yaml").write_text(DRILLS, encoding="utf-8")
    monkeypatch.setenv(FOLDER, str(folder))
    load_standard.cache_clear()
    yield
    monkeypatch.undo()
    load_standard.cache_clear()


def test_on_screen_in_files_and_in_an_indicator(
    drills: None, sign_in: Callable[[str], Client], own: UnitYear
) -> None:
    section = sign_in("section")
    assert "演练台账" in section.get(reverse("registers", args=[own.pk])).content.decode()
    row = {"cell-new0-planned": "2024-05-10", "cell-new0-subject": "消防", "cell-new0-leader": "一个名字"}
    assert section.post(reverse("register_add", args=[own.pk, "drill"]), row).status_code == 302
    record = RegisterRecord.objects.get(unit_year=own, register="drill")
    where = reverse("register_record", args=[own.pk, "drill", record.pk])
    held = {"step": "held", "version": record.version, "held": "2024-05-11", "persons": "40"}
    assert section.post(where, held).status_code == 302
    export = section.get(reverse("register_export", args=[own.pk, "drill"])).content
    book = openpyxl.load_workbook(io.BytesIO(export))
    sheet = book["演练台账"]
    headings = [cell.value for cell in sheet[1]]
    assert [cell.value for cell in sheet[2]][headings.index("指挥姓名")] == "***"
    line = {"计划日期": "2024-09-10", "演练科目": "防汛", "实施日期": "2024-09-12", "参加人数": 25}
    sheet.append([line.get(heading) for heading in headings])
    stream = io.BytesIO()
    book.save(stream)
    file = SimpleUploadedFile("d.xlsx", stream.getvalue())
    preview = section.post(reverse("register_import", args=[own.pk, "drill"]), {"file": file}, follow=True)
    assert section.post(preview.request["PATH_INFO"]).status_code == 302
    indicator = own.rows.get(table="indicators", cells__project="P01", cells__order="1")
    indicator.cells["register"] = "drill:drills"
    indicator.save()
    UnitYear.objects.filter(pk=own.pk).update(revision=own.revision + 1)
    page = section.get(reverse("evaluation", args=[own.pk, "P01"])).content.decode()
    assert reverse("register_measure", args=[own.pk, "drill", "drills"]) in page
    assert ">2</span>" in page


def test_on_the_command_line(drills: None, tmp_path: Path) -> None:
    package = tmp_path / "package"
    new_package(package, year=2024, headings="en", registers=["drill"])
    for name, lines in {
        "units.csv": ["code,name,kind", "001,某局,administrative"],
        "projects.csv": ["code,name,unit", "P1,演练,001"],
        "indicators.csv": ["project,order,level1,level2,level3,operator,target,unit,weight,register",
                           "P1,1,output,quantity,演练,≥,2,次,90,drill:drills"],
        "registers/drill.csv": ["number,unit,planned,subject,held,persons",
                                "1,001,2024-05-10,消防,2024-05-11,40", "2,001,2024-06-10,防汛,,"],
    }.items():  # fmt: skip
        (package / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert compile_package(package, tmp_path / "out.json") == 0
    [form] = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["evaluations"]
    assert (form["indicators"][0]["actual"], form["indicators"][0]["score"]) == ("1", "45.00")


def test_without_the_file_it_is_not_there(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    assert sign_in("section").get(reverse("register", args=[own.pk, "drill"])).status_code == 404
