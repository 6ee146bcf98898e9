"""Confidentiality, differences from what was approved, corrections, waivers, many at once, who is late."""

from __future__ import annotations

import datetime
import json

from django.urls import reverse
from django.utils import timezone

from mingzhang_web.compiled.compiling import compile_year, latest, report_of
from mingzhang_web.organisations.models import Account
from mingzhang_web.portal.models import Publication
from mingzhang_web.review.clocks import clocks_of
from mingzhang_web.review.models import Milestone, Waiver
from mingzhang_web.year.models import UnitYear
from tests.web.walking import SignIn, act, change_staff, walk

BASIS = "《中华人民共和国保守国家秘密法》第十三条"


def test_a_part_is_published_with_its_basis(sign_in: SignIn, own: UnitYear, client: object) -> None:
    refused = {"decision": "publish_in_part", "withheld": "general_budget_basic"}
    assert act(sign_in("finance"), own, "submit") == 302
    officer = sign_in("confidentiality")
    assert act(officer, own, "clear", **refused) == 409, "the legal basis is missing"
    assert act(officer, own, "clear", decision="publish_in_part", basis=BASIS) == 409, "nothing chosen"
    assert act(officer, own, "clear", decision="publish_in_part", basis=BASIS, withheld=["none"]) == 409
    assert act(officer, own, "clear", **refused, basis=BASIS) == 302
    for username, name, given in (
        ("head", "sign", {}), ("department", "review", {}), ("bureau", "examine", {}),
        ("bureau", "approve", {"date": "2025-08-20", "document": "1号"}), ("finance", "publish", {}),
    ):  # fmt: skip
        assert act(sign_in(username), own, name, **given) == 302, name
    published = json.loads(bytes(Publication.objects.get(unit_code=own.office.code).disclosure))
    statement = next(item for item in published["statements"] if item["id"] == "general_budget_basic")
    assert statement["withheld"] == BASIS
    assert not statement.get("facts")
    stated = [claim["about"] for claim in published["claims"] if claim["about"]]
    assert not [about for about in stated if about.get("statement") == "general_budget_basic"]
    personnel = "109.64"
    assert not [
        paragraph["text"] for section in published["explanation"] for paragraph in section["paragraphs"]
        if personnel in paragraph["text"]
    ]  # fmt: skip
    decision = next(item for item in published["approvals"] if item["object"] == "confidentiality_review")
    assert (decision["decision"], decision["basis"]) == ("publish_in_part", BASIS)


def test_what_is_not_published_stays(sign_in: SignIn, own: UnitYear) -> None:
    walk(sign_in, own, "approve", decision="not_published", basis=BASIS)
    assert act(sign_in("finance"), own, "publish") == 409
    assert not Publication.objects.filter(unit_code=own.office.code).exists()


def test_a_difference_from_what_was_approved_is_explained(sign_in: SignIn, own: UnitYear) -> None:
    walk(sign_in, own, "approve")
    finance = sign_in("finance")
    assert act(finance, own, "amend") == 409, "it needs its reason"
    assert act(finance, own, "amend", note="在编人数误填") == 302
    change_staff(finance, own, "13")
    page = finance.get(reverse("year", args=[own.pk])).content.decode()
    assert "将公开的内容与批复的有" in page
    assert "profile/staff" in page
    assert act(finance, own, "publish") == 409, "the difference is not explained"
    assert act(finance, own, "publish", note="在编人数更正，不影响收支。") == 302
    publication = Publication.objects.get(unit_code=own.office.code)
    process = json.loads(bytes(publication.files.get(name__endswith="-process.json").content))
    assert process["differs_from_approval_because"] == "在编人数更正，不影响收支。"
    assert process["approval"]["sha256"] == own.decrees.get().sha256
    names = set(Account.objects.values_list("username", flat=True)) - {"head", "section", "finance"}
    told = json.dumps(process, ensure_ascii=False)
    assert not [name for name in names if f'"{name}"' in told], "roles, not persons"


def test_a_correction_is_a_publication_of_its_own(sign_in: SignIn, own: UnitYear) -> None:
    walk(sign_in, own, "publish")
    finance = sign_in("finance")
    first = Publication.objects.get(unit_code=own.office.code)
    assert act(finance, own, "correct") == 409, "it needs its reason"
    assert act(finance, own, "correct", note="在编人数误填") == 302
    change_staff(finance, own, "13")
    walk(sign_in, own, "publish")
    second = Publication.objects.get(corrects=first)
    assert second.version == 2
    changed = {change["place"] for change in json.loads(bytes(second.changes))["changes"]}
    assert "profile/staff" in {place.rsplit("/", 1)[0] for place in changed} | changed
    home = finance.get(reverse("units")).content.decode()
    assert reverse("disclosure", args=[second.pk]) in home
    assert reverse("disclosure", args=[first.pk]) not in home, "the newest is listed"
    old = finance.get(reverse("disclosure", args=[first.pk])).content.decode()
    assert reverse("disclosure", args=[second.pk]) in old, "the old one stays and names the new"


def test_resubmission_shows_what_changed(sign_in: SignIn, own: UnitYear) -> None:
    walk(sign_in, own, "sign")
    department = sign_in("department")
    place = {"kind": "cell", "place": "expenditure/2070109/project", "text": "与预算相差较大"}
    assert department.post(reverse("remark", args=[own.pk]), {**place, "place": "none"}).status_code == 422
    assert department.post(reverse("remark", args=[own.pk]), place).status_code == 302
    finance = sign_in("finance")
    cell = reverse("cell", args=[own.pk, place["place"]])
    assert "与预算相差较大" not in finance.get(cell).content.decode(), "a draft is the reviewer's"
    assert act(department, own, "return") == 302, "the remark is its reason"
    assert "与预算相差较大" in finance.get(cell).content.decode()
    remark = own.remarks.get()
    answer = {"answer": "已核对，属年中追加。", "version": "1"}
    where = reverse("remark_answer", args=[own.pk, remark.pk])
    assert finance.post(where, answer).status_code == 302
    again = finance.post(where, {**answer, "answer": "另一个答复"})
    assert again.status_code == 409
    assert "已核对" in again.content.decode()
    assert "另一个答复" in again.content.decode()
    change_staff(finance, own, "13")
    assert act(finance, own, "submit") == 302
    page = department.get(reverse("changes", args=[own.pk])).content.decode()
    assert "profile/staff" in page
    assert "已核对，属年中追加。" in page


def test_a_return_to_a_step_in_between(sign_in: SignIn, own: UnitYear) -> None:
    walk(sign_in, own, "examine")
    form = {"place": "sentence:0/0", "note": "请负责人重新确认", "to": "cleared"}
    assert act(sign_in("head"), own, "return", **form) == 409, "the bureau holds it"
    assert act(sign_in("bureau"), own, "return", **form) == 302
    own.refresh_from_db()
    assert own.state == "cleared"
    assert "请负责人重新确认" in sign_in("head").get(reverse("year", args=[own.pk])).content.decode()
    assert act(sign_in("finance"), own, "submit") == 409
    assert act(sign_in("head"), own, "sign") == 302


def test_waived_errors_stop_nothing_and_are_published(sign_in: SignIn, own: UnitYear) -> None:
    row = own.rows.filter(table="results", cells__project="P01", cells__order="1").get()
    finance = sign_in("finance")
    form = {f"cell-{row.pk}-score": "25", f"version-{row.pk}": str(row.version)}
    assert finance.post(reverse("grid", args=[own.pk, "results"]), form).status_code == 302
    own.refresh_from_db()
    compilation = compile_year(Account.objects.get(username="finance"), own)
    errors = [item for item in report_of(compilation, "zh")["findings"] if item["severity"] == "error"]
    assert errors
    assert act(finance, own, "submit") == 409
    department = sign_in("department")
    for item in errors:
        where = reverse("waiver", args=[own.pk, item["id"]])
        assert department.post(where, {"reason": " "}).status_code == 422, "a waiver needs its reason"
        assert department.post(where, {"reason": "主管部门复核认可"}).status_code == 302
    assert department.post(reverse("waiver", args=[own.pk, "no-such"]), {"reason": "x"}).status_code == 404
    assert "已豁免" in finance.get(reverse("findings", args=[own.pk])).content.decode()
    taken = errors[0]["id"]
    assert department.post(reverse("waiver", args=[own.pk, taken]), {"withdraw": "1"}).status_code == 302
    assert act(finance, own, "submit") == 409, "taken back it counts again"
    department.post(reverse("waiver", args=[own.pk, taken]), {"reason": "主管部门复核认可"})
    walk(sign_in, own, "publish")
    publication = Publication.objects.get(unit_code=own.office.code)
    process = json.loads(bytes(publication.files.get(name__endswith="-process.json").content))
    assert {item["finding"] for item in process["waivers"]} == {item["id"] for item in errors}
    assert process["waivers"][0]["reason"] == "主管部门复核认可"
    assert Waiver.objects.filter(unit_year=own).count() == len(errors)
    late = department.post(reverse("waiver", args=[own.pk, taken]), {"reason": "再豁免"})
    assert late.status_code in (302, 422)


def test_many_at_once(sign_in: SignIn, own: UnitYear, other: UnitYear) -> None:
    walk(sign_in, own, "sign")
    chosen = [f"{own.pk}.{own.version}", f"{other.pk}.{other.version}"]
    department = sign_in("department")
    page = department.get(reverse("review_overview")).content.decode()
    assert f'value="{chosen[0]}"' in page
    answer = department.post(reverse("bulk"), {"action": "review", "chosen": chosen})
    own.refresh_from_db()
    assert own.state == "reviewed"
    assert other.office.name not in answer.content.decode(), "another department's unit is not there"
    stale = department.post(reverse("bulk"), {"action": "review", "chosen": chosen})
    assert "没有办成" in stale.content.decode()
    bureau = sign_in("bureau")
    fresh = [f"{own.pk}.{own.version}", f"{other.pk}.{other.version}"]
    returned = bureau.post(
        reverse("bulk"),
        {"action": "return", "chosen": fresh, "place": "form:statement:expenditure", "note": "请统一核对"},
    ).content.decode()
    own.refresh_from_db()
    other.refresh_from_db()
    assert own.state == "returned"
    assert other.state == "published", "what cannot be returned stops no other"
    assert returned.count("没有办成") == 1


def test_clocks_run_from_what_is_recorded(sign_in: SignIn, own: UnitYear) -> None:
    today = timezone.localdate()
    assert all(clock.begun is None and not clock.late for clock in clocks_of([own])[own.pk]), "not recorded"
    bureau, department = sign_in("bureau"), own.office.parent
    assert department is not None
    form = {
        "event": "department", "office": str(department.pk), "fiscal_year": str(own.fiscal_year),
        "date": str(today - datetime.timedelta(days=17)), "document": "示财决〔2025〕9号",
    }  # fmt: skip
    assert bureau.post(reverse("milestone"), form).status_code == 302
    assert bureau.post(reverse("milestone"), form).status_code == 409, "the version is another now"
    clock = next(item for item in clocks_of([own])[own.pk] if item.clock == "unit_approval")
    assert (clock.days, clock.late) == (15, 2)
    assert "逾期 2 天" in " ".join(bureau.get(reverse("review_overview")).content.decode().split())
    day = today - datetime.timedelta(days=5)
    walk(sign_in, own, "examine")
    assert act(bureau, own, "approve", date=str(today + datetime.timedelta(days=1)), document="x") == 409
    assert act(bureau, own, "approve", date=str(day), document="示财决〔2025〕10号") == 302
    clocks = {item.clock: item for item in clocks_of([own])[own.pk]}
    assert not clocks["unit_approval"].late
    assert clocks["publication"].due == day + datetime.timedelta(days=20)
    assert Milestone.objects.get().version == 1
    assert latest(own) is not None
