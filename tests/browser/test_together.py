"""Two people on one form, a lost connection, an ended session, double clicks, a telephone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_pages import serious_problems

KEPT = "Object.keys(localStorage).filter(key => key.startsWith('mingzhang:kept:')).length"
TYPED = "与计划一致，未作调整。"


@pytest.fixture(scope="module")
def form(chromium: Any, address: str) -> str:
    """The address of a form of the year in preparation."""
    desk = Desk(chromium, address, "finance")
    desk.follow("main table a >> nth=0")
    desk.follow("nav.tabs >> text=绩效自评")
    desk.follow("main table a >> nth=0")
    desk.page.wait_for_selector("#results")
    found = desk.page.url.removeprefix(address)
    desk.close()
    return str(found)


def variance(desk: Desk) -> Any:
    return desk.page.locator("#results textarea[name$='-variance']").first


def save(desk: Desk) -> None:
    desk.follow("text=保存结果")


def test_two_people_on_one_form(chromium: Any, address: str, form: str) -> None:
    one, other = Desk(chromium, address, "finance"), Desk(chromium, address, "section")
    one.go(form)
    other.go(form)
    variance(one).fill("甲写的原因")
    save(one)
    one.page.wait_for_selector(".note.good")
    variance(other).fill("乙写的原因")
    save(other)
    other.page.wait_for_selector("text=有人刚改过同一内容")
    page = other.page.inner_text("main")
    assert "甲写的原因" in page, "what stands"
    assert "乙写的原因" in [field.input_value() for field in other.page.locator("main table input").all()]
    assert serious_problems(other) == []
    other.follow("text=用我填的覆盖")
    other.go(form)
    expect(variance(other)).to_have_value("乙写的原因")
    for desk in (one, other):
        assert [text for text in desk.complaints if "409" not in text] == []
        desk.close()


def test_what_was_typed_survives_a_lost_connection(chromium: Any, address: str, form: str) -> None:
    desk = Desk(chromium, address, "finance")
    desk.go(form)
    variance(desk).fill(TYPED)
    desk.page.context.set_offline(True)
    desk.page.click("text=保存结果")
    desk.page.wait_for_selector("text=网络断开")
    assert variance(desk).input_value() == TYPED
    desk.page.context.set_offline(False)
    desk.page.wait_for_selector("text=网络已恢复")
    # The window was closed instead of saved: the page offers it when it is opened again.
    desk.page.evaluate("document.querySelectorAll('.changed').forEach(f => f.classList.remove('changed'))")
    desk.go(form)
    desk.page.wait_for_selector("text=上次在这里填的内容没有保存")
    assert variance(desk).input_value() != TYPED
    assert serious_problems(desk) == []
    desk.page.click(".kept button >> text=恢复")
    assert variance(desk).input_value() == TYPED
    save(desk)
    desk.page.wait_for_selector(".note.good")
    expect(variance(desk)).to_have_value(TYPED)
    assert desk.page.evaluate(KEPT) == 0, "forgotten as soon as the server has confirmed it"
    desk.close()


def test_what_was_typed_survives_an_ended_session(chromium: Any, address: str, form: str) -> None:
    desk = Desk(chromium, address, "finance")
    desk.go(form)
    variance(desk).fill("会话过期前填的原因")
    desk.page.context.clear_cookies(name="sessionid")
    save(desk)
    desk.page.wait_for_selector("[name=password]")
    assert desk.page.evaluate(KEPT) == 1
    desk.page.fill("[name=username], [name=login]", "finance")
    desk.page.fill("[name=password]", "demo-mingzhang")
    desk.follow("main button.primary")
    desk.page.wait_for_selector("text=上次在这里填的内容没有保存")
    assert desk.page.url.removeprefix(address) == form, "back on the page of the form"
    desk.page.click(".kept button >> text=恢复")
    save(desk)
    desk.page.wait_for_selector(".note.good")
    expect(variance(desk)).to_have_value("会话过期前填的原因")
    # Whoever signs out leaves nothing in the browser.
    variance(desk).fill("没有保存的原因")
    desk.page.wait_for_function(f"() => {KEPT} === 1")
    desk.page.evaluate("document.querySelectorAll('.changed').forEach(f => f.classList.remove('changed'))")
    desk.follow("text=退出")
    desk.page.wait_for_url("**/login/**")
    assert desk.page.evaluate(KEPT) == 0
    desk.close()


def test_grid_rows_are_brought_back(chromium: Any, address: str, form: str) -> None:
    desk = Desk(chromium, address, "finance")
    where = form.split("evaluations/")[0] + "tables/duties/"
    desk.go(where)
    desk.page.click("[data-add-row]")
    last = desk.page.locator("tbody tr").last.locator("td input:not([type=checkbox]), td textarea")
    last.last.fill("新增一项职责。")
    desk.page.wait_for_function(f"() => {KEPT} === 1")
    desk.page.evaluate("document.querySelectorAll('.changed').forEach(f => f.classList.remove('changed'))")
    desk.go(where)
    desk.page.click(".kept button >> text=恢复")
    fields = desk.page.locator("tbody td input:not([type=checkbox]), tbody td textarea").all()
    assert "新增一项职责。" in [field.input_value() for field in fields]
    desk.page.evaluate("document.querySelectorAll('.changed').forEach(f => f.classList.remove('changed'))")
    desk.go(where)
    desk.page.click(".kept button >> text=丢弃")
    assert desk.page.evaluate(KEPT) == 0
    # What was refused is not saved either.
    where = where.replace("duties", "staff")
    desk.go(where)
    count = desk.page.locator("tbody tr").first.locator("td input:not([type=checkbox])").last
    count.fill("十二")
    desk.follow("button >> text=保存")
    desk.page.wait_for_selector("[role=alert]")
    assert desk.page.evaluate(KEPT) == 1
    desk.go(where)
    desk.page.click(".kept button >> text=恢复")
    assert count.input_value() == "十二"
    desk.page.evaluate("document.querySelectorAll('.changed').forEach(f => f.classList.remove('changed'))")
    desk.close()


def test_double_clicks_do_nothing_twice(chromium: Any, address: str, form: str) -> None:
    """On a button, and the same form posted twice at once, as a browser without script does."""
    desk = Desk(chromium, address, "finance")
    year = form.split("evaluations/")[0]
    desk.go(year)
    before = desk.page.locator("ol.history >> text=编制决算").count()
    desk.page.dblclick("text=编制决算 >> visible=true")
    desk.page.wait_for_selector("table.form")
    desk.go(year)
    assert desk.page.locator("ol.history >> text=编制决算").count() == before + 1
    desk.page.evaluate(
        """async () => {
            const form = [...document.querySelectorAll('form')].find(f => f.action.endsWith('/compile/'));
            const body = () => new URLSearchParams(new FormData(form));
            await Promise.all([1, 2, 3].map(() => fetch(form.action, {method: 'POST', body: body()})));
        }"""
    )
    desk.go(year)
    assert desk.page.locator("ol.history >> text=编制决算").count() == before + 2
    desk.close()


@pytest.mark.parametrize("username", ["bureau", "department"])
def test_on_a_telephone(chromium: Any, address: str, username: str, form: str) -> None:
    desk = Desk(chromium, address, username, 390)
    year = form.split("evaluations/")[0]
    for path in ("/workbench/review/", "/workbench/budget-list/2024/", form,
                 *(year + part for part in ("", "changes/", "rectifications/", "monitoring/", "adjustments/",
                                            "findings/", "explanation/"))):  # fmt: skip
        desk.go(path)
        found = desk.page.evaluate("document.documentElement.scrollWidth")
        assert found <= 390, f"{path}: {found} pixels wide"
        assert [f"{path}: {problem}" for problem in serious_problems(desk)] == []
    assert desk.complaints == []
    desk.close()
