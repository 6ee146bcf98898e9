"""What each account sees of the tree: a section its projects, an administrator the own subtree, the public
what is published."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from mingzhang_web.compiled.compiling import latest
from mingzhang_web.organisations.models import Account
from mingzhang_web.year.models import UnitYear


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
    assert own.office.name not in client.get(reverse("api:publications_json")).content.decode()
