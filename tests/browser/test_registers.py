"""A hazard from its inspection to the re-check, and the indicator that follows it, in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_pages import serious_problems


@pytest.fixture(scope="module")
def year(chromium: Any, address: str) -> str:
    """The address of the year in preparation."""
    desk = Desk(chromium, address, "finance")
    link = desk.page.locator("main table a").first.get_attribute("href")
    desk.close()
    return str(link)


def ask_of_the_register(desk: Desk, year: str) -> str:
    """Lets the second indicator of the first project follow the hazards; the project's form."""
    desk.go(year + "tables/indicators/")
    cells = desk.page.locator("tbody tr").nth(1).locator("[name$='-register']")
    cells.fill("hazard:rate")
    desk.follow("button.primary")
    desk.page.wait_for_selector(".note.good")
    desk.go(year + "evaluations/")
    return str(desk.page.locator("main table a").first.get_attribute("href"))


def enter_step(desk: Desk, step: str, **typed: str) -> None:
    """Enters the step that is next."""
    form = desk.page.locator(f"#step-{step} form")
    for name, value in typed.items():
        field = form.locator(f"[name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    desk.follow(form.locator("button"))
    desk.page.wait_for_selector(".note.good")


def test_a_hazard_and_its_indicator(chromium: Any, address: str, year: str) -> None:
    finance = Desk(chromium, address, "finance")
    form = ask_of_the_register(finance, year)
    finance.go(form)
    shown = finance.page.locator("td.figure a[href*='/hazard/measures/rate/'] span")
    expect(shown).to_have_text("33.33")
    section = Desk(chromium, address, "section")
    section.go(year + "registers/hazard/add/")
    row = section.page.locator("tbody tr").first
    for name, value in {"inspected": "2024-10-15", "enterprise": "示范仓库", "hazard": "灭火器过期",
                        "level": "一般"}.items():  # fmt: skip
        row.locator(f"[name$='-{name}']").fill(value)
    section.follow("button.primary")
    section.page.wait_for_selector("#step-notified form")
    finance.go(form)
    expect(shown, "found, and not closed").to_have_text("25")
    enter_step(section, "notified", notified="2024-10-16", due="2024-10-30", person="主管", plan="更换")
    enter_step(section, "rectified", rectified="2024-10-20", measures="已更换")
    enter_step(section, "rechecked", rechecked="2024-10-22", result="合格")
    section.shows("#step-rechecked", "2024-10-22")
    section.shows(".history", "合格")
    finance.go(form)
    expect(shown).to_have_text("50")
    finance.follow(shown)
    finance.shows("main", "示范仓库")
    assert finance.complaints == section.complaints == []
    finance.close()
    section.close()


def test_paste_from_a_spreadsheet(chromium: Any, address: str, year: str) -> None:
    desk = Desk(chromium, address, "section")
    desk.go(year + "registers/supplies/add/")
    desk.page.locator("[name='cell-new0-date']").focus()
    desk.page.evaluate(
        """() => { const data = new DataTransfer();
           data.setData('text/plain',
             '2024-11-01\\t水\\t箱\\t采购入库\\t12\\r\\n2024-11-02\\t水\\t箱\\t调拨出库\\t4');
           document.activeElement.dispatchEvent(
             new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }"""
    )
    desk.follow("button.primary")
    desk.page.wait_for_selector(".note.good")
    desk.go(year + "registers/supplies/lists/stock/")
    assert "8" in desk.page.locator("tr", has_text="水").inner_text().split()
    desk.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_pages_of_registers(chromium: Any, address: str, year: str, width: int) -> None:
    desk = Desk(chromium, address, "section", width)
    desk.go(year + "registers/relief/")
    record = str(desk.page.locator("main tbody a").first.get_attribute("href"))
    problems = []
    for path in (year + "registers/", record, *(year + "registers/" + part for part in (
        "overdue", "hazard/", "hazard/add/", "contract/lists/unpaid/", "survey/measures/rate/",
        "relief/import/",
    ))):  # fmt: skip
        desk.go(path)
        found = desk.page.evaluate("document.documentElement.scrollWidth")
        assert found <= width, f"{path}: {found} pixels wide"
        if width > 1000:
            problems += [f"{path}: {problem}" for problem in serious_problems(desk)]
    assert problems == []
    assert desk.complaints == []
    desk.close()
