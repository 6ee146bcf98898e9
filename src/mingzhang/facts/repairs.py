"""Repairs (`mingzhang/repair/1`): what must be wrong, what it should read, how sure that is."""

from __future__ import annotations

import msgspec

from mingzhang.facts.model import Record, Source

SCHEMA = "mingzhang/repair/1"


class AgreeingProse(Record, kw_only=True):
    """A sentence that states the cell: whether it agrees with what is proposed."""

    text: str
    agrees: bool


class Change(Record, kw_only=True):
    """One cell, printed → proposed. Statement cells have `code` and `column`, evaluation cells `project`
    and `field`. `printed` None: blank, or not readable. `interval`: the exact amounts that the identities
    leave open, in the unit printed; its ends are equal where they determine the amount."""

    statement: str
    side: str | None = None
    code: str | None = None
    label: str | None = None
    column: str | None = None
    project: str | None = None
    field: str | None = None
    source: Source = msgspec.field(default_factory=Source)
    printed: str | None = None
    proposed: str | None = None
    interval: tuple[str, str] | None = None
    slip: str
    supported_by: list[str] = []
    prose: list[AgreeingProse] = []


class Proposal(Record, kw_only=True):
    """A set of changes that leaves no identity broken. `cost`: −ln of its likelihood, two decimals."""

    rank: int
    cost: str
    changes: list[Change]


class Question(Record, kw_only=True):
    """The one cell that, looked up in the source, decides most between the proposals."""

    statement: str
    side: str | None = None
    code: str | None = None
    column: str | None = None
    project: str | None = None
    field: str | None = None
    why: str
    source: Source = msgspec.field(default_factory=Source)


class RepairReport(Record, kw_only=True):
    """The answer about one file. `consistent`: no identity is broken and nothing is unreadable.

    `unproven` says in words what the time limit left open, and what no proposal could be made for.
    """

    schema: str = SCHEMA
    file: str
    consistent: bool
    proven_minimal: bool
    unique: bool
    proposals: list[Proposal] = []
    ask: Question | None = None
    unproven: list[str] = []
    timed_out: bool = False
    """Whether time ran out before all was searched."""
