"""Who may do what, generated from `tests/web/matrix`: every address × every role × the own and another
unit's object. What is refused leaves no trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, path, reverse

from mingzhang_web.trail.models import Entry
from mingzhang_web.year.models import UnitYear
from tests.web.matrix import BUREAU_WIDE, Address, Case, addresses, cases, uncovered

GUESSED = 987_654_321
CASES = list(cases())
LISTED = list(addresses())
PRIVATE = [(name, address) for name, address in LISTED if address.of != "public"]


def titles(listed: list[tuple[str, Address]]) -> list[str]:
    """How pytest calls them."""
    return [f"{address.method}-{name}" for name, address in listed]


def ask(client: Client, name: str, address: Address, arguments: dict[str, Any]) -> Any:
    """The answer of an address."""
    where = reverse(name, kwargs=arguments)
    if address.method == "get":
        return client.get(where)
    return client.post(where, address.body() if address.body is not None else {})


def test_every_address_has_an_entry() -> None:
    assert uncovered(get_resolver().url_patterns) == set()


def test_an_address_without_entry_is_found() -> None:
    planted = [path("a/", HttpResponse, name="planted"), path("b/", HttpResponse)]
    assert uncovered([*get_resolver().url_patterns, *planted]) == {"planted", "without a name: b/"}


def test_no_entry_is_left_over() -> None:
    known = get_resolver().reverse_dict
    assert {name for name, _ in LISTED if ":" not in name and name not in known} == set()


def test_more_is_denied_than_allowed() -> None:
    denied = sum(not case.allowed for case in CASES)
    assert denied > len(CASES) - denied


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_matrix(case: Case, sign_in: Callable[[str], Client], own: UnitYear, other: UnitYear) -> None:
    arguments = case.address.arguments(own if case.side == "own" else other)
    before = Entry.objects.count()
    status = ask(sign_in(case.role), case.name, case.address, arguments).status_code
    if case.allowed:
        assert status in case.address.answers, status
        return
    # Of another unit's object whoever may of the own learns not even that it is there.
    secret = case.side == "other" and case.role in case.address.who
    # The other unit's year is published, and those above both are told that it takes nothing any more.
    closed = {409} if case.side == "other" and case.role in BUREAU_WIDE else set()
    assert status in ({404} if secret else {403, 404} | closed), status
    assert Entry.objects.count() == before, "what was refused left a trace"


@pytest.mark.parametrize(("name", "address"), PRIVATE, ids=titles(PRIVATE))
def test_without_signing_in(name: str, address: Address, client: Client, own: UnitYear) -> None:
    arguments = address.arguments(own)
    before = Entry.objects.count()
    for method in (client.get, client.post):
        answer = method(reverse(name, kwargs=arguments))
        assert answer.status_code in (302, 405), answer.status_code
        if answer.status_code == 302:
            assert answer["Location"].startswith(reverse("login"))
    assert ask(client, name, address, arguments).status_code == 302
    assert Entry.objects.count() == before


@pytest.mark.parametrize(("name", "address"), LISTED, ids=titles(LISTED))
def test_without_the_token(
    name: str, address: Address, sign_in: Callable[[str], Client], own: UnitYear
) -> None:
    """A foreign page that sends a form in the name of who is signed in."""
    arguments = address.arguments(own)
    before = Entry.objects.count()
    for role in sorted(address.who) or ["finance"]:
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = sign_in(role).cookies
        status = strict.post(reverse(name, kwargs=arguments)).status_code
        # Reading interfaces know no POST at all.
        assert status == 403 or (status == 405 and address.method == "get"), (role, status)
    assert Entry.objects.count() == before


def guesses(address: Address, own: UnitYear, other: UnitYear) -> Iterator[dict[str, Any]]:
    """The arguments with each number guessed, and the own year with another unit's object in it."""
    arguments = address.arguments(own)
    for name, value in arguments.items():
        if isinstance(value, int):
            yield {**arguments, name: GUESSED}
    foreign = address.arguments(other) if address.of == "year" else {}
    for name, value in foreign.items():
        if name != "year_id" and name.endswith("_id"):
            yield {**arguments, name: value}


@pytest.mark.parametrize(("name", "address"), LISTED, ids=titles(LISTED))
def test_guessed_numbers(
    name: str, address: Address, sign_in: Callable[[str], Client], own: UnitYear, other: UnitYear
) -> None:
    for arguments in guesses(address, own, other):
        for role in sorted(address.who):
            status = ask(sign_in(role), name, address, arguments).status_code
            assert status == 404, (role, arguments, status)


@pytest.mark.parametrize(("name", "address"), [listed for listed in LISTED if listed[1].of == "public"])
def test_public(name: str, address: Address, client: Client, own: UnitYear) -> None:
    status = ask(client, name, address, address.arguments(own)).status_code
    assert status in address.answers, status
