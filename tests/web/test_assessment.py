"""Second scores in the disclosure, problems rectified and checked again, the list for next year's budget."""

from __future__ import annotations

import datetime
import io
import json

import openpyxl
from django.urls import reverse
from django.utils import timezone

from mingzhang_web.portal.models import Publication
from mingzhang_web.year.models import UnitYear
from tests.web.walking import SignIn, walk


def test_second_scores_are_published(sign_in: SignIn, own: UnitYear) -> None:
    where = reverse("assessment", args=[own.pk, "P01"])
    form = {"score": "88.5", "reason": "产出指标佐证不足", "version": "0"}
    department, bureau = sign_in("department"), sign_in("bureau")
    assert department.post(where, form).status_code == 422, "the unit still writes"
    walk(sign_in, own, "sign")
    assert department.post(where, {**form, "score": "100.001"}).status_code == 422
    assert department.post(where, {**form, "score": "-1"}).status_code == 422
    assert department.post(where, {**form, "reason": ""}).status_code == 422
    assert department.post(where, form).status_code == 302
    both = department.post(where, {**form, "score": "70", "reason": "另一人的理由"})
    assert both.status_code == 409
    assert "产出指标佐证不足" in both.content.decode()
    assert "另一人的理由" in both.content.decode()
    assert bureau.post(where, {"score": "79", "reason": "复核", "version": "0"}).status_code == 302
    page = bureau.get(reverse("evaluation", args=[own.pk, "P01"])).content.decode()
    assert '<b id="final-grade">中</b>' in page, "the finance bureau's score counts"
    for username, name in (("department", "review"), ("bureau", "examine")):
        own.refresh_from_db()
        sign_in(username).post(reverse("act", args=[own.pk, name]), {"version": str(own.version)})
    own.refresh_from_db()
    decree = {"version": str(own.version), "date": "2025-08-20", "document": "1号"}
    assert bureau.post(reverse("act", args=[own.pk, "approve"]), decree).status_code == 302
    own.refresh_from_db()
    publish = {"version": str(own.version)}
    assert sign_in("finance").post(reverse("act", args=[own.pk, "publish"]), publish).status_code == 302
    published = json.loads(bytes(Publication.objects.get(unit_code=own.office.code).disclosure))
    reviews = {
        item["evaluator"]: item
        for form in published["evaluations"] if form["project_code"] == "P01"
        for item in form["reviews"]
    }  # fmt: skip
    assert reviews["department"] == {
        "evaluator": "department", "score": "88.5", "grade": "良", "reason": "产出指标佐证不足"
    }  # fmt: skip
    assert reviews["finance"]["grade"] == "中"


def test_a_problem_is_rectified_and_checked_again(sign_in: SignIn, own: UnitYear) -> None:
    today = timezone.localdate()
    bureau, finance = sign_in("bureau"), sign_in("finance")
    where = reverse("rectifications", args=[own.pk])
    notice = {"project": "P01", "problem": "满意度没有问卷", "document": "整改〔2025〕1号",
              "deadline": str(today)}  # fmt: skip
    yesterday = str(today - datetime.timedelta(days=1))
    assert bureau.post(where, {**notice, "deadline": yesterday}).status_code == 422
    assert bureau.post(where, {**notice, "project": "P99"}).status_code == 404
    assert bureau.post(where, notice).status_code == 302
    item = own.rectifications.get()
    step = reverse("rectification", args=[own.pk, item.pk])
    assert bureau.post(step, {"what": "pass", "text": "好", "version": "1"}).status_code == 409, "not yet"
    assert finance.post(step, {"what": "rectify", "text": "", "version": "1"}).status_code == 422
    assert finance.post(step, {"what": "rectify", "text": "补做问卷", "version": "1"}).status_code == 302
    assert finance.post(step, {"what": "pass", "text": "好", "version": "2"}).status_code == 403
    failed = {"what": "fail", "text": "问卷份数不足", "version": "2"}
    assert bureau.post(step, failed).status_code == 422, "a failed check sets a new deadline"
    assert bureau.post(step, {**failed, "deadline": str(today)}).status_code == 302
    assert finance.post(step, {"what": "rectify", "text": "再补二十份", "version": "3"}).status_code == 302
    assert bureau.post(step, {"what": "pass", "text": "已核", "version": "4"}).status_code == 302
    item.refresh_from_db()
    assert item.stage == "closed"
    assert [round_["what"] for round_ in item.history] == ["rectify", "fail", "rectify", "pass"]
    page = sign_in("section").get(where).content.decode()
    assert "再补二十份" in page, "the section sees its project's"
    bureau.post(where, {**notice, "project": "", "problem": "单位整体的问题"})
    assert "单位整体的问题" not in sign_in("section").get(where).content.decode()


def test_list_for_the_budget(sign_in: SignIn, own: UnitYear, other: UnitYear) -> None:
    bureau = sign_in("bureau")
    where = reverse("advice", args=[own.pk, "P01"])
    form = {"advice": "merge", "merge_with": "", "reason": "与文化活动重复", "version": "0"}
    assert bureau.post(where, form).status_code == 422, "merge with what?"
    assert bureau.post(where, {**form, "advice": "drop"}).status_code == 422
    assert bureau.post(where, {**form, "merge_with": "活动场所管理经费"}).status_code == 302
    assert bureau.post(where, {**form, "advice": "cut"}).status_code == 409
    other_project = reverse("advice", args=[other.pk, "P02"])
    cut = {"advice": "cut", "reason": "=1+1", "version": "0", "merge_with": ""}
    assert bureau.post(other_project, cut).status_code == 302
    answer = bureau.get(reverse("budget_xlsx", args=[2024]))
    assert answer["Content-Disposition"].endswith('budget-list-2025.xlsx"')
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    lines = {(row[1], row[2]): row for row in rows[1:]}
    assert len(lines) == 4
    assert lines[own.office.name, "P01"][10:] == ("整合", "活动场所管理经费", "与文化活动重复")
    assert lines[own.office.name, "P01"][4] == 12.6
    assert lines[other.office.name, "P02"][12] == "=1+1"
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"], "no formula from what was typed"
    assert bureau.get(reverse("budget_xlsx", args=[2024])).content == answer.content
    only = sign_in("department").get(reverse("budget_list", args=[2024])).content.decode()
    assert own.office.name in only
    assert other.office.name not in only
