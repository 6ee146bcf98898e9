"""Taking a year along its way in a test, through the addresses that people use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from mingzhang_web.year.models import UnitYear

DECREE = {"date": "2025-08-20", "document": "示财决〔2025〕1号"}
STRAIGHT: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("finance", "submit", {}), ("confidentiality", "clear", {"decision": "publish_all"}),
    ("head", "sign", {}), ("department", "review", {}), ("bureau", "examine", {}),
    ("bureau", "approve", DECREE), ("finance", "publish", {}),
)  # fmt: skip
SignIn = Callable[[str], Client]


def act(client: Client, unit_year: UnitYear, name: str, **given: Any) -> int:
    """One action on the year as it stands; the answer's status."""
    unit_year.refresh_from_db()
    address = reverse("act", args=[unit_year.pk, name])
    return client.post(address, {"version": str(unit_year.version), **given}).status_code


def walk(sign_in: SignIn, unit_year: UnitYear, until: str, **clearance: Any) -> None:
    """Along the straight way up to and with the action `until`; `clearance`: what its reviewer fills in."""
    for username, name, given in STRAIGHT:
        filled = clearance if name == "clear" and clearance else given
        assert act(sign_in(username), unit_year, name, **filled) == 302, name
        if name == until:
            break
    unit_year.refresh_from_db()


def change_staff(client: Client, unit_year: UnitYear, count: str) -> None:
    """Another number of staff, saved and compiled."""
    row = unit_year.rows.filter(table="staff")[0]
    form = {f"cell-{row.pk}-count": count, f"version-{row.pk}": str(row.version)}
    assert client.post(reverse("grid", args=[unit_year.pk, "staff"]), form).status_code == 302
    assert client.post(reverse("compile", args=[unit_year.pk])).status_code == 302
