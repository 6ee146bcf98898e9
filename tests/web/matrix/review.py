"""Who may do what: the way of a year through review. Without the version that was shown nobody changes
anything: let in is 409 here."""

from __future__ import annotations

from tests.web.matrix import FINANCE, Address

ACTIONS = {
    "submit": FINANCE,
    "sign": frozenset({"head"}),
    "review": frozenset({"department"}),
    "approve": frozenset({"bureau"}),
    "publish": FINANCE,
    "return": frozenset({"head", "department", "bureau"}),
}
ADDRESSES = {
    "trail": Address(frozenset({"auditor"}), of="account"),
    "act": [
        Address(who, "post", with_=lambda _, name=name: {"name": name}, answers=(409,))
        for name, who in ACTIONS.items()
    ],
}
