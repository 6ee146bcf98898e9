"""The tutorial `docs/tutorials/first-year.md`, replayed: its headings are the steps, in their order."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

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
    section.page.click("main table a")
    section.page.click("nav.tabs >> text=绩效自评")
    section.page.click("main table a >> nth=0")
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
    section.page.click("text=保存结果")
    section.page.wait_for_selector(".note.good")

    step(3)
    paper = tmp_path / "签到表.txt"
    paper.write_text("签到表", encoding="utf-8")
    section.page.set_input_files("#evidence input[type=file]", str(paper))
    section.page.fill("#evidence [name=note]", "活动签到")
    section.page.click("#evidence button >> text=添加")
    assert "签到表.txt" in section.page.inner_text("#evidence")
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
    finance.page.click("text=编制决算")
    finance.page.wait_for_selector("table.form")
    finance.page.click("nav.chips >> text=公开03表")
    figure = finance.page.locator("td.figure a").first
    value = figure.inner_text()
    figure.click()
    finance.page.wait_for_selector("#origin .big")
    assert finance.page.inner_text("#origin .big") == value
    assert "expenditure.csv" in finance.page.inner_text("#origin")

    step(6)
    finance.page.click("nav.tabs >> text=情况说明")
    finance.page.click("a.edit >> nth=0")
    finance.page.locator(".pieces textarea").last.fill("。收支平衡。")
    finance.page.click("button >> text=保存")
    finance.page.wait_for_selector("text=重新编制后生效")
    finance.go(year)
    finance.page.click("text=编制决算")
    finance.page.click("nav.tabs >> text=情况说明")
    assert "收支平衡。" in finance.page.inner_text("main")

    step(7)
    finance.go(year)
    finance.page.click("form.action button >> text=提交")
    assert "已提交" in finance.page.inner_text(".crumbs")
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
        desk.page.click(f"form.action button >> text={button}")
        assert state in desk.page.inner_text(".crumbs")
        desk.close()

    step(8)
    finance.go(year)
    finance.page.fill("#remarks textarea", "已补充。")
    finance.page.click("#remarks button >> text=答复")
    finance.page.wait_for_selector("#remarks >> text=已补充。")
    for username, button in (
        ("finance", "提交"), ("confidentiality", "完成保密审查"), ("head", "签批"),
        ("department", "审核通过"), ("bureau", "财政审核通过"), ("bureau", "批复"), ("finance", "公开"),
    ):  # fmt: skip
        desk = Desk(chromium, address, username)
        desk.go(year)
        if username == "confidentiality":
            desk.page.check("[name=decision][value=publish_all]")
        if button == "批复":
            desk.page.fill("[name=date]", date.today().isoformat())
            desk.page.fill("[name=document]", "高财决〔2025〕1号")
        desk.page.click(f"form.action button.primary >> text={button}")
        # Publishing is done in the background, whose page leads back.
        desk.page.wait_for_selector("ol.steps", timeout=180_000)
        assert not desk.complaints
        desk.close()

    step(9)
    reader = Desk(chromium, address, None)
    reader.go("/")
    name = finance.page.inner_text("h1").split()[0]
    reader.page.click(f"main table a >> text={name}")
    reader.page.click("a.button >> text=2024")
    assert reader.page.locator("svg").count() >= 3
    with reader.page.expect_download() as download:
        reader.page.click("text=决算公开 JSON")
    assert download.value.suggested_filename.endswith("-2024.json")
    for desk in (section, finance, reader):
        assert desk.complaints == []
        desk.close()
    assert done == steps, "the tutorial has the steps that were replayed"
