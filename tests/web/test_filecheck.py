"""Check a file: dropped, checked, looked at sheet by sheet, accepted, downloaded, compared, deleted."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl import Workbook, load_workbook

from mingzhang_web.filecheck.models import DroppedFile
from mingzhang_web.jobs.models import Job
from mingzhang_web.organisations.models import Account
from mingzhang_web.trail.models import Entry
from tests.web.documents import checked_row, disclosure_json, first_finding, published

SignIn = Callable[[str], Client]
FILES = "/workbench/files/"


def dropped(client: Client, *files: tuple[str, bytes]) -> Any:
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(FILES, {"files": uploads})


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return published(tmp_path_factory.mktemp("pdf"), "pdf", wrong=True).read_bytes()


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return published(tmp_path_factory.mktemp("docx"), "docx", wrong=True).read_bytes()


def test_pdf_from_drop_to_the_mark_on_the_page(sign_in: SignIn, pdf: bytes, data: Path) -> None:
    client = sign_in("finance")
    address = dropped(client, ("决算公开.pdf", pdf)).headers["Location"]
    page = client.get(address).content.decode()
    assert "示范群众文化馆" in page
    assert "126.82" in page
    assert "→ 115.62" in page, "the repair with what it should read"
    link = re.search(
        r'href="(/workbench/files/[^"]+/sheets/(\d+)/)#(c\d+)">支出决算表 · 合计 · 基本支出', page
    )
    assert link is not None
    sheet = client.get(link[1]).content.decode()
    mark = re.search(rf'<a id="{link[3]}" class="of-error" href="#(finding-\d+)"', sheet)
    assert mark is not None, "the cell is marked and leads back"
    assert f'id="{mark[1]}"' in sheet, "to a finding on the same page"
    picture = client.get(f"{address}pages/{link[2]}.png")
    assert picture.content.startswith(b"\x89PNG")
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', sheet)
    assert size is not None
    assert (float(size[1]), float(size[2])) == pytest.approx((841.9, 595.3), abs=1), "turned as shown"
    assert sheet.count("<rect") > 20, "every recognised cell of the page is outlined"
    assert {job.state for job in Job.objects.all()} == {"done"}


def test_word_as_its_tables(sign_in: SignIn, word: bytes) -> None:
    client = sign_in("section")
    address = dropped(client, ("公开.docx", word)).headers["Location"]
    page = client.get(address).content.decode()
    link = re.search(r'href="([^"]+/sheets/\d+/)#(c\d+)">支出决算表 · 合计 · 基本支出', page)
    assert link is not None
    sheet = client.get(link[1]).content.decode()
    assert re.search(
        rf'<td id="{link[2]}"[^>]* class="marked-error"><a href="#finding-\d+"[^>]*>126.82</a>', sheet
    )


def test_refused_and_unreadable_are_said_in_one_line(sign_in: SignIn, settings: Any) -> None:
    client = sign_in("finance")
    answer = dropped(client, ("好.json", disclosure_json(False)), ("程序.exe", b"MZ\x90\x00" + bytes(300)))
    assert answer.status_code == 422
    assert "程序.exe" in answer.content.decode()
    assert not DroppedFile.objects.exists(), "all or nothing is taken"
    address = dropped(client, ("别的.json", b'{"schema": "x"}')).headers["Location"]
    page = client.get(address)
    assert page.status_code == 200
    assert "别的.json" in page.content.decode()
    assert 'role="alert"' in page.content.decode()
    assert str(DroppedFile.objects.get().folder) not in page.content.decode()
    settings.FILE_LIMIT = 10
    assert "大" in dropped(client, ("大.json", disclosure_json(False))).content.decode()


def test_several_at_once(sign_in: SignIn) -> None:
    client = sign_in("bureau")
    answer = dropped(client, ("一.json", disclosure_json(False)), ("二.json", disclosure_json(True)))
    assert answer.headers["Location"] == FILES
    page = client.get(FILES).content.decode()
    assert page.index("二.json") < page.index("一.json")
    assert "没有错误" in page


def test_accepted_with_a_reason(sign_in: SignIn, db: None) -> None:
    file = checked_row(Account.objects.get(username="finance"))
    client = sign_in("finance")
    errors = file.counts["error"]
    assert client.post(f"{file.address}accept/", first_finding()).status_code == 422, "a reason is owed"
    assert client.post(f"{file.address}accept/", {**first_finding(), "reason": "已核实"}).status_code == 302
    page = client.get(file.address).content.decode()
    assert f"{errors - 1} 个错误" in page
    assert "已认可：已核实" in page
    report = client.get(f"{file.address}download/json/").json()
    assert [item["accepted"]["reason"] for item in report["findings"] if "accepted" in item] == ["已核实"]
    assert Entry.objects.filter(verb="file.accepted", details__reason="已核实").exists()
    client.post(f"{file.address}accept/", {**first_finding(), "undo": "1"})
    assert f"{errors} 个错误" in client.get(file.address).content.decode()


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("docx", b"PK"),
        ("xlsx", b"PK"),
        ("html", b"<!"),
        ("json", b"{"),
        ("sarif", b"{"),
        ("disclosure", b"{"),
    ],
)
def test_downloads(sign_in: SignIn, form: str, begins: bytes) -> None:
    file = checked_row(Account.objects.get(username="finance"))
    answer = sign_in("finance").get(f"{file.address}download/{form}/")
    assert answer.content.startswith(begins)
    assert "attachment" in answer.headers["Content-Disposition"]


def test_later_file_closes_findings(sign_in: SignIn) -> None:
    finance = Account.objects.get(username="finance")
    checked_row(finance, wrong=True)
    later = checked_row(finance, wrong=False, hours=1)
    client = sign_in("finance")
    assert "已改正 5" in client.get(later.address).content.decode()
    history = client.get(f"{later.address}history/").content.decode()
    assert "<s>" in history
    again = checked_row(finance, wrong=True, hours=2)
    assert "新增 5" in client.get(again.address).content.decode()
    page = client.get(checked_row(finance, hours=3).address).content.decode()
    assert "已改正 0，仍存在 10，新增 0" in page, "five errors and five paragraphs without their reason"
    outsider = checked_row(Account.objects.get(username="admin"), hours=4)
    assert "与上一份相比" not in sign_in("admin").get(outsider.address).content.decode(), (
        "others' are not seen"
    )


def test_what_was_dropped_by_others(sign_in: SignIn) -> None:
    file = checked_row(Account.objects.get(username="finance"))
    for name in ("department", "bureau"):
        client = sign_in(name)
        assert file.name in client.get(FILES).content.decode()
        assert client.post(f"{file.address}delete/").status_code == 404, "the owner's alone to delete"
    for name in ("other-finance", "head", "auditor", "admin", "section"):
        assert file.name not in sign_in(name).get(FILES).content.decode()
    assert DroppedFile.objects.filter(pk=file.pk).exists()


def test_deleted_and_outdated_leave_nothing(sign_in: SignIn) -> None:
    finance = Account.objects.get(username="finance")
    file, old = checked_row(finance), checked_row(finance, hours=1)
    client = sign_in("finance")
    client.post(f"{file.address}delete/")
    assert not file.folder.exists()
    assert client.get(file.address).status_code == 404
    DroppedFile.objects.filter(pk=old.pk).update(
        keep_until=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    )
    client.get(FILES)
    assert not old.folder.exists()
    assert not DroppedFile.objects.exists()


def checklist() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["核对要点", "规则", "结果", "问题说明"])
    sheet.append(["支出表", "expenditure", "", ""])
    sheet.append(["网址能打开", "", "", ""])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_checklist_and_notices_of_chosen_files(sign_in: SignIn) -> None:
    wrong = checked_row(Account.objects.get(username="finance"), wrong=True)
    right = checked_row(Account.objects.get(username="finance"), wrong=False, hours=1)
    foreign = checked_row(Account.objects.get(username="admin"), wrong=True, hours=2)
    client = sign_in("bureau")
    keys = [str(wrong.key), str(right.key), str(foreign.key)]
    template = SimpleUploadedFile("核对表.xlsx", checklist())
    answer = client.post(f"{FILES}checklist/", {"keys": keys, "template": template})
    book = load_workbook(io.BytesIO(answer.content))
    assert len(book.sheetnames) == 3, "two files of the bureau's, and the remarks"
    sheet = book.worksheets[0]
    assert str(sheet["C2"].value).startswith("存在问题（错误 2 处）")
    assert sheet["C3"].value == "需人工核对"
    answer = client.post(f"{FILES}notices/", {"keys": keys, "deadline": "2026-10-31"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.namelist() == ["示范群众文化馆.docx"]
        text = "\n".join(
            part.text for part in Document(io.BytesIO(packed.read(packed.namelist()[0]))).paragraphs
        )
    assert "2026年10月31日" in text
    assert "回执" in text
    assert client.post(f"{FILES}notices/", {"keys": []}).status_code == 422
