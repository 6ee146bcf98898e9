"""Who may do what: accounts, offices, and signing in."""

from __future__ import annotations

from typing import Any

from mingzhang_web.organisations.models import Account
from mingzhang_web.year.models import UnitYear
from tests.web.matrix import ADMINISTRATOR, EVERYONE, Address


def somebody(_: UnitYear) -> dict[str, Any]:
    """An account of the other unit; the administrator's office stands above it."""
    return {"account_id": Account.objects.get(username="other-finance").pk}


ADDRESSES = {
    "login": Address(EVERYONE, of="public"),
    "logout": Address(EVERYONE, "post", of="public"),
    "language": Address(EVERYONE, "post", of="public"),
    "password": Address(EVERYONE, of="account"),
    "accounts": [Address(ADMINISTRATOR, of="account"), Address(ADMINISTRATOR, "post", of="account")],
    "account": [
        Address(ADMINISTRATOR, of="account", with_=somebody),
        Address(ADMINISTRATOR, "post", of="account", with_=somebody),
    ],
}
