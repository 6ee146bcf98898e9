"""Who may do what: the middle of the year."""

from __future__ import annotations

from typing import Any

from mingzhang_web.monitoring.models import Adjustment
from mingzhang_web.organisations.models import Account
from mingzhang_web.year.models import UnitYear
from tests.web.matrix import KEEPERS, READERS, TARGETS, Address


def indicator_of(unit_year: UnitYear) -> dict[str, Any]:
    """An adjustment that waits for its decision."""
    item = Adjustment.objects.create(
        unit_year=unit_year, project="P01", order=1, indicator="活动场次", target="45", reason="新增场地",
        by=Account.objects.get(username="finance"),
    )  # fmt: skip
    return {"item_id": item.pk}


ADDRESSES = {
    "monitoring": Address(TARGETS),
    "monitoring_csv": Address(READERS),
    "adjustments": [Address(TARGETS), Address(KEEPERS, "post", answers=(404,))],
    "adjustment": Address(frozenset({"department", "bureau"}), "post", with_=indicator_of),
}
