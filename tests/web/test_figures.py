"""Every figure on every page is the engine's: the records are exported as a package, compiled by the
command line, and each page's figures, known by their cells, are held against that disclosure."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingzhang.cli.main import main
from mingzhang_web.compiled.compiling import disclosure_of, latest
from mingzhang_web.portal.models import Publication
from mingzhang_web.year.models import UnitYear

ALIKE = {"/cells/": 30, "/tables/": 40}
"""Pages of single figures and records: as many of them as are walked."""


class Figures(HTMLParser):
    """(kind, name, text) of every element with `data-cell` or `data-claim`, and the links of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.links: list[str] = []
        self._open: list[tuple[str, str, str] | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and values.get("href"):
            self.links.append(values["href"] or "")
        if tag in ("input", "meta", "link", "br", "rect"):
            return
        kind = next((name for name in ("data-cell", "data-claim") if name in values), None)
        self._open.append(None if kind is None else (kind, values[kind] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag not in ("input", "meta", "link", "br", "rect"):
            closed = self._open.pop()
            if closed is not None:
                self.found.append(closed)

    def handle_data(self, data: str) -> None:
        for index, item in enumerate(self._open):
            if item is not None:
                self._open[index] = (item[0], item[1], item[2] + data)


def engine(unit_year: UnitYear, client: Client, folder: Path) -> dict[str, Any]:
    """What `mingzhang compile` makes of the exported records."""
    packed = zipfile.ZipFile(io.BytesIO(client.get(reverse("export", args=[unit_year.pk])).content))
    packed.extractall(folder / "package")
    target = folder / "compiled.json"
    assert main(["compile", str(folder / "package"), "-o", str(target)]) == 0
    compiled: dict[str, Any] = json.loads(target.read_bytes())
    return compiled


def cells_of(disclosure: dict[str, Any]) -> dict[str, str]:
    """Every figure by the address that pages use."""
    cells = {}
    for statement in disclosure["statements"]:
        for fact in statement["facts"]:
            parts = (statement["id"], fact["side"], fact["code"], fact["column"])
            cells["/".join(part for part in parts if part)] = fact["value"]
    for fact in disclosure["figures"]:
        cells[f"figures/{fact['code']}"] = cells[f"figures/{fact['code']}/{fact['column']}"] = fact["value"]
    for form in disclosure["evaluations"]:
        project = form["project"]
        cells[f"{project}/total_score"] = form["total_score"]
        for row in form["funds"]:
            for name, value in row.items():
                cells[f"{project}/funds.{row['source_kind']}.{name}"] = value
        for index, indicator in enumerate(form["indicators"]):
            for name, value in indicator.items():
                cells[f"{project}/indicators.{index}.{name}"] = value
            target = (indicator["operator"] or "") + (indicator["target"] or "")
            cells[f"{project}/indicators.{index}.target"] = target
    return cells


def walk(client: Client, start: str, below: str) -> Iterator[tuple[str, Figures]]:
    """Every page that can be reached by links below an address; of the many alike the first few."""
    waiting, seen = [start], {start}
    alike: Counter[str] = Counter()
    while waiting:
        address = waiting.pop(0)
        kind = next((kind for kind in ALIKE if kind in address), "")
        alike[kind] += 1
        if kind and alike[kind] > ALIKE[kind]:
            continue
        response = client.get(address)
        assert response.status_code == 200, address
        if not response["Content-Type"].startswith("text/html"):
            continue
        page = Figures()
        page.feed(response.content.decode())
        yield address, page
        for link in page.links:
            plain = link.partition("#")[0]
            if plain.startswith(below) and plain not in seen and "?" not in plain:
                seen.add(plain)
                waiting.append(plain)


def hold_against(
    pages: Iterator[tuple[str, Figures]], disclosure: dict[str, Any]
) -> tuple[int, set[str], set[int]]:
    """(pages, cells seen, claims seen); every figure that is shown must be the disclosure's."""
    cells = cells_of(disclosure)
    counted, seen, stated = 0, set(), set()
    for address, page in pages:
        counted += 1
        for kind, name, text in page.found:
            shown = text.strip()
            if kind == "data-claim":
                assert shown.replace(",", "") == disclosure["claims"][int(name)]["value"], (address, shown)
                stated.add(int(name))
            elif shown and "待补" not in shown:
                assert shown == cells.get(name), (address, name, shown, cells.get(name))
                seen.add(name)
    return counted, seen, stated


def bound_claims(disclosure: dict[str, Any]) -> set[int]:
    """The claims that the explanation states; those of the forms' own texts stand in the forms."""
    paragraphs = [item for section in disclosure["explanation"] for item in section["paragraphs"]]
    return {number["claim"] for paragraph in paragraphs for number in paragraph["numbers"]}


def printed_cells(disclosure: dict[str, Any]) -> set[str]:
    """The cells of the statements that the variant's forms have a place for."""
    facts = {
        "/".join(part for part in (item["id"], fact["side"], fact["code"], fact["column"]) if part)
        for item in disclosure["statements"]
        for fact in item["facts"]
    }
    return {cell for cell in facts if not cell.startswith("state_capital_operations")}


def test_workbench_shows_the_engines_figures(
    sign_in: Callable[[str], Client], own: UnitYear, tmp_path: Path
) -> None:
    client = sign_in("auditor")
    compiled = engine(own, client, tmp_path)
    start = reverse("year", args=[own.pk])
    pages, seen, stated = hold_against(walk(client, start, start), compiled)
    assert printed_cells(compiled) - seen == set()
    assert stated == bound_claims(compiled)
    assert pages > 60


def test_portal_shows_the_engines_figures(
    client: Client, sign_in: Callable[[str], Client], other: UnitYear, tmp_path: Path
) -> None:
    compiled = engine(other, sign_in("auditor"), tmp_path)
    publication = Publication.objects.get()
    start = reverse("disclosure", args=[publication.pk])
    pages, seen, stated = hold_against(walk(client, start, start), compiled)
    assert printed_cells(compiled) - seen == set()
    assert stated == bound_claims(compiled)
    # overview, statements, explanation, evaluations and each of them, history, as many cells as are walked
    assert pages == 1 + 10 + 1 + 1 + len(compiled["evaluations"]) + 1 + ALIKE["/cells/"]
    published = json.loads(bytes(publication.disclosure))
    # What was decided on the way is added; nothing else differs from what the engine compiles.
    decided = [approval["object"] for approval in published.pop("approvals")]
    assert decided == ["confidentiality_review", "head_signature", "final_accounts", "publication"]
    assert published == {key: value for key, value in compiled.items() if key != "approvals"}


def test_downloads_are_the_frozen_bytes(db: None, client: Client) -> None:
    publication = Publication.objects.get()
    for file in publication.files.all():
        address = reverse("published_file", args=[publication.pk, file.name])
        assert client.get(address).content == bytes(file.content)
    assert client.get(reverse("published_file", args=[publication.pk, "other.json"])).status_code == 404


@pytest.mark.parametrize("language", ["zh", "en"])
def test_charts_state_their_figures(db: None, client: Client, language: str) -> None:
    client.cookies["language"] = language
    publication = Publication.objects.get()
    page = client.get(reverse("disclosure", args=[publication.pk])).content.decode()
    total = disclosure_cells(publication)["expenditure/total/project"]
    assert f'data-cell="expenditure/total/project">{total}<' in page
    assert "style=" not in page, "the page's policy forbids inline styles"


def disclosure_cells(publication: Publication) -> dict[str, str]:
    return cells_of(json.loads(bytes(publication.disclosure)))


def test_engine_of_the_test_is_the_compilation(own: UnitYear, sign_in: Any, tmp_path: Path) -> None:
    compilation = latest(own)
    assert compilation is not None
    compiled = engine(own, sign_in("auditor"), tmp_path)
    assert json.loads(bytes(compilation.disclosure)) == compiled
    assert disclosure_of(compilation).fiscal_year == compiled["fiscal_year"]
