"""Who may do what: second scores, rectifications, the list for next year's budget."""

from __future__ import annotations

import datetime
from typing import Any

from mingzhang_web.assessment.models import Rectification
from mingzhang_web.organisations.models import Account
from mingzhang_web.year.models import UnitYear
from tests.web.matrix import KEEPERS, TARGETS, Address

ABOVE = frozenset({"department", "bureau"})


def project(_: UnitYear) -> dict[str, Any]:
    return {"project": "P01"}


def rectification_of(unit_year: UnitYear) -> dict[str, Any]:
    """A notice about a project that waits for the unit."""
    item = Rectification.objects.create(
        unit_year=unit_year, project="P01", problem="产出没有佐证", deadline=datetime.date(2030, 1, 1),
        by=Account.objects.get(username="bureau"),
    )  # fmt: skip
    return {"item_id": item.pk}


ADDRESSES = {
    "assessment": Address(ABOVE, "post", with_=project),
    "advice": Address(frozenset({"bureau"}), "post", with_=project),
    "rectifications": [Address(TARGETS), Address(ABOVE, "post")],
    "rectification": [
        Address(KEEPERS, "post", with_=rectification_of, body=lambda: {"what": "rectify", "version": "1"}),
        Address(ABOVE, "post", with_=rectification_of, body=lambda: {"what": "pass", "version": "1"}),
    ],
    "budget_list": Address(ABOVE | {"auditor"}, of="account", with_=lambda _: {"fiscal_year": 2024}),
    "budget_xlsx": Address(ABOVE | {"auditor"}, of="account", with_=lambda _: {"fiscal_year": 2024}),
}
