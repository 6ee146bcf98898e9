"""Which indicators of a form a register answers, and where the records behind each are shown."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from mingzhang.app.registers import Asked, Owner, asked_of, measured
from mingzhang_web.registers.ledger import ledger_of
from mingzhang_web.year.models import UnitYear


def answered(
    unit_year: UnitYear, project: str, section: str, indicators: Iterable[tuple[int, Any]]
) -> dict[int, str]:
    """Order of each indicator whose value a register gives → the address of the records behind it."""
    named = [(order, indicator.register) for order, indicator in indicators if indicator.register]
    if not named:
        return {}
    ledger = ledger_of(unit_year)
    stood = ledger.as_of(datetime.date(unit_year.fiscal_year, 12, 31))
    found = {}
    for order, text in named:
        asked = asked_of(text, ledger.types)
        if not isinstance(asked, Asked) or not ledger.records(asked.register):
            continue
        if measured(stood, asked, Owner(None, project, section)).value is None:
            continue
        where = reverse("register_measure", args=[unit_year.pk, asked.register, asked.measure.name])
        query = {"project": project} | ({"part": asked.part} if asked.part else {})
        found[order] = f"{where}?{urlencode(query)}"
    return found
