"""What every answer carries, and what a foreign page cannot do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingzhang_web.year.models import UnitYear


@pytest.mark.parametrize("address", ["/", "/workbench/login/", "/nowhere/", "/static/mingzhang.css"])
def test_every_answer_is_protected(db: None, client: Client, address: str) -> None:
    headers = client.get(address).headers
    if address.startswith("/static/"):
        assert headers["X-Content-Type-Options"] == "nosniff"
        return
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_no_inline_script_or_style(repository: Path) -> None:
    for path in (repository / "src/mingzhang_web/templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text), path
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), path
        assert not re.search(r"""(?:src|href)=["']https?://""", text), f"{path}: no other origin"
        assert "|safe" not in text, path


def test_cookies(db: None, client: Client) -> None:
    form = {"username": "finance", "password": "demo-mingzhang"}
    response = client.post(reverse("login"), form)
    assert response.status_code == 302
    cookie = response.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_forms_need_their_token(own: UnitYear, sign_in: Callable[[str], Client]) -> None:
    signed_in = sign_in("finance")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in.cookies
    for name in ("compile", "import"):
        assert strict.post(reverse(name, args=[own.pk])).status_code == 403
    assert strict.post(reverse("act", args=[own.pk, "submit"])).status_code == 403


def test_language_switch_stays_at_home(client: Client) -> None:
    response = client.post(reverse("language"), {"language": "en", "back": "https://example.org/"})
    assert response["Location"] == "/"
    assert client.post(reverse("language"), {"language": "en", "back": "/a?b=1"})["Location"] == "/a?b=1"


def test_typed_markup_is_text(own: UnitYear, sign_in: Callable[[str], Client]) -> None:
    row = own.rows.filter(table="duties")[0]
    row.cells["text"] = "<script>alert(1)</script>"
    row.save()
    page = sign_in("finance").get(reverse("grid", args=[own.pk, "duties"])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_demonstration_is_only_shown_in_one(db: None, client: Client, settings: object) -> None:
    page = client.get(reverse("login")).content.decode()
    assert "demo-mingzhang" not in page
    settings.DEMO = True  # type: ignore[attr-defined]
    assert "demo-mingzhang" in client.get(reverse("login")).content.decode()


UPLOADS = {
    "photo.jpg": (b"MZ\x90\x00" + b"\0" * 60, 422),
    "table.xlsx": (b"\x7fELF\x02\x01\x01", 422),
    "report.pdf": (b"<html><script>alert(1)</script>", 422),
    "notes.txt": (b"#!/bin/sh\nrm -rf /\n", 422),
    "setup.exe": (b"MZ\x90\x00", 422),
    "page.html": (b"<html></html>", 302),
    "page.htm": (b"MZ\x90\x00<html>", 422),
    "macro.docm": (b"PK\x03\x04", 422),
    "noname": (b"text", 422),
    "film.mp4.exe": (b"\0\0\0\x18ftypmp42", 422),
    "real.pdf": (b"%PDF-1.7\n", 302),
    "real.PNG": (b"\x89PNG\r\n\x1a\n\0", 302),
    "gbk.csv": ("签到，人数\n".encode("gb18030"), 302),
    "cut.txt": (("a" + "字" * 4000).encode(), 302),
}


@pytest.mark.parametrize("name", UPLOADS)
def test_evidence_is_what_its_name_says(name: str, own: UnitYear, sign_in: Callable[[str], Client]) -> None:
    content, expected = UPLOADS[name]
    form = {"order": "1", "file": SimpleUploadedFile(name, content)}
    answer = sign_in("finance").post(reverse("attach_evidence", args=[own.pk, "P01"]), form)
    assert answer.status_code == expected, answer.content.decode()[:500]
    assert own.evidence.count() == (expected == 302)


def test_evidence_is_only_downloaded(own: UnitYear, sign_in: Callable[[str], Client], data: Path) -> None:
    client = sign_in("finance")
    form = {"order": "1", "file": SimpleUploadedFile("a.txt", b"<script>alert(1)</script>")}
    client.post(reverse("attach_evidence", args=[own.pk, "P01"]), form)
    answer = client.get(reverse("evidence", args=[own.pk, own.evidence.get().pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_too_large(own: UnitYear, sign_in: Callable[[str], Client], settings: Any) -> None:
    settings.EVIDENCE_LIMIT = 10
    form = {"order": "1", "file": SimpleUploadedFile("a.txt", b"twelve bytes")}
    client = sign_in("finance")
    assert client.post(reverse("attach_evidence", args=[own.pk, "P01"]), form).status_code == 422
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    address = reverse("grid", args=[own.pk, "duties"])
    assert client.post(address, {"cell-new0-text": "a" * 200}).status_code == 400
    assert not own.evidence.exists()


def test_characters_that_no_database_takes(own: UnitYear, sign_in: Callable[[str], Client]) -> None:
    client = sign_in("finance")
    form = {"cell-new0-order": "1", "cell-new0-text": "a\0b", "cell-new0-unit": "098001"}
    assert client.post(reverse("grid", args=[own.pk, "duties"]), form).status_code == 400
    assert client.post(reverse("login"), {"username": "a\0b", "password": "a"}).status_code == 400
    for address in ("/units/a%00b/", "/workbench/style/?a%00=b"):
        assert client.get(address).status_code in (400, 404), address


def test_workbench_is_kept_by_nobody(own: UnitYear, sign_in: Callable[[str], Client]) -> None:
    headers = sign_in("finance").get(reverse("year", args=[own.pk])).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_foreign_host_names(db: None, client: Client) -> None:
    for address in ("/", "/workbench/login/", "/health"):
        assert client.get(address).status_code == 200
        assert client.get(address, headers={"host": "evil.example"}).status_code == 400, address
