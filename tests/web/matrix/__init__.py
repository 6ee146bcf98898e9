"""Who may do what, written by a person from the roles' duties: one module an app, `ADDRESSES` by the name of
the address. The tests of `tests/web/test_access.py` are generated from it, and fail for an address without
an entry.

    ADDRESSES = {
        "year": Address(TARGETS),                                  # GET of a page of a unit's year
        "compile": Address(FINANCE, "post"),
        "record": [Address(READERS, with_=row), Address(FINANCE, "post", with_=row)],
        "accounts": Address(ADMINISTRATOR, of="account"),          # a page that is of no unit
        "units": Address(EVERYONE, of="public"),                   # for everyone, without signing in
    }

`with_` gives the arguments of the address for one side (the own or the other unit's year), making what it
needs; `year_id` is added where the address has it. An address of a unit's object that is no part of a year's
address says `of="object"` and gives all arguments itself.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, NamedTuple

from django.urls import URLPattern, URLResolver

from mingzhang_web.year.models import UnitYear

ROLES = ("section", "finance", "confidentiality", "head", "department", "bureau", "auditor", "admin")
"""User names in the demonstration, one for each role."""
NOBODY: frozenset[str] = frozenset()
EVERYONE = frozenset(ROLES)
FINANCE = frozenset({"finance"})
ADMINISTRATOR = frozenset({"admin"})
READERS = frozenset({"finance", "confidentiality", "head", "department", "bureau", "auditor"})
"""Who reads all of a unit's year."""
TARGETS = READERS | {"section"}
"""Who reads targets and results."""
KEEPERS = frozenset({"finance", "section"})
"""Who writes targets and results."""
BUREAU_WIDE = frozenset({"bureau", "auditor"})
"""Whose office stands above both units: they see the other one as well."""

LET_IN = (200, 302, 409, 422)
Arguments = Callable[[UnitYear], dict[str, Any]]


@dataclass(frozen=True)
class Address:
    """One way to ask an address. `who`: the roles that may, of the own unit. `of`: "year" or "object" of a
    unit, "account" (of no unit), "public". `body`: what is posted, made anew for each request. `answers`:
    the statuses that mean "let in, whatever came of it"; 404 among them where what is asked for is never
    there. `other`: who may, of the other unit's object; without it those of `who` whose office stands above
    both."""

    who: frozenset[str]
    method: Literal["get", "post"] = "get"
    of: Literal["year", "object", "account", "public"] = "year"
    with_: Arguments | None = None
    body: Callable[[], dict[str, Any]] | None = None
    answers: tuple[int, ...] = LET_IN
    other: frozenset[str] | None = None

    def arguments(self, unit_year: UnitYear) -> dict[str, Any]:
        """The arguments of the address for this side."""
        given = {"year_id": unit_year.pk} if self.of == "year" else {}
        return given | (self.with_(unit_year) if self.with_ is not None else {})

    @property
    def who_other(self) -> frozenset[str]:
        """Who may, of the other unit's object."""
        return self.who & BUREAU_WIDE if self.other is None else self.other

    @property
    def has_sides(self) -> bool:
        """Whether the own and the other unit's object differ."""
        return self.of in ("year", "object")


class Case(NamedTuple):
    """One question of the matrix: may this role ask this address, of this side?"""

    name: str
    address: Address
    role: str
    side: Literal["own", "other"]
    allowed: bool

    @property
    def title(self) -> str:
        """How pytest calls it."""
        word = "may" if self.allowed else "may-not"
        return f"{self.address.method}-{self.name}-{self.role}-{self.side}-{word}"


def addresses() -> Iterator[tuple[str, Address]]:
    """Every entry of every app's module."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        listed = import_module(f"{__name__}.{module.name}").ADDRESSES
        for name, entry in listed.items():
            for address in [entry] if isinstance(entry, Address) else entry:
                yield name, address


def cases() -> Iterator[Case]:
    """Every address that is not public × every role × the own and the other unit's object."""
    for name, address in addresses():
        if address.of == "public":
            continue
        for role in ROLES:
            yield Case(name, address, role, "own", role in address.who)
            if address.has_sides:
                yield Case(name, address, role, "other", role in address.who_other)


def names_in(patterns: Iterable[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """The names of all addresses, with their name spaces; one without a name is told by its route."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names_in(pattern.url_patterns, inner)
        else:
            yield prefix + (pattern.name or f"without a name: {pattern.pattern}")


def uncovered(patterns: Iterable[URLPattern | URLResolver]) -> set[str]:
    """The addresses that no entry speaks of."""
    return set(names_in(patterns)) - {name for name, _ in addresses()}
