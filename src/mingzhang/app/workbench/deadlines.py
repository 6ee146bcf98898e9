"""Days allowed between recorded approvals: when each step is due, and how late it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mingzhang.kit.language import Text
from mingzhang.standard.load import load_standard


@dataclass(frozen=True, slots=True)
class Due:
    """A clock of one unit as of a day. `begun` None: the approval it starts from is not recorded, and the
    clock does not run. `late`: days after the due day, until it ended or until today; 0 = in time."""

    clock: str
    title: Text
    source: str
    days: int
    begun: date | None
    due: date | None
    ended: date | None
    late: int

    @property
    def runs(self) -> bool:
        """Whether it has begun and not ended."""
        return self.begun is not None and self.ended is None


def due_of(year: int, events: Mapping[str, date], today: date) -> list[Due]:
    """Every clock of the standard for a unit whose `events` (congress, department, unit, publication) are
    recorded with these days."""
    found = []
    for clock in load_standard("cn", year).deadlines.clocks:
        begun, ended = events.get(clock.begins), events.get(clock.ends)
        due = None if begun is None else begun + timedelta(days=clock.days)
        late = 0 if due is None else max(0, ((ended or today) - due).days)
        title = clock.title.text()
        found.append(Due(clock.id, title, clock.source, clock.days, begun, due, ended, late))
    return found
