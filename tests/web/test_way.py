"""Submit, sign, review, approve, publish, with one return; and the trail of it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.urls import reverse

from mingzhang.app.workbench import differences
from mingzhang_web.compiled.compiling import compile_year, latest
from mingzhang_web.organisations.models import Account
from mingzhang_web.portal.models import Publication
from mingzhang_web.trail.models import Entry
from mingzhang_web.trail.record import first_broken, record
from mingzhang_web.year.models import UnitYear
from tests.web.walking import DECREE, STRAIGHT, act


def test_the_way_with_a_return(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    for username, name, given in STRAIGHT[:3]:
        assert act(sign_in(username), own, name, **given) == 302, name
    department = sign_in("department")
    place = "form:evaluation:P01"
    assert act(department, own, "return") == 409, "a return needs its reason"
    assert act(department, own, "return", note="请补充原因") == 409, "attached to something"
    assert act(department, own, "return", note="请补充", place="cell:expenditure/9999999/total") == 409
    assert act(department, own, "return", note="请补充", place=place, to="examined") == 409, "not later"
    assert act(department, own, "return", note="请补充原因", place=place) == 302
    own.refresh_from_db()
    assert own.state == "returned"
    finance = sign_in("finance")
    assert "请补充原因" in finance.get(reverse("year", args=[own.pk])).content.decode()
    assert act(finance, own, "submit") == 409, "the remark is unanswered"
    remark = own.remarks.get()
    answered = finance.post(
        reverse("remark_answer", args=[own.pk, remark.pk]), {"answer": "已补充。", "version": "1"}
    )
    assert answered.status_code == 302
    for username, name, given in STRAIGHT:
        assert act(sign_in(username), own, name, **given) == 302, name
    own.refresh_from_db()
    assert own.state == "published"
    publication = Publication.objects.get(unit_code=own.office.code)
    decree = own.decrees.get()
    decisions = json.loads(bytes(publication.disclosure))["approvals"]
    assert {item["object"] for item in decisions} >= {
        "confidentiality_review", "head_signature", "final_accounts", "publication"
    }  # fmt: skip
    assert (
        next(item for item in decisions if item["object"] == "final_accounts")["document"]
        == (DECREE["document"])
    )
    assert {item.place for item in differences(bytes(decree.disclosure), bytes(publication.disclosure))} == (
        set()
    ), "what is published is what was approved"
    endings = {file.name.rpartition(".")[2] for file in publication.files.all()}
    assert endings == {"json", "csv", "docx", "xlsx", "pdf", "zip"}
    everything = publication.files.get(name__endswith=".zip")
    with zipfile.ZipFile(io.BytesIO(bytes(everything.content))) as packed:
        assert "web/index.html" in packed.namelist()
        assert any(name.endswith("datapackage.json") for name in packed.namelist())
    verbs = Entry.objects.filter(object_id=own.pk, object_kind="UnitYear", verb__startswith="year.")
    assert list(verbs.order_by("pk").values_list("verb", flat=True))[-9:] == [
        "year.sign", "year.return", *(f"year.{name}" for _, name, _ in STRAIGHT)
    ]  # fmt: skip
    assert first_broken() is None


def test_steps_cannot_be_skipped(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    for username, name, given in STRAIGHT[1:]:
        assert act(sign_in(username), own, name, **given) == 409
    own.refresh_from_db()
    assert own.state == "draft"


def test_second_of_two_actions_is_refused(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    seen = own.version
    assert act(sign_in("finance"), own, "submit") == 302
    client = sign_in("confidentiality")
    address = reverse("act", args=[own.pk, "clear"])
    assert client.post(address, {"version": str(seen), "decision": "publish_all"}).status_code == 409
    own.refresh_from_db()
    assert own.state == "submitted"


def test_changed_records_must_be_compiled_again(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    row = own.rows.filter(table="staff")[0]
    client = sign_in("finance")
    client.post(
        reverse("grid", args=[own.pk, "staff"]),
        {f"cell-{row.pk}-count": "13", f"version-{row.pk}": str(row.version)},
    )
    assert act(client, own, "submit") == 409
    assert client.post(reverse("compile", args=[own.pk])).status_code == 302
    assert act(client, own, "submit") == 302


def test_error_severity_stops_it(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    """A score above its weight is an error of law: compiled it is shown, submitted it is not."""
    row = own.rows.filter(table="results", cells__project="P01", cells__order="1").get()
    client = sign_in("finance")
    form = {f"cell-{row.pk}-score": "55", f"version-{row.pk}": str(row.version)}
    assert client.post(reverse("grid", args=[own.pk, "results"]), form).status_code == 302
    own.refresh_from_db()
    compilation = compile_year(Account.objects.get(username="finance"), own)
    assert compilation.errors
    assert act(client, own, "submit") == 409
    assert "错误级问题" in client.get(reverse("year", args=[own.pk])).content.decode()


def test_bad_rows_are_named_and_nothing_compiled(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    row = own.rows.filter(table="expenditure")[0]
    row.cells["amount"] = "12.345"
    row.save()
    before = latest(own)
    response = sign_in("finance").post(reverse("compile", args=[own.pk]))
    assert response.status_code == 422
    assert "12.345" in response.content.decode()
    assert latest(own) == before


def test_publications_never_change(other: UnitYear) -> None:
    publication = Publication.objects.get(unit_code=other.office.code)
    with pytest.raises(TypeError):
        publication.save()


def test_trail_is_only_added_to(own: UnitYear) -> None:
    entry = record(Account.objects.get(username="finance"), "rows.saved", own, str(own))
    table = connection.ops.quote_name(Entry._meta.db_table)
    for statement in (f"UPDATE {table} SET account = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Entry.objects.filter(pk=entry.pk).exists()


def test_changed_entry_is_found(own: UnitYear) -> None:
    """Whoever gets round the database's own guard still breaks the chain."""
    record(Account.objects.get(username="finance"), "rows.saved", own, str(own), {"rows": 1})
    last = record(Account.objects.get(username="finance"), "rows.saved", own, str(own))
    target = last.pk - 1
    guard = "_no_UPDATE" if connection.vendor == "sqlite" else "_only_added ON trail_entry"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER trail_entry{guard}")
        cursor.execute("UPDATE trail_entry SET account = 'somebody' WHERE id = %s", [target])
    assert first_broken() == target


def test_trail_page(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    page = sign_in("auditor").get(reverse("trail")).content.decode()
    assert "记录链完整" in page
    assert "编制决算" in page


def test_only_actions_assign_a_state(repository: object) -> None:
    from pathlib import Path

    root = Path(str(repository)) / "src/mingzhang_web"
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        # A job in the background has a state of its own.
        if "jobs" not in path.parts
        and any(
            ".state = " in line or ("state=" in line.replace(" ", "") and ".update(" in line)
            for line in path.read_text(encoding="utf-8").splitlines()
        )
    }
    assert found == {"review/actions/base.py"}
