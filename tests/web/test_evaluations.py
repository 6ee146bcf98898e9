"""Evaluation forms: scored live, owed shown as owed, results and evidence kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingzhang_web.year.ledger import books_of
from mingzhang_web.year.models import Evidence, UnitYear


def result(unit_year: UnitYear, order: str, project: str = "P01") -> dict[str, str]:
    row = unit_year.rows.filter(table="results", cells__project=project, cells__order=order).get()
    return {f"row-{order}": str(row.pk), f"version-{order}": str(row.version)}


def test_live_scores_are_computed_and_not_saved(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    client = sign_in("section")
    answer = client.post(reverse("live_scores", args=[own.pk, "P01"]), {"result-1-actual": "20"})
    page = answer.content.decode()
    # 20 of 40 at a weight of 20 points: half of them.
    assert 'data-cell="群众文化活动经费/indicators.0.score">10.00<' in page
    assert "90.00" in page
    row = own.rows.filter(table="results", cells__project="P01", cells__order="1").get()
    assert row.cells["actual"] == "40"


def test_qualitative_result_is_owed(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    typed = {"result-5-actual": "部分健全"}
    page = sign_in("section").post(reverse("live_scores", args=[own.pk, "P01"]), typed).content.decode()
    assert "待补" in page
    assert "定性结果须由人" in page


def test_saving_results(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    client, address = sign_in("section"), reverse("evaluation", args=[own.pk, "P01"])
    form = {
        **result(own, "1"),
        "result-1-actual": "38",
        "result-1-score": "",
        "result-1-variance": "停电一场",
    }
    assert client.post(address, form).status_code == 302
    row = own.rows.filter(table="results", cells__project="P01", cells__order="1").get()
    assert (row.cells["actual"], row.cells["variance"]) == ("38", "停电一场")
    assert "19.00" in client.get(address).content.decode()
    assert client.post(address, {**form, "result-1-actual": "39"}).status_code == 409, "the version is old"
    row.refresh_from_db()
    assert row.cells["actual"] == "38"


def test_first_result_of_an_indicator(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    own.rows.filter(table="results", cells__project="P01", cells__order="1").delete()
    client, address = sign_in("section"), reverse("evaluation", args=[own.pk, "P01"])
    form = {"row-1": "", "version-1": "0", "result-1-actual": "40", "result-1-score": "",
            "result-1-variance": ""}  # fmt: skip
    assert client.post(address, form).status_code == 302
    assert own.rows.get(table="results", cells__project="P01", cells__order="1").cells["actual"] == "40"
    assert client.post(address, {**form, "result-1-actual": "41"}).status_code == 409, "not a second result"


def test_evidence(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    client = sign_in("section")
    content = "签到表<script>".encode()
    form = {"order": "1", "note": "签到表", "dated": "2024-06-30",
            "file": SimpleUploadedFile("签到.html", content, "text/html")}  # fmt: skip
    assert client.post(reverse("attach_evidence", args=[own.pk, "P01"]), form).status_code == 302
    item = Evidence.objects.get()
    assert item.sha256 == hashlib.sha256(content).hexdigest()
    response = client.get(reverse("evidence", args=[own.pk, item.pk]))
    assert b"".join(response.streaming_content) == content
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    rows = books_of(own).tables["results"]
    assert any("签到.html" in row.get("evidence", "") for row in rows)
    assert client.post(reverse("remove_evidence", args=[own.pk, item.pk])).status_code == 302
    assert not Evidence.objects.exists()


def test_evidence_needs_a_known_indicator(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    form = {"order": "77", "file": SimpleUploadedFile("a.txt", b"a")}
    assert sign_in("section").post(reverse("attach_evidence", args=[own.pk, "P01"]), form).status_code == 422
