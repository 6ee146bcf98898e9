"""The portal: search, units over the years, comparison, cells, history, feeds, API, kept pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from mingzhang_web.portal.freezing import Correction, freeze
from mingzhang_web.portal.models import Publication, PublishedFigure

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def published(db: None) -> Publication:
    """The demonstration's published year."""
    return Publication.objects.get(corrected_by=None)


def altered(data: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    disclosure = json.loads(data)
    change(disclosure)
    return json.dumps(disclosure, ensure_ascii=False).encode()


@pytest.fixture
def earlier(published: Publication) -> Publication:
    """The same unit's year before, with the same figures."""

    def change(disclosure: dict[str, Any]) -> None:
        disclosure["fiscal_year"] -= 1

    return freeze(altered(bytes(published.disclosure), change), [])


@pytest.fixture
def corrected(published: Publication) -> Publication:
    """A correction of the published year: one figure of the statement of three public expenses."""

    def change(disclosure: dict[str, Any]) -> None:
        cell_of(disclosure)["value"] = "987.65"

    data = altered(bytes(published.disclosure), change)
    changes = {"schema": "mingzhang/changes/1", "old": "1", "new": "2", "same": False, "changes": []}
    return freeze(data, [], Correction(published, json.dumps(changes).encode()))


def cell_of(disclosure: dict[str, Any]) -> dict[str, Any]:
    statement = next(item for item in disclosure["statements"] if item["id"] == "expenditure")
    fact: dict[str, Any] = next(item for item in statement["facts"] if item["code"] == "total")
    return fact


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_every_printed_figure_is_indexed(published: Publication) -> None:
    disclosure = json.loads(bytes(published.disclosure))
    printed = [fact["value"] for item in disclosure["statements"] for fact in item.get("facts", [])]
    assert len(printed) > 50
    assert sorted(published.figures.values_list("value", flat=True)) == sorted(printed)


def test_money_is_compared_in_yuan_and_things_as_they_are(published: Publication) -> None:
    money = published.figures.filter(unit="万元")
    assert money.exclude(number=0).exists()
    assert all(figure.number == Decimal(figure.value) * 10_000 for figure in money)
    counted = published.figures.filter(unit="")
    assert all(str(int(figure.number)) == figure.value for figure in counted)


def test_units_are_found_by_name_and_code_and_not_by_another(client: Client, published: Publication) -> None:
    link = reverse("unit", args=[published.unit_key])
    for query in (published.unit_name[:3], published.unit_code[:3], published.department_name[:3]):
        assert link in page(client, f"/?q={query}"), query
    assert link not in page(client, "/?q=没有这个单位")
    assert link not in page(client, "/?year=1999")
    assert link in page(client, f"/?year={published.fiscal_year}")


def test_a_subject_is_found_with_its_figures(client: Client, published: Publication) -> None:
    figure = published.figures.filter(statement="expenditure").exclude(code="total").first()
    assert figure is not None
    for query in (figure.code, figure.label):
        assert reverse("published_cell", args=[published.pk, figure.address]) in page(client, f"/?q={query}")


@pytest.mark.parametrize("query", ["%00", "%", "_", "'", "<script>", "a" * 500, "😀", "%F0%28"])
def test_what_is_typed_is_only_searched(client: Client, published: Publication, query: str) -> None:
    text = page(client, f"/?q={query}")
    assert "<script>" not in text.replace('<script src="', "")
    page(client, f"/compare/?code={query}&unit={query}&column={query}&year={query}")


def test_a_units_page_sets_year_beside_year(
    client: Client, published: Publication, earlier: Publication
) -> None:
    text = page(client, reverse("unit", args=[published.unit_key]))
    for item in (published, earlier):
        total = item.figures.get(address="expenditure/total/basic")
        assert reverse("published_cell", args=[item.pk, total.address]) in text
    assert "+0.00%" in text
    assert client.get("/units/no-such-unit/").status_code == 404


def test_an_address_that_stays_leads_to_the_newest(
    client: Client, published: Publication, corrected: Publication
) -> None:
    address = reverse("unit_year", args=[published.unit_key, published.fiscal_year])
    answer = client.get(address + "statements/expenditure/")
    assert answer.status_code == 302
    assert answer["Location"] == reverse("published_statement", args=[corrected.pk, "expenditure"])
    assert client.get(reverse("unit_year", args=[published.unit_key, 1999])).status_code == 404


def test_comparing_shows_what_is_published_and_how_it_changed(client: Client, published: Publication) -> None:
    def change(disclosure: dict[str, Any]) -> None:
        disclosure["fiscal_year"] -= 1
        cell_of(disclosure)["value"] = "50.00"

    freeze(altered(bytes(published.disclosure), change), [])
    figure = published.figures.get(address="expenditure/total/total")
    expected = (float(figure.value) - 50) / 50 * 100
    text = page(client, "/compare/?column=expenditure/total&code=total")
    assert "50.00" in text
    shown = re.search(r"([+-][\d.]+)%", text)
    assert shown is not None
    assert float(shown.group(1)) == pytest.approx(expected, abs=0.006)
    assert "<svg" in text
    assert "50.00" not in page(client, f"/compare/?column=expenditure/total&year={published.fiscal_year}")
    assert published.unit_name not in re.sub(
        r"<details.*?</details>",
        "",
        page(client, "/compare/?column=expenditure/total&unit=elsewhere"),
        flags=re.S,
    )


def test_every_figure_of_a_statement_leads_to_its_page(client: Client, published: Publication) -> None:
    text = page(client, reverse("published_statement", args=[published.pk, "expenditure"]))
    links = re.findall(rf'href="(/publications/{published.pk}/cells/[^"]+)"', text)
    assert len(links) == published.figures.filter(statement="expenditure").count()
    for link in links[:5]:
        figure = published.figures.get(address=link.split("/cells/")[1])
        assert f'data-cell="{figure.address}">{figure.value}<' in page(client, link)
    assert client.get(f"/publications/{published.pk}/cells/expenditure/nothing/total").status_code == 404


def test_a_cell_names_its_identities_and_the_sentences_that_state_it(
    client: Client, published: Publication
) -> None:
    disclosure = json.loads(bytes(published.disclosure))
    claim = next(
        item for item in disclosure["claims"] if (item.get("about") or {}).get("statement") == "expenditure"
    )
    about = claim["about"]
    address = f"expenditure/{about['code']}/{about['column']}"
    text = page(client, reverse("published_cell", args=[published.pk, address]))
    assert "<details>" in text
    number = disclosure["claims"].index(claim)
    assert f"#claim-{number}" in text
    assert f'id="claim-{number}"' in page(client, reverse("published_explanation", args=[published.pk]))


def test_history_shows_what_a_correction_changed_and_the_old_one_says_so(
    client: Client, published: Publication, corrected: Publication
) -> None:
    before = published.figures.get(address="expenditure/total/total").value
    text = page(client, reverse("history", args=[published.pk]))
    assert f"<td>{before}</td><td>987.65</td>" in text
    assert reverse("disclosure", args=[corrected.pk]) in page(
        client, reverse("disclosure", args=[published.pk])
    )
    listed = page(client, "/")
    assert reverse("disclosure", args=[corrected.pk]) in listed
    assert reverse("disclosure", args=[published.pk]) not in listed


def test_feeds_tell_publications_and_corrections(
    client: Client, published: Publication, corrected: Publication
) -> None:
    for address in ("/feed.atom", reverse("unit_feed", args=[published.unit_key])):
        answer = client.get(address)
        assert answer["Content-Type"].startswith("application/atom+xml")
        entries = ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")
        assert [entry.findtext(f"{ATOM}title", "")[-4:] for entry in entries] == ["（更正）", "年度决算"]
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert client.get("/units/nobody/feed.atom").status_code == 404


def test_the_api_tells_the_same_figures(client: Client, published: Publication) -> None:
    listed = client.get("/api/publications").json()
    assert listed["count"] == len(listed["publications"]) == 1
    entry = listed["publications"][0]
    assert entry["unit"] == {"name": published.unit_name, "code": published.unit_code}
    for file in entry["files"]:
        assert client.get(file["url"]).status_code == 200
    figures = client.get(f"/api/publications/{published.pk}/figures?statement=expenditure").json()
    assert [(item["address"], item["value"]) for item in figures["figures"]] == list(
        published.figures.filter(statement="expenditure").values_list("address", "value")
    )
    found = client.get("/api/figures?statement=expenditure&code=total&column=total").json()
    assert [item["value"] for item in found["figures"]] == [
        published.figures.get(address="expenditure/total/total").value
    ]
    assert client.get(f"/api/publications/{published.pk}/disclosure").content == bytes(published.disclosure)
    assert client.get("/api/units?q=没有").json() == {"count": 0, "units": []}
    assert client.get("/api/publications/999999").json()["detail"]
    assert client.get("/api/publications/999999").status_code == 404
    assert client.get("/api/figures?limit=0").status_code == 422
    assert client.post("/api/units").status_code == 405
    assert "PublicationEntry" in page(client, "/api/")


def test_a_kept_page_is_the_page_and_changes_with_a_publication(
    client: Client, published: Publication
) -> None:
    first = client.get("/")
    with_queries = len(connection.queries_log)
    again = client.get("/")
    assert again.content == first.content
    assert again["ETag"] == first["ETag"]
    assert len(connection.queries_log) - with_queries <= 1
    assert client.get("/", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert "Set-Cookie" not in first.headers

    def change(disclosure: dict[str, Any]) -> None:
        disclosure["fiscal_year"] -= 1

    freeze(altered(bytes(published.disclosure), change), [])
    assert client.get("/").content != first.content


def test_what_the_browser_has_is_not_sent_again(client: Client, published: Publication) -> None:
    address = reverse("disclosure", args=[published.pk])
    tag = client.get(address).headers["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = client.get(address, headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b""), known
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_whole_addresses_follow_the_proxy(client: Client, published: Publication, settings: Any) -> None:
    asked = {"X-Forwarded-Proto": "https"}
    assert "https://testserver" not in client.get("/feed.atom", headers=asked).content.decode()
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    caches["portal"].clear()
    assert "https://testserver" in client.get("/feed.atom", headers=asked).content.decode()


def test_a_page_says_the_same_to_who_is_signed_in(
    client: Client, sign_in: Callable[[str], Client], published: Publication
) -> None:
    for address in ("/", reverse("disclosure", args=[published.pk]), "/compare/", "/api/"):
        # Asked for first by an account: what is kept of it is shown to everyone.
        assert page(sign_in("finance"), address) == page(client, address)
        caches["portal"].clear()
        assert page(client, address) == page(sign_in("finance"), address)


def test_the_language_of_an_address_is_remembered(client: Client, published: Publication) -> None:
    assert "Published units" in page(client, "/?language=en")
    assert "Published units" in page(client, "/")
    assert "已公开的单位" in page(client, "/?language=zh")
    assert "已公开的单位" in page(client, "/")


def test_a_publication_and_its_figures_go_together(published: Publication) -> None:
    assert not PublishedFigure.objects.exclude(publication=published).exists()
    with pytest.raises(TypeError):
        published.save()
