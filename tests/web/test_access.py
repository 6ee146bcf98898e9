"""Who may do what: every address × every role × the own and another unit's object.

`EXPECTED` is written by a person from the roles' duties. An address that is not in it fails the test.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from mingzhang_web.compiled.compiling import latest
from mingzhang_web.organisations.models import Account
from mingzhang_web.portal.models import Publication
from mingzhang_web.year.models import Evidence, UnitYear
from tests.web.conftest import ROLES

ALL = frozenset(ROLES)
NOBODY: frozenset[str] = frozenset()
FINANCE = frozenset({"finance"})
READERS = frozenset({"finance", "head", "department", "bureau", "auditor"})
TARGETS = READERS | {"section"}
KEEPERS = frozenset({"finance", "section"})

# name → (method, who may)
YEAR: dict[str, tuple[str, frozenset[str]]] = {
    "year": ("get", TARGETS),
    "import": ("get", FINANCE),
    "import_preview": ("get", FINANCE),
    "workbook": ("get", FINANCE),
    "export": ("get", READERS),
    "compile": ("post", FINANCE),
    "statements": ("get", READERS),
    "statement": ("get", READERS),
    "cell": ("get", READERS),
    "findings": ("get", READERS),
    "explanation": ("get", READERS),
    "evaluations": ("get", TARGETS),
    "evaluation": ("get", TARGETS),
    "live_scores": ("post", TARGETS),
    "attach_evidence": ("post", KEEPERS),
    "evidence": ("get", TARGETS),
    "remove_evidence": ("post", KEEPERS),
}
WRITES: dict[str, frozenset[str]] = {
    "grid": FINANCE,
    "record": FINANCE,
    "import": FINANCE,
    "import_preview": FINANCE,
    "paragraph": FINANCE,
    "evaluation": KEEPERS,
}
GRIDS = {"expenditure": READERS, "projects": TARGETS, "indicators": TARGETS, "results": TARGETS}
ACTIONS = {
    "submit": FINANCE,
    "sign": frozenset({"head"}),
    "review": frozenset({"department"}),
    "approve": frozenset({"bureau"}),
    "publish": FINANCE,
    "return": frozenset({"head", "department", "bureau"}),
}
SIGNED_IN = {
    "home": TARGETS,
    "trail": frozenset({"auditor"}),
    "accounts": frozenset({"admin"}),
    "account": frozenset({"admin"}),
    "open_year": FINANCE,
    "style_guide": ALL,
    "password": ALL,
}
PUBLIC = {
    "units", "disclosure", "published_statement", "published_explanation", "published_evaluations",
    "published_evaluation", "published_file", "publications_json", "openapi", "health", "language",
    "login", "logout",
}  # fmt: skip
BUREAU_WIDE = frozenset({"bureau", "auditor"})
"""Who sees the other department's unit as well."""


def values_of(name: str, unit_year: UnitYear) -> dict[str, Any]:
    """What the address needs besides the year."""
    evidence = Evidence.objects.filter(unit_year=unit_year).first()
    return {
        "grid": {"table": "expenditure"},
        "record": {"table": "expenditure", "row_id": unit_year.rows.filter(table="expenditure")[0].pk},
        "import_preview": {"token": "A" * 24},
        "statement": {"statement": "expenditure"},
        "cell": {"address": "expenditure/2070109/project"},
        "paragraph": {"section": 0, "place": 0},
        "evaluation": {"project": "P01"},
        "live_scores": {"project": "P01"},
        "attach_evidence": {"project": "P01"},
        "evidence": {"evidence_id": evidence.pk if evidence else 0},
        "remove_evidence": {"evidence_id": evidence.pk if evidence else 0},
        "act": {"name": "submit"},
    }.get(name, {})


@pytest.fixture
def evidence(own: UnitYear, other: UnitYear) -> None:
    """A file at a result of each unit."""
    by = Account.objects.get(username="finance")
    for unit_year in (own, other):
        Evidence.objects.create(
            unit_year=unit_year, project="P01", order=1, name="a.txt", sha256="0" * 64, size=1, by=by
        )


def ask(client: Client, method: str, address: str, unit_year: UnitYear, **values: Any) -> int:
    """The status of an address of a year."""
    given = {"year_id": unit_year.pk, **values_of(address, unit_year), **values}
    if method == "post" and address == "attach_evidence":
        body: dict[str, Any] = {"order": "1", "file": SimpleUploadedFile("b.txt", b"b")}
        return client.post(reverse(address, kwargs=given), body).status_code
    return getattr(client, method)(reverse(address, kwargs=given)).status_code


def allowed(status: int) -> bool:
    """Let in, whatever came of it: 404 is the answer to what is not there (the import, the file)."""
    return status in (200, 302, 409, 422)


def test_every_address_is_covered() -> None:
    names = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    known = {*YEAR, *WRITES, *SIGNED_IN, *PUBLIC, "act", "grid", "record", "paragraph"}
    assert names == known


@pytest.mark.parametrize("role", ROLES)
def test_own_and_other_units_year(
    role: str, sign_in: Callable[[str], Client], own: UnitYear, other: UnitYear, evidence: None
) -> None:
    client = sign_in(role)
    for name, (method, who) in YEAR.items():
        status = ask(client, method, name, own)
        if role == "admin":
            assert status == 404, (name, status)
        elif role not in who:
            assert status == 403, (name, status)
        elif name in ("evidence", "import_preview"):
            assert status in (404, 422), (name, status)
        else:
            assert allowed(status), (name, status)
        foreign = ask(client, method, name, other)
        if role not in BUREAU_WIDE:
            assert foreign == 404, (name, foreign)


@pytest.mark.parametrize("role", ROLES)
def test_grids(role: str, sign_in: Callable[[str], Client], own: UnitYear, other: UnitYear) -> None:
    client = sign_in(role)
    for table, who in GRIDS.items():
        status = ask(client, "get", "grid", own, table=table)
        assert status == (404 if role == "admin" else 200 if role in who else 403), (table, status)
        row = own.rows.filter(table=table)[0]
        status = ask(client, "get", "record", own, table=table, row_id=row.pk)
        assert status == (404 if role == "admin" else 200 if role in who else 403), (table, status)
        if role not in BUREAU_WIDE:
            assert ask(client, "get", "grid", other, table=table) == 404
        foreign = other.rows.filter(table=table)[0]
        assert ask(client, "get", "record", own, table=table, row_id=foreign.pk) in (403, 404)


@pytest.mark.parametrize("role", ROLES)
def test_writing(role: str, sign_in: Callable[[str], Client], own: UnitYear, other: UnitYear) -> None:
    client = sign_in(role)
    before = own.revision
    for name, who in WRITES.items():
        status = ask(client, "post", name, own)
        if role == "admin":
            assert status == 404
        else:
            assert allowed(status) if role in who else status == 403, (name, status)
        if role not in BUREAU_WIDE:
            assert ask(client, "post", name, other) == 404
    own.refresh_from_db()
    assert role in KEEPERS or own.revision == before


@pytest.mark.parametrize("role", ROLES)
def test_actions(role: str, sign_in: Callable[[str], Client], own: UnitYear, other: UnitYear) -> None:
    client = sign_in(role)
    for name, who in ACTIONS.items():
        status = ask(client, "post", "act", own, name=name)
        # Without the version that was shown nobody changes anything: allowed is 409 here.
        expected = 404 if role == "admin" else 409 if role in who else 403
        assert status == expected, (name, status)
        if role not in BUREAU_WIDE:
            assert ask(client, "post", "act", other, name=name) == 404
    own.refresh_from_db()
    assert own.state == "draft"


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_the_account(role: str, sign_in: Callable[[str], Client]) -> None:
    client = sign_in(role)
    account = Account.objects.get(username="other-finance")
    for name, who in SIGNED_IN.items():
        arguments = [account.pk] if name == "account" else []
        status = client.get(reverse(name, args=arguments)).status_code
        assert (status in (200, 302)) if role in who else status == 403, (name, status)


def test_without_signing_in(client: Client, own: UnitYear, evidence: None) -> None:
    for name in {*YEAR, *WRITES, "act"}:
        for method in ("get", "post"):
            status = ask(client, method, name, own)
            assert status in (302, 405), (name, status)
    for name in SIGNED_IN:
        arguments = [1] if name == "account" else []
        assert client.get(reverse(name, args=arguments)).status_code == 302
    publication = Publication.objects.get()
    for name in PUBLIC - {"language", "login", "logout"}:
        values: dict[str, Any] = {"publication_id": publication.pk} if "publ" in name else {}
        values = {} if name == "publications_json" else values
        values |= {"publication_id": publication.pk} if name == "disclosure" else {}
        values |= {"name": "expenditure"} if name == "published_statement" else {}
        values |= {"index": 0} if name == "published_evaluation" else {}
        values |= {"name": publication.files.all()[0].name} if name == "published_file" else {}
        assert client.get(reverse(name, kwargs=values)).status_code == 200, name


def test_section_sees_its_projects_alone(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    row = own.rows.filter(table="projects", cells__code="P02").get()
    row.cells["section"] = "办公室"
    row.save()
    client = sign_in("section")
    page = client.get(reverse("grid", args=[own.pk, "projects"])).content.decode()
    assert "群众文化活动经费" in page
    assert "活动场所管理经费" not in page
    assert client.get(reverse("evaluation", args=[own.pk, "P01"])).status_code == 200
    assert client.get(reverse("evaluation", args=[own.pk, "P02"])).status_code == 404
    assert client.post(reverse("live_scores", args=[own.pk, "P02"])).status_code == 404
    assert "P02" not in client.get(reverse("evaluations", args=[own.pk])).content.decode()
    result = own.rows.filter(table="results", cells__project="P02").first()
    assert client.get(reverse("record", args=[own.pk, "results", result.pk])).status_code == 404
    assert client.get(reverse("grid", args=[own.pk, "results"])).content.decode().count("P02") == 0


def test_section_cannot_write_anothers_project(sign_in: Callable[[str], Client], own: UnitYear) -> None:
    client = sign_in("section")
    typed = {"cell-new0-code": "P09", "cell-new0-name": "别科室的项目", "cell-new0-section": "办公室"}
    response = client.post(reverse("grid", args=[own.pk, "projects"]), typed)
    assert response.status_code == 422
    assert not own.rows.filter(table="projects", cells__code="P09").exists()


def test_administrator_keeps_own_subtree(sign_in: Callable[[str], Client]) -> None:
    admin = Account.objects.get(username="admin")
    admin.office = Account.objects.get(username="department").office
    admin.save()
    client = sign_in("admin")
    foreign = Account.objects.get(username="other-finance")
    assert client.get(reverse("account", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("account", args=[foreign.pk]), {"switch": "1"}).status_code == 404
    form = {
        "what": "account", "account-username": "new", "account-first_name": "新",
        "account-office": str(foreign.office.pk), "account-role": "unit_finance",
        "account-password": "a long pass phrase",
    }  # fmt: skip
    assert client.post(reverse("accounts"), form).status_code == 422
    own = Account.objects.get(username="finance").office
    assert client.post(reverse("accounts"), {**form, "account-office": str(own.pk)}).status_code == 302
    assert Account.objects.get(username="new").office == own


def test_switched_off_account_is_out(sign_in: Callable[[str], Client]) -> None:
    client = sign_in("finance")
    sign_in("admin").post(
        reverse("account", args=[Account.objects.get(username="finance").pk]), {"switch": "1"}
    )
    assert client.get(reverse("home")).status_code == 302


def test_portal_does_not_show_drafts(client: Client, own: UnitYear) -> None:
    assert latest(own) is not None
    assert own.office.name not in client.get(reverse("units")).content.decode()
    assert own.office.name not in client.get(reverse("publications_json")).content.decode()
