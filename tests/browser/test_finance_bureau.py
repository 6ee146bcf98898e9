"""The tutorial `docs/tutorials/finance-bureau.md`, replayed: its headings are the steps, in their order."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_pages import serious_problems
from tests.web.test_serving import serving

UNIT, RETURNED = "示范县水文站", "示范县供水站"
TWELVE = 12


@pytest.fixture(scope="module")
def county(chromium: Any) -> Iterator[str]:
    """The address of a demonstration when all twelve units are there."""
    with serving("--demo", county=True) as (_, address):
        _wait_for_the_twelve(chromium, address)
        yield address


def _wait_for_the_twelve(chromium: Any, address: str) -> None:
    desk = Desk(chromium, address, "county")
    for _ in range(600):
        desk.go("/workbench/review/")
        states = [item.inner_text() for item in desk.page.locator("tbody .state").all()]
        corrected = desk.page.locator("tbody >> text=看变化").count() == 1
        if len(states) == TWELVE and states.count("已公开") == 2 and corrected:
            break
        time.sleep(1)
    else:
        pytest.fail(f"after ten minutes the twelve units are not there: {states}, corrected: {corrected}")
    desk.close()


LISTED = "tbody td:nth-child(2) a"


def rows(desk: Desk) -> list[str]:
    """The units that the overview lists, on a page that is there."""
    return [link.inner_text() for link in desk.page.locator(LISTED).all()]


def lists(desk: Desk, count: int) -> None:
    """Waits until the overview lists so many units."""
    expect(desk.page.locator(LISTED)).to_have_count(count)


def open_year(desk: Desk, name: str) -> None:
    desk.go("/workbench/")
    desk.follow(f"main table a >> text={name}")
    desk.page.wait_for_selector(".crumbs")


def reaches(desk: Desk, state: str) -> None:
    """Waits until the year is in the state."""
    expect(desk.page.locator(".crumbs .state").first).to_have_text(state)


def test_the_season(chromium: Any, county: str, repository: Path) -> None:
    tutorial = (repository / "docs/tutorials/finance-bureau.md").read_text(encoding="utf-8")
    steps = re.findall(r"^## (\d+)\. ", tutorial, re.MULTILINE)
    done: list[str] = []
    desks: list[Desk] = []

    def step(number: int) -> None:
        done.append(str(number))

    def sign_in(username: str) -> Desk:
        desks.append(Desk(chromium, county, username))
        return desks[-1]

    step(1)
    bureau = sign_in("county")
    bureau.follow("nav >> text=审核总览")
    lists(bureau, TWELVE)
    bureau.follow("nav.chips >> text=逾期")
    expect(bureau.page.locator(LISTED)).to_have_text(["示范县博物馆"])
    bureau.shows("tbody", "逾期 8 天")
    bureau.follow("nav.chips >> text=已退回")
    lists(bureau, 3)
    assert serious_problems(bureau) == []

    step(2)
    open_year(bureau, RETURNED)
    year = bureau.page.url
    bureau.follow("nav.tabs >> text=决算表")
    bureau.follow("nav.chips >> text=公开03表")
    bureau.page.click("td.figure a >> nth=0")
    bureau.page.wait_for_selector("#origin details.remark")
    bureau.page.click("#origin details.remark summary")
    bureau.page.fill("#origin details.remark textarea", "请与预算核对。")
    bureau.follow("#origin details.remark button")
    bureau.page.wait_for_url("**/cells/**")

    step(3)
    bureau.page.goto(year)
    bureau.shows("form.action:has([name=to])", "请与预算核对。")
    bureau.page.select_option("[name=to]", "returned")
    bureau.follow("form.action button >> text=退回")
    reaches(bureau, "已退回")

    step(4)
    finance = sign_in("county-finance")
    open_year(finance, UNIT)
    own = finance.page.url
    finance.follow("#remarks h3 a")
    assert "explanation" in finance.page.url
    finance.page.goto(own + "tables/staff/")
    finance.page.locator("tbody tr").first.locator("td input:not([type=checkbox])").last.fill("14")
    finance.follow("button >> text=保存")
    finance.page.wait_for_selector(".note.good")
    finance.page.goto(own)
    finance.follow("text=编制决算")
    finance.page.wait_for_selector("table.form")
    finance.page.goto(own)
    expect(finance.page.locator("form.action button >> text=提交"), "a remark is unanswered").to_be_disabled()
    finance.page.fill("#remarks textarea", "已补充原因。")
    finance.follow("#remarks button >> text=答复")
    finance.follow("form.action button >> text=提交")
    reaches(finance, "已提交")

    step(5)
    officer = sign_in("county-confidentiality")
    open_year(officer, UNIT)
    officer.page.check("[name=decision][value=publish_in_part]")
    officer.page.click("form.action details summary")
    officer.page.check("[name=withheld][value=general_budget_basic]")
    officer.page.fill("[name=basis]", "《中华人民共和国保守国家秘密法》第十三条")
    officer.follow("form.action button >> text=完成保密审查")
    reaches(officer, "保密已审")
    head = sign_in("county-head")
    open_year(head, UNIT)
    head.follow("form.action button >> text=签批")
    reaches(head, "负责人已签")

    step(6)
    department = sign_in("county-department")
    open_year(department, UNIT)
    department.follow("nav.tabs >> text=审核与变化")
    department.shows("main", "profile/staff")
    department.shows("main", "已补充原因。")
    assert serious_problems(department) == []

    step(7)
    department.follow("nav.tabs >> text=绩效自评")
    department.follow("main table a >> nth=0")
    department.page.fill("#assessment [name=score]", "85")
    department.page.fill("#assessment [name=reason]", "产出佐证不足")
    department.follow("text=保存复评")
    expect(department.page.locator("#final-grade")).to_have_text("良")
    assert serious_problems(department) == []

    step(8)
    department.follow("nav >> text=审核总览")
    department.follow("nav.chips >> text=负责人已签")
    signed = rows(department)
    assert UNIT in signed
    for box in department.page.locator("tbody input[type=checkbox]").all():
        box.check()
    department.follow("button >> text=批量审核通过")
    department.shows("h1", f"{len(signed)} / {len(signed)}")

    step(9)
    for button, name in (("批量财政审核通过", "部门已审"), ("批量批复", "财政已审")):
        bureau.go("/workbench/review/")
        bureau.follow(f"nav.chips >> text={name}")
        chosen = rows(bureau)
        assert UNIT in chosen
        for box in bureau.page.locator("tbody input[type=checkbox]").all():
            box.check()
        if button == "批量批复":
            bureau.page.fill("[name=date] >> nth=0", date.today().isoformat())
            bureau.page.fill("[name=document] >> nth=0", "示财决〔2025〕88号")
        bureau.follow(f"button >> text={button}")
        bureau.shows("h1", f"{len(chosen)} / {len(chosen)}")

    step(10)
    finance.page.goto(own)
    finance.shows("form.action:has-text('公开')", "与批复的内容一致")
    finance.follow("form.action button.primary >> text=公开")
    # It is done in the background, whose page leads back.
    finance.page.wait_for_selector(".crumbs .state-published", timeout=180_000)

    step(11)
    bureau.page.goto(own + "rectifications/")
    bureau.page.select_option("[name=project]", "P01")
    bureau.page.fill("[name=problem]", "满意度没有问卷")
    bureau.page.fill("[name=deadline]", date.today().isoformat())
    bureau.follow("button >> text=下达")
    bureau.shows("main", "待整改")
    bureau.page.goto(own + "evaluations/P01/")
    bureau.page.select_option("#assessment [name=advice]", "cut")
    bureau.page.locator("#assessment [name=reason]").last.fill("与其他项目重复")
    bureau.follow("text=保存建议")
    bureau.go("/workbench/review/")
    bureau.follow("text=下年预算项目清单")
    bureau.shows("tbody", "压减")
    assert serious_problems(bureau) == []
    with bureau.page.expect_download() as download:
        bureau.page.click("text=导出 xlsx")
    assert download.value.suggested_filename == "budget-list-2025.xlsx"

    step(12)
    reader = Desk(chromium, county, None)
    desks.append(reader)
    reader.go("/")
    reader.follow("main table a >> text=示范县文化站")
    reader.follow("a.button >> text=更正版")
    reader.follow("nav.tabs >> text=公开与更正记录")
    reader.shows("main", "更正前")
    reader.follow("main >> text=首次公开")
    reader.shows("main", "这一版已被更正")
    reader.go("/")
    reader.follow(f"main table a >> text={UNIT}")
    reader.follow("a.button >> text=2024")
    reader.follow("nav.tabs >> text=决算表")
    reader.follow("text=公开06表")
    reader.shows("main", "第十三条")
    for desk in desks:
        assert desk.complaints == []
        desk.close()
    assert done == steps, "the tutorial has the steps that were replayed"
