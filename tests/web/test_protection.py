"""What every answer carries, and what a foreign page cannot do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
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
