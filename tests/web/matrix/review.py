"""Who may do what: the way of a year through review. Without the version that was shown nobody changes
anything: let in is 409 here."""

from __future__ import annotations

from typing import Any

from mingzhang_web.organisations.models import Account
from mingzhang_web.review.models import Remark
from mingzhang_web.year.models import UnitYear
from tests.web.matrix import FINANCE, READERS, Address

REVIEWERS = frozenset({"confidentiality", "head", "department", "bureau"})
ABOVE = frozenset({"department", "bureau"})
ACTIONS = {
    "submit": FINANCE,
    "clear": frozenset({"confidentiality"}),
    "sign": frozenset({"head"}),
    "review": frozenset({"department"}),
    "examine": frozenset({"bureau"}),
    "approve": frozenset({"bureau"}),
    "publish": FINANCE,
    "amend": FINANCE,
    "correct": FINANCE,
    "return": REVIEWERS,
}


def remark_of(unit_year: UnitYear) -> dict[str, Any]:
    """A remark that was sent to the unit."""
    by = Account.objects.get(username="bureau")
    item = Remark.objects.create(
        unit_year=unit_year, kind="form", place="statement:expenditure", title="支出决算表", text="请核对",
        by=by, returned_to="returned",
    )  # fmt: skip
    return {"remark_id": item.pk}


ADDRESSES = {
    "trail": Address(frozenset({"auditor"}), of="account"),
    "act": [
        Address(who, "post", with_=lambda _, name=name: {"name": name}, answers=(409,))
        for name, who in ACTIONS.items()
    ],
    "review_overview": Address(REVIEWERS | {"auditor"}, of="account"),
    "bulk": [
        Address(frozenset({"department"}), "post", of="account", body=lambda: {"action": "review"}),
        Address(frozenset({"bureau"}), "post", of="account", body=lambda: {"action": "approve"}),
        Address(REVIEWERS, "post", of="account", body=lambda: {"action": "return"}),
    ],
    "milestone": Address(frozenset({"bureau"}), "post", of="account"),
    "changes": Address(READERS),
    "remark": Address(REVIEWERS, "post"),
    "remark_answer": Address(FINANCE, "post", with_=remark_of),
    "waiver": Address(ABOVE, "post", with_=lambda _: {"finding": "none"}, answers=(404,)),
}
