"""The tutorial `docs/tutorials/first-year.md`, replayed: its headings are the steps, in their order."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Desk


@pytest.fixture(scope="module")
def year(chromium: Any, address: str) -> str:
    """The address of the year in preparation."""
    desk = Desk(chromium, address, "finance")
    link = desk.page.locator("main table a").first.get_attribute("href")
    desk.close()
    assert link is not None
    return str(link)


def test_the_whole_way(chromium: Any, address: str, year: str, repository: Path, tmp_path: Path) -> None:
    tutorial = (repository / "docs/tutorials/first-year.md").read_text(encoding="utf-8")
    steps = re.findall(r"^## (\d+)\. ", tutorial, re.MULTILINE)
    done = []

    def step(number: int) -> None:
        done.append(str(number))

    step(1)
    section = Desk(chromium, address, "section")
    section.follow("main table a")
    section.follow("nav.tabs >> text=绩效自评")
    section.follow("main table a >> nth=0")
    section.page.wait_for_selector("#results")
    project = section.page.url

    step(2)
    actual = section.page.locator("[name$='-actual']").first
    before = section.page.locator("#total").inner_text()
    shown = actual.input_value()
    actual.fill("0")
    actual.dispatch_event("change")
    section.page.wait_for_function(
        "before => document.querySelector('#total').innerText !== before", arg=before
    )
    actual.fill(shown)
    actual.dispatch_event("change")
    section.page.wait_for_function(
        "before => document.querySelector('#total').innerText === before", arg=before
    )
    section.page.locator("textarea[name$='-variance']").first.fill("与计划一致。")
    section.follow("text=保存结果")
    section.page.wait_for_selector(".note.good")

    step(3)
    paper = tmp_path / "签到表.txt"
    paper.write_text("签到表", encoding="utf-8")
    section.page.set_input_files("#evidence input[type=file]", str(paper))
    section.page.fill("#evidence [name=note]", "活动签到")
    section.follow("#evidence button >> text=添加")
    section.shows("#evidence", "签到表.txt")
    assert section.page.url.startswith(project)

    step(4)
    finance = Desk(chromium, address, "finance")
    finance.go(year + "tables/staff/")
    cell = finance.page.locator("tbody tr:last-child td input").first
    cell.focus()
    finance.page.evaluate(
        """() => { const data = new DataTransfer(); data.setData('text/plain', '其他人员\\t1\\r\\n');
           document.activeElement.dispatchEvent(
             new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }"""
    )
    values = [field.input_value() for field in finance.page.locator("tbody tr:last-child td input").all()]
    pasted = "其他人员" in values
    if not pasted:
        # Several units: the first column is the unit's code; the paste went one column to the left.
        rows = finance.page.locator("tbody tr").all()
        pasted = any(
            "其他人员" in field.input_value() for row in rows for field in row.locator("input").all()
        )
    assert pasted
    finance.page.evaluate("document.querySelectorAll('.changed').forEach(f => f.classList.remove('changed'))")

    step(5)
    finance.go(year)
    finance.follow("text=编制决算")
    finance.page.wait_for_selector("table.form")
    finance.follow("nav.chips >> text=公开03表")
    figure = finance.page.locator("td.figure a").first
    value = figure.inner_text()
    figure.click()
    finance.page.wait_for_selector("#origin .big")
    expect(finance.page.locator("#origin .big").first).to_have_text(value)
    finance.shows("#origin", "expenditure.csv")

    step(6)
    finance.follow("nav.tabs >> text=情况说明")
    finance.follow("a.edit >> nth=0")
    finance.page.locator(".pieces textarea").last.fill("。收支平衡。")
    finance.follow("button >> text=保存")
    finance.page.wait_for_selector("text=重新编制后生效")
    finance.go(year)
    finance.follow("text=编制决算")
    finance.page.wait_for_selector("table.form")
    finance.follow("nav.tabs >> text=情况说明")
    finance.shows("main", "收支平衡。")

    step(7)
    finance.go(year)
    finance.follow("form.action button >> text=提交")
    finance.shows(".crumbs", "已提交")
    for username, button, state in (
        ("confidentiality", "完成保密审查", "保密已审"), ("head", "签批", "负责人已签"),
        ("department", "退回", "已退回"),
    ):  # fmt: skip
        desk = Desk(chromium, address, username)
        desk.go(year)
        if button == "退回":
            desk.page.select_option("[name=place]", "form:statement:expenditure")
            desk.page.fill("[name=note]", "请补充说明")
        elif username == "confidentiality":
            desk.page.check("[name=decision][value=publish_all]")
        desk.follow(f"form.action button >> text={button}")
        desk.shows(".crumbs", state)
        desk.close()

    step(8)
    finance.go(year)
    finance.page.fill("#remarks textarea", "已补充。")
    finance.follow("#remarks button >> text=答复")
    finance.page.wait_for_selector("#remarks >> text=已补充。")
    for username, button, state in (
        ("finance", "提交", "submitted"), ("confidentiality", "完成保密审查", "cleared"),
        ("head", "签批", "signed"), ("department", "审核通过", "reviewed"),
        ("bureau", "财政审核通过", "examined"), ("bureau", "批复", "approved"),
        ("finance", "公开", "published"),
    ):  # fmt: skip
        desk = Desk(chromium, address, username)
        desk.go(year)
        if username == "confidentiality":
            desk.page.check("[name=decision][value=publish_all]")
        if button == "批复":
            desk.page.fill("[name=date]", date.today().isoformat())
            desk.page.fill("[name=document]", "高财决〔2025〕1号")
        desk.follow(f"form.action button.primary >> text={button}")
        # Publishing is done in the background, whose page leads back.
        desk.page.wait_for_selector(f".crumbs .state-{state}", timeout=180_000)
        assert not desk.complaints
        desk.close()

    step(9)
    reader = Desk(chromium, address, None)
    reader.go("/")
    name = finance.page.inner_text("h1").split()[0]
    reader.follow(f"main table a >> text={name}")
    reader.follow("a.button >> text=2024")
    expect(reader.page.locator("svg").nth(2)).to_be_attached()
    with reader.page.expect_download() as download:
        reader.page.click("text=决算公开 JSON")
    assert download.value.suggested_filename.endswith("-2024.json")
    for desk in (section, finance, reader):
        assert desk.complaints == []
        desk.close()
    assert done == steps, "the tutorial has the steps that were replayed"
