"""Check a file in a browser: a PDF dropped, checked by the worker beside the server, from the finding to the
cell on the page's picture and back, a later file that closes findings, at the width of a telephone."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_pages import serious_problems
from tests.web.documents import disclosure_json, published

DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  const form = document.querySelector("[data-drop]");
  for (const kind of ["dragenter", "dragover", "drop"])
    form.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("pdfs")
    return {
        name: published(folder, "pdf", wrong).read_bytes() for name, wrong in (("错", True), ("对", False))
    }


def drop(desk: Desk, name: str, data: bytes) -> None:
    """Drops a file on the page, as the mouse would, and waits until it is checked."""
    desk.go("/workbench/files/")
    desk.page.evaluate(DROP, [name, base64.b64encode(data).decode()])
    desk.page.wait_for_selector("[data-first-sheet]", timeout=120_000)


def shot(desk: Desk, name: str) -> None:
    """A picture for the eyes of whoever asks for one (`SCREENSHOTS=folder`)."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        desk.page.screenshot(path=str(Path(folder) / f"{name}.png"))


def test_from_finding_to_cell_and_back(chromium: Any, address: str, pdfs: dict[str, bytes]) -> None:
    desk = Desk(chromium, address, "finance")
    page = desk.page
    drop(desk, "错.pdf", pdfs["错"])
    shot(desk, "file-1440")
    assert serious_problems(desk) == []
    desk.follow("a:has-text('支出决算表 · 合计 · 基本支出') >> nth=0")
    page.wait_for_selector(".page svg a.of-error", timeout=60_000)
    target = page.locator(".page svg a.current")
    assert "126.82" in str(target.get_attribute("aria-label"))
    shot(desk, "sheet-1440")
    assert serious_problems(desk) == []
    box = target.locator("rect").bounding_box()
    picture = page.locator(".page img").bounding_box()
    assert box is not None
    assert picture is not None
    assert picture["x"] < box["x"] < picture["x"] + picture["width"]
    assert picture["y"] < box["y"] < picture["y"] + picture["height"]
    target.press("Enter")
    assert page.evaluate("document.activeElement.id").startswith("finding-"), "from the cell to its finding"
    page.keyboard.press("Enter")
    assert "126.82" in page.evaluate("document.activeElement.getAttribute('aria-label')"), "and back"
    first = page.evaluate("document.querySelector('.finding').id")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.matches('.finding')")
    assert first.startswith("finding-")
    drop(desk, "对.pdf", pdfs["对"])
    desk.shows("main", "已改正 5")
    desk.follow("text=看经过")
    expect(page.locator("s")).to_have_count(5)
    shot(desk, "history-1440")
    assert serious_problems(desk) == []
    desk.go("/workbench/files/")
    shot(desk, "files-1440")
    assert serious_problems(desk) == []
    assert desk.complaints == []
    desk.close()


def test_against_last_year(chromium: Any, address: str, pdfs: dict[str, bytes]) -> None:
    """Last year's accounts, dropped as what another program has read of them, stand beside this year's."""
    desk = Desk(chromium, address, "finance")
    page = desk.page
    before = {**json.loads(disclosure_json(False)), "fiscal_year": 2023}
    drop(desk, "上年.json", json.dumps(before).encode())
    drop(desk, "对.pdf", pdfs["对"])
    page.locator("summary", has_text="与其他文件对照").press("Enter")
    page.get_by_label("上年决算").select_option(index=1)
    shot(desk, "against-1440")
    assert serious_problems(desk) == []
    desk.follow("button:has-text('对照核对')")
    desk.shows("main", "对照了：上年.json")
    shot(desk, "against-done-1440")
    assert serious_problems(desk) == []
    assert desk.complaints == []
    desk.close()


def test_on_a_telephone(chromium: Any, address: str, pdfs: dict[str, bytes]) -> None:
    desk = Desk(chromium, address, "bureau", 390)
    page = desk.page
    drop(desk, "错.pdf", pdfs["错"])
    ways = [page.url.removeprefix(address)]
    link = str(page.locator("a:has-text('支出决算表 · 合计 · 基本支出')").first.get_attribute("href"))
    ways += [link, "/workbench/files/", "/workbench/jobs/", ways[0] + "history/"]
    for number, way in enumerate(ways):
        desk.go(way)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, f"{way}: {width} pixels wide"
        shot(desk, f"phone-{number}")
    desk.go(link)
    page.wait_for_selector(".page svg a.of-error", timeout=60_000)
    shot(desk, "phone-sheet")
    assert desk.complaints == []
    desk.close()
