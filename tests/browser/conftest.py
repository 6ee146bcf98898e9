"""A real server in this process's children, and a real chromium in front of it."""

from __future__ import annotations

import json
import shutil
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.test_serving import serving

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a demonstration of its own."""
    with serving("--demo") as (_, where):
        for _ in range(600):
            with urllib.request.urlopen(f"{where}/api/publications.json") as answer:
                if json.load(answer)["publications"]:
                    break
            time.sleep(0.1)
        yield where


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser; without one installed the tests of a browser are skipped."""
    if not Path(CHROMIUM).exists():
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Desk:
    """A person's page: signed in, complaining of every error of the console."""

    def __init__(self, browser: Any, address: str, username: str | None, width: int = 1440) -> None:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        context.set_default_timeout(30_000)
        self.address = address
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda message: self.complaints.append(message.text) if message.type == "error" else None,
        )
        if username is not None:
            self.go("/workbench/login/")
            self.page.fill("[name=username]", username)
            self.page.fill("[name=password]", "demo-mingzhang")
            self.page.click("button.primary")

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def close(self) -> None:
        self.page.context.close()
