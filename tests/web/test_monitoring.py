"""The table of the middle of the year, and targets adjusted with document and approval."""

from __future__ import annotations

from django.urls import reverse

from mingzhang_web.compiled.scoring import forms_of
from mingzhang_web.year.models import UnitYear
from tests.web.walking import SignIn, walk


def test_as_of_a_day(sign_in: SignIn, own: UnitYear) -> None:
    finance = sign_in("finance")
    where = reverse("monitoring", args=[own.pk])
    june = finance.get(where, {"as_of": "2024-06-30"}).content.decode()
    assert "预警" in june, "nothing spent by June"
    december = finance.get(where, {"as_of": "2024-12-31"}).content.decode()
    assert "100.00" in december
    assert "2024-12-31" in finance.get(where, {"as_of": "2030-01-01"}).content.decode(), "within the year"
    assert finance.get(where, {"as_of": "yesterday"}).status_code == 200
    csv = finance.get(reverse("monitoring_csv", args=[own.pk]), {"as_of": "2024-06-30"}).content
    assert csv.startswith(b"\xef\xbb\xbf")
    assert "P01" in csv.decode("utf-8-sig")


def test_the_section_sees_its_projects(sign_in: SignIn, own: UnitYear) -> None:
    row = own.rows.filter(table="projects", cells__code="P02").get()
    row.cells["section"] = "办公室"
    row.save()
    page = sign_in("section").get(reverse("monitoring", args=[own.pk])).content.decode()
    assert "群众文化活动经费" in page
    assert "活动场所管理经费" not in page


def test_bad_records_are_named(sign_in: SignIn, own: UnitYear) -> None:
    row = own.rows.filter(table="expenditure")[0]
    row.cells["amount"] = "12.345"
    row.save()
    answer = sign_in("finance").get(reverse("monitoring", args=[own.pk]))
    assert answer.status_code == 422
    assert "12.345" in answer.content.decode()


def test_a_target_is_adjusted(sign_in: SignIn, own: UnitYear) -> None:
    section, department = sign_in("section"), sign_in("department")
    indicator = own.rows.filter(table="indicators", cells__project="P01", cells__order="1").get()
    where = reverse("adjustments", args=[own.pk])
    form = {"indicator": str(indicator.pk), "target": "45", "reason": "新增两处场地"}
    assert section.post(where, {**form, "target": "40"}).status_code == 422, "the same target"
    assert section.post(where, {**form, "reason": ""}).status_code == 422
    assert section.post(where, form).status_code == 302
    item = own.target_proposals.get()
    assert (item.before, item.target, item.outcome) == ("40", "45", "proposed")
    decide = reverse("adjustment", args=[own.pk, item.pk])
    approval = {"outcome": "approved", "document": "示文发〔2024〕6号", "date": "2024-07-01", "version": "1"}
    assert department.post(decide, {**approval, "document": ""}).status_code == 422
    assert department.post(decide, {**approval, "date": "2025-07-01"}).status_code == 422
    assert department.post(decide, approval).status_code == 302
    assert department.post(decide, approval).status_code == 422, "decided once"
    own.refresh_from_db()
    changed = next(form for form in forms_of(own) if form.project_code == "P01").indicators[0]
    assert (changed.initial_target, changed.target) == ("40", "45")
    assert changed.target_changes[0].document == "示文发〔2024〕6号"
    row = own.rows.get(table="target_adjustments")
    assert row.cells["reason"] == "新增两处场地"


def test_no_target_is_adjusted_after_submission(sign_in: SignIn, own: UnitYear) -> None:
    indicator = own.rows.filter(table="indicators", cells__project="P01", cells__order="1").get()
    where = reverse("adjustments", args=[own.pk])
    form = {"indicator": str(indicator.pk), "target": "45", "reason": "新增两处场地"}
    assert sign_in("finance").post(where, form).status_code == 302
    item = own.target_proposals.get()
    walk(sign_in, own, "submit")
    assert sign_in("finance").post(where, form).status_code == 422
    approval = {"outcome": "approved", "document": "1号", "date": "2024-07-01", "version": "1"}
    decide = reverse("adjustment", args=[own.pk, item.pk])
    assert sign_in("department").post(decide, approval).status_code == 422
    refused = {"outcome": "refused", "note": "已过期限", "version": "1"}
    assert sign_in("department").post(decide, refused).status_code == 302
    assert not own.rows.filter(table="target_adjustments").exists()
