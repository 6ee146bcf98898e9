"""Every kind of page in a browser: no serious problem for people who see, hear or type differently, nothing
wider than the screen, nothing loaded from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Desk

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
YEAR = ("", "tables/expenditure/", "tables/projects/", "import/", "statements/",
        "statements/appropriation_summary/", "statements/general_budget_basic/",
        "statements/three_public_expenses/", "statements/supplementary_statistics/", "findings/",
        "explanation/", "explanation/0/0/", "evaluations/",
        "cells/expenditure/total/project/")  # fmt: skip
PUBLIC = ("/", "/workbench/login/", "/publications/1/", "/publications/1/statements/expenditure/",
          "/publications/1/explanation/", "/publications/1/evaluations/",
          "/publications/1/evaluations/0/")  # fmt: skip


def pages_of(desk: Desk, username: str | None) -> list[str]:
    """The addresses to look at with an account."""
    if username is None:
        return list(PUBLIC)
    if username == "admin":
        return ["/workbench/accounts/", "/workbench/accounts/1/", "/workbench/style/", "/workbench/password/"]
    desk.go("/workbench/")
    year = str(desk.page.locator("main table a").last.get_attribute("href"))
    if username == "auditor":
        return ["/workbench/", "/workbench/trail/", year]
    desk.go(year + "evaluations/")
    form = str(desk.page.locator("main table a").first.get_attribute("href"))
    return [form, *(year + part for part in YEAR)]


def serious_problems(desk: Desk) -> list[str]:
    """What axe finds on the page and calls serious or critical. The page's policy forbids foreign scripts;
    the devices of the browser may still look at it."""
    desk.page.evaluate(AXE)
    result = desk.page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"
    )
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:120]}"
        for item in result["violations"]
        if item["impact"] in ("serious", "critical")
    ]


def test_a_planted_problem_is_found(chromium: Any, address: str) -> None:
    desk = Desk(chromium, address, None)
    desk.go("/workbench/login/")
    desk.page.evaluate("document.querySelector('label').replaceWith(document.querySelector('label input'))")
    assert any(problem.startswith("label:") for problem in serious_problems(desk))
    desk.close()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("username", [None, "finance", "auditor", "admin"])
def test_pages(chromium: Any, address: str, username: str | None, width: int) -> None:
    desk = Desk(chromium, address, username, width)
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    problems = []
    for path in pages_of(desk, username):
        desk.go(path)
        found = desk.page.evaluate("document.documentElement.scrollWidth")
        assert found <= width, f"{path}: {found} pixels wide"
        if width > 1000:
            problems += [f"{path}: {problem}" for problem in serious_problems(desk)]
    assert problems == []
    assert desk.complaints == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    desk.close()


def test_grid_by_keyboard(chromium: Any, address: str) -> None:
    desk = Desk(chromium, address, "finance")
    desk.go("/workbench/")
    year = str(desk.page.locator("main table a").first.get_attribute("href"))
    desk.go(year + "tables/duties/")
    rows = desk.page.locator("tbody tr")
    count = rows.count()
    rows.last.locator("td input, td textarea").first.focus()
    desk.page.keyboard.press("Enter")
    assert rows.count() == count + 1, "Enter in the last row adds one"
    desk.page.keyboard.press("ArrowUp")
    active = desk.page.evaluate("document.activeElement.closest('tr').rowIndex")
    assert active == count
    desk.page.evaluate(
        """() => { const data = new DataTransfer();
           data.setData('text/plain', '901\\t甲\\r\\n902\\t乙\\r\\n903\\t丙');
           document.activeElement.dispatchEvent(
             new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }"""
    )
    assert rows.count() == count + 2, "the paste made the rows that it needed"
    names = [field.get_attribute("name") for field in desk.page.locator("tbody [name^=cell-new]").all()]
    assert len(names) == len(set(names))
    desk.close()


def test_works_without_script(chromium: Any, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/workbench/login/")
    page.fill("[name=username]", "finance")
    page.fill("[name=password]", "demo-mingzhang")
    for pressed in ("button.primary", "main table a", "nav.tabs >> text=决算表", "td.figure a"):
        with page.expect_navigation():
            page.locator(pressed).first.click()
    expect(page.locator("main")).to_contain_text("勾稽关系")
    context.close()
