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
    "account_login": Address(EVERYONE, of="public"),
    "mfa_authenticate": Address(EVERYONE, of="public"),  # for who has given the password
    "logout": Address(EVERYONE, "post", of="public"),
    "language": Address(EVERYONE, "post", of="public"),
    "password": Address(EVERYONE, of="account"),
    "account_reauthenticate": Address(EVERYONE, of="account"),
    "mfa_index": Address(EVERYONE, of="account"),
    "mfa_reauthenticate": Address(EVERYONE, of="account"),
    "mfa_activate_totp": Address(EVERYONE, of="account"),
    # Without a second factor there is nothing to take off, and there are no codes.
    "mfa_deactivate_totp": Address(EVERYONE, of="account", answers=(404,)),
    "mfa_view_recovery_codes": Address(EVERYONE, of="account", answers=(200, 302, 404)),
    "mfa_generate_recovery_codes": Address(EVERYONE, of="account"),
    "mfa_download_recovery_codes": Address(EVERYONE, of="account", answers=(200, 302, 404)),
    "second_factor_demands": [
        Address(ADMINISTRATOR, of="account"),
        Address(ADMINISTRATOR, "post", of="account"),
    ],
    "accounts": [Address(ADMINISTRATOR, of="account"), Address(ADMINISTRATOR, "post", of="account")],
    "account": [
        Address(ADMINISTRATOR, of="account", with_=somebody),
        Address(ADMINISTRATOR, "post", of="account", with_=somebody),
    ],
}
