"""Import: everything is looked through before anything is replaced."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingzhang_web.year.models import UnitYear


def upload(client: Client, unit_year: UnitYear, *files: SimpleUploadedFile) -> tuple[int, str, str]:
    """The status, the page and the address of the preview."""
    response = client.post(reverse("import", args=[unit_year.pk]), {"files": list(files)}, follow=True)
    return response.status_code, response.content.decode(), response.request["PATH_INFO"]


def test_package_out_and_in_again(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    client = sign_in("finance")
    packed = client.get(reverse("export", args=[own.pk])).content
    before = list(own.rows.order_by("table", "position").values_list("table", "cells"))
    own.rows.filter(table="expenditure").delete()
    status, page, preview = upload(client, own, SimpleUploadedFile("package.zip", packed))
    assert status == 200
    assert "检查通过" in page
    assert own.rows.filter(table="expenditure").count() == 0, "nothing is replaced before it is confirmed"
    assert client.post(preview).status_code == 302
    after = [
        (table, {key: value for key, value in cells.items() if value})
        for table, cells in own.rows.order_by("table", "position").values_list("table", "cells")
    ]
    assert after == [
        (table, {key: value for key, value in cells.items() if value}) for table, cells in before
    ]


def test_every_bad_row_is_shown(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    client = sign_in("finance")
    packed = zipfile.ZipFile(io.BytesIO(client.get(reverse("export", args=[own.pk])).content))
    table = (
        packed.read("expenditure.csv").decode().replace("612400.00", "六十万").replace("41250.50", "1.005")
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as changed:
        for name in packed.namelist():
            changed.writestr(f"folder/{name}", table if name == "expenditure.csv" else packed.read(name))
    status, page, preview = upload(client, own, SimpleUploadedFile("p.zip", stream.getvalue()))
    assert status == 422
    assert "六十万" in page
    assert "1.005" in page
    assert "2 处错误" in page
    before = own.revision
    assert client.post(preview).status_code == 422
    own.refresh_from_db()
    assert own.revision == before


def test_workbook(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    client = sign_in("finance")
    book = openpyxl.Workbook()
    book.remove(book.active)
    packed = zipfile.ZipFile(io.BytesIO(client.get(reverse("export", args=[own.pk])).content))
    for name in packed.namelist():
        if name.endswith(".csv") and "/" not in name:  # registers have workbooks of their own
            sheet = book.create_sheet({"staff.csv": "人员"}.get(name, name.removesuffix(".csv")))
            for line in packed.read(name).decode().splitlines():
                sheet.append([cell.strip('"') for cell in line.split(",")])
    book["人员"]["C2"] = 15
    stream = io.BytesIO()
    book.save(stream)
    status, page, preview = upload(client, own, SimpleUploadedFile("账.xlsx", stream.getvalue()))
    assert status == 200
    assert "检查通过" in page
    assert client.post(preview).status_code == 302
    assert own.rows.filter(table="staff")[0].cells["count"] == "15"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.zip", b"PK nonsense", "不是有效的 zip"),
        ("a.xlsx", b"PK\x03\x04nonsense", "a.xlsx"),
    ],
)
def test_no_package(
    sign_in: Callable[[str], Client], own: UnitYear, data: Path, name: str, content: bytes, said: str
) -> None:
    status, page, _ = upload(sign_in("finance"), own, SimpleUploadedFile(name, content))
    assert status == 422
    assert said in page
    assert list((data / "imports").iterdir()) == [], "nothing is left behind"


def test_path_out_of_the_archive(sign_in: Callable[[str], Client], own: UnitYear, data: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("../../escaped.csv", "a")
    status, page, _ = upload(sign_in("finance"), own, SimpleUploadedFile("a.zip", stream.getvalue()))
    assert status == 422
    assert "不安全" in page
    assert not list(data.parent.rglob("escaped.csv"))


def test_records_of_another_unit(sign_in: Callable[[str], Client], own: UnitYear, other: UnitYear) -> None:
    packed = sign_in("other-finance").get(reverse("export", args=[other.pk])).content
    status, page, _ = upload(sign_in("finance"), own, SimpleUploadedFile("a.zip", packed))
    assert status == 422
    assert "099001" in page


def test_one_table_alone_is_checked_with_those_that_stand(
    sign_in: Callable[[str], Client], own: UnitYear
) -> None:
    client = sign_in("finance")
    good = "人员类别,单位代码,人数\n事业人员,098001,21\n".encode()
    status, page, preview = upload(client, own, SimpleUploadedFile("人员.csv", good))
    assert status == 200
    assert "检查通过" in page
    assert "支出" not in page.partition("<table")[2].partition("</table>")[0], "only what was brought"
    assert client.post(preview).status_code == 302
    assert [row.cells["count"] for row in own.rows.filter(table="staff")] == ["21"]
    assert own.rows.filter(table="expenditure").count() == 9
    bad = "人员类别,单位代码,人数\n事业人员,777,21\n".encode()
    status, page, _ = upload(client, own, SimpleUploadedFile("人员.csv", bad))
    assert status == 422
    assert "777" in page


def test_empty_workbook_fits(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    client = sign_in("finance")
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("workbook", args=[own.pk])).content))
    assert "支出" in book.sheetnames
