"""The web page: anchors, header cells, contrast, no outside request, 390 pixels, no script needed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from mingzhang.facts.model import address_of
from mingzhang.writers.publication import Publication
from mingzhang.writers.registry import writer

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def path(sample: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's page."""
    return writer("html").write(sample, tmp_path_factory.mktemp("html"))[0]


@pytest.fixture(scope="module")
def page(path: Path) -> Any:
    """Its tree."""
    return html.fromstring(path.read_bytes())


def test_every_fact_has_an_anchor(page: Any, sample: Publication) -> None:
    for statement in sample.disclosure.statements:
        for fact in statement.facts:
            cell = page.get_element_by_id(str(address_of(statement, fact)))
            assert cell.text_content() == fact.value


def test_ids_are_unique_and_links_lead_somewhere(page: Any) -> None:
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    assert [name for name, times in ids.items() if times > 1] == []
    targets = [link.get("href") for link in page.iter("a") if link.get("href").startswith("#")]
    assert [target for target in targets if target[1:] not in ids] == []
    downloads = [link.get("href") for link in page.iter("a") if link.get("download") is not None]
    assert downloads == ["../disclosure.pdf", "../disclosure.docx"]


def test_every_figure_names_its_header_cells(page: Any) -> None:
    ids = {element.get("id") for element in page.iter("th")}
    figures = page.xpath('//table[@class="statement"]/tbody//td[@id]')
    assert len(figures) > 250
    for figure in figures:
        names = figure.get("headers", "").split()
        assert names, figure.get("id")
        assert set(names) <= ids
    for cell in page.iter("th"):
        assert cell.get("scope") in ("col", "colgroup", "row")
    tables = page.xpath('//table[not(@class="small")]')
    assert all(page.get_element_by_id(table.get("aria-labelledby")) is not None for table in tables)


def test_headings_do_not_skip_a_level(page: Any) -> None:
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_pictures_have_a_description_with_their_figures(page: Any) -> None:
    pictures = list(page.iter("img"))
    assert len(pictures) >= 8
    assert all(re.search(r"\d", picture.get("alt", "")) for picture in pictures)


def test_nothing_comes_from_elsewhere(path: Path) -> None:
    folder = path.parent
    for file in folder.rglob("*"):
        if file.suffix in (".html", ".css", ".js"):
            text = file.read_text(encoding="utf-8")
            assert re.findall(r"(?:src|href)=\"(?:https?:)?//|url\(|@import|fetch\(|XMLHttp", text) == []
            assert " style=" not in text


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """WCAG contrast of two colours."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast(path: Path) -> None:
    style = (path.parent / "style.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", style))
    for text in ("ink", "soft", "accent", "alarm"):
        for ground in ("#ffffff", colours["head"]):
            assert contrast(colours[text], ground) >= 4.5, text
    assert contrast(colours["ink"], colours["mark"]) >= 4.5


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real browser."""
    if not CHROMIUM.exists():
        pytest.skip("chromium is not here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_fits_the_screen(browser: Any, path: Path, width: int) -> None:
    view = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    troubles: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    view.on("console", lambda message: troubles.append(message.text))
    view.goto(path.as_uri())
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    clipped = """() => [...document.querySelectorAll('td, th, p, h1, h2, h3, h4')]
        .filter(cell => cell.scrollWidth > cell.clientWidth + 2 && cell.clientWidth > 0)
        .map(cell => cell.textContent)"""
    assert view.evaluate(clipped) == []
    assert [url for url in asked if not url.startswith(path.parent.as_uri())] == []
    assert troubles == []
    view.close()


def test_it_is_whole_without_a_script(browser: Any, path: Path, sample: Publication) -> None:
    view = browser.new_context(java_script_enabled=False).new_page()
    view.goto(path.as_uri() + "#expenditure/total/project")
    statement = sample.disclosure.statement("expenditure")
    assert statement is not None
    value = next(fact.value for fact in statement.facts if (fact.code, fact.column) == ("total", "project"))
    assert view.locator('[id="expenditure/total/project"]').inner_text() == value
    assert view.locator(".tools").count() == 0
    view.close()


def test_search_and_sort(browser: Any, path: Path) -> None:
    view = browser.new_page(viewport={"width": 1280, "height": 900})
    view.goto(path.as_uri())
    section = view.locator("section#expenditure")
    rows = section.locator("tbody tr:visible")
    whole = rows.count()
    section.locator("input[type=search]").fill("住房")
    assert 0 < rows.count() < whole
    assert all("住房" in text for text in rows.all_inner_texts())
    section.locator("input[type=search]").fill("")
    section.locator("button.sort").first.click()
    figures = [float(cells.split("\t")[2]) for cells in rows.all_inner_texts()[1:]]
    assert rows.first.inner_text().startswith("合计")
    assert figures == sorted(figures, reverse=True)
    assert rows.count() == whole
    view.close()
