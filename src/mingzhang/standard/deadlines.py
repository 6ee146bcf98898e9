"""Days allowed between recorded approvals, as data."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from mingzhang.standard.data import Bilingual, Data, broken, read_yaml

Event = Literal["congress", "department", "unit", "publication"]
"""The people's congress committee has approved; the finance bureau has approved the department's accounts;
the unit's are approved; they are published."""


class Clock(Data, kw_only=True):
    """From one event to another in `days`."""

    id: str
    begins: Event = msgspec.field(name="from")
    ends: Event = msgspec.field(name="to")
    days: int
    title: Bilingual
    source: str
    status: Literal["verified", "unverified"]


class Deadlines(Data, kw_only=True):
    """Every clock. `day`: natural days, as the rules are read."""

    day: Literal["natural"]
    day_source: str
    clocks: list[Clock]


def read_deadlines(root: Path) -> Deadlines:
    """The clocks below the standard's folder; InvalidData where two have one name or a clock no days."""
    path = root / "deadlines.yaml"
    deadlines = read_yaml(path, Deadlines)
    names = [clock.id for clock in deadlines.clocks]
    if len(set(names)) < len(names):
        raise broken(path, "clocks: an id stands twice")
    if any(clock.days <= 0 or clock.begins == clock.ends for clock in deadlines.clocks):
        raise broken(path, "clocks: days must be positive, and a clock runs from one event to another")
    return deadlines
