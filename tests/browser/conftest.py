"""A real server in this process's children, and a real chromium in front of it.

A click does not wait for the page that it asks for. A test that presses a link or a button which loads one
uses `Desk.follow`; what is looked at afterwards is awaited with `expect`, or with `Desk.shows`. With
`BROWSER_LATENCY=300` every answer comes 300 ms later, so that a test which reads too early fails.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect, sync_playwright

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
PATIENCE = 30_000
"""Milliseconds that a page may take: the machine may have much else to do."""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a demonstration of its own, without the county."""
    with serving("--demo") as (_, where):
        for _ in range(600):
            with urllib.request.urlopen(f"{where}/api/publications.json") as answer:
                if json.load(answer)["publications"]:
                    break
            time.sleep(0.1)
        else:
            pytest.fail("after a minute the demonstration has published nothing")
        yield where


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser; without one installed the tests of a browser are skipped."""
    if not Path(CHROMIUM).exists():
        pytest.skip("no chromium on this machine")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Desk:
    """A person's page: signed in, complaining of every error of the console."""

    def __init__(self, browser: Any, address: str, username: str | None, width: int = 1440) -> None:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        context.set_default_timeout(PATIENCE)
        self.address = address
        self.page = context.new_page()
        self._slow_down(int(os.environ.get("BROWSER_LATENCY", "0")))
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
            self.follow("button.primary")

    def _slow_down(self, milliseconds: int) -> None:
        if milliseconds:
            protocol = self.page.context.new_cdp_session(self.page)
            protocol.send("Network.enable")
            slow = {"latency": milliseconds, "downloadThroughput": -1, "uploadThroughput": -1}
            protocol.send("Network.emulateNetworkConditions", {"offline": False, **slow})

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def follow(self, target: Any, patience: int = PATIENCE) -> None:
        """Presses a link or a button that loads a page, given by its selector or as a locator, and waits
        until that page is there."""
        pressed = self.page.locator(target).first if isinstance(target, str) else target
        with self.page.expect_navigation(timeout=patience):
            pressed.click()

    def shows(self, where: str, text: str | re.Pattern[str]) -> None:
        """Waits until this part of the page contains the text."""
        expect(self.page.locator(where).first).to_contain_text(text)

    def close(self) -> None:
        self.page.context.close()
