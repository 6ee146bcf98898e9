"""What a page shows of a checked file. Plain records, ready for JSON."""

from __future__ import annotations

import msgspec

Box = tuple[float, float, float, float]


class SheetCell(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A cell of a table as read. `marks`: the recognised cells that stand in it."""

    text: str
    rows: int = 1
    columns: int = 1
    marks: list[str] = []


class SheetBlock(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A paragraph (`text`) or a table (`rows`)."""

    text: str = ""
    level: int = 0
    rows: list[list[SheetCell]] = []
    marks: list[str] = []


class Sheet(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A page, a worksheet or a stretch of a document. `blocks` are empty where there is a picture of it."""

    number: int
    title: str
    blocks: list[SheetBlock] = []


class Mark(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A recognised cell. `sheet` is 0 where its place is not known; `box` in points from the top left of the
    page. `findings` are numbers of findings that name it, `severity` that of the gravest of them."""

    id: str
    address: str
    name: str
    value: str | None
    at: str = ""
    sheet: int = 0
    box: Box | None = None
    severity: str = ""
    findings: list[int] = []
    sure: bool = True


class NamedCell(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A cell that a finding or a repair names, and its mark."""

    name: str
    value: str | None
    at: str = ""
    mark: str = ""
    sheet: int = 0


class SeenFinding(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One finding in the words of the page. `id` as `--accepted` takes it, `source` the rule's basis."""

    number: int
    id: str
    rule: str
    severity: str
    title: str
    message: str
    place: str
    at: str = ""
    sheet: int = 0
    arithmetic: str = ""
    printed: str = ""
    expected: str = ""
    source: str = ""
    suspect: str = ""
    cells: list[NamedCell] = []


class SeenChange(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One cell that a repair would change, and why."""

    cell: NamedCell
    proposed: str
    reasons: list[str]


class SeenRepair(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One repair: the changes that make the file consistent."""

    rank: int
    unique: bool
    changes: list[SeenChange]


class MarkedFile(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Everything, in one language. `pictured`: the sheets are pages of which there are pictures."""

    about: str
    counted: str
    pictured: bool
    sheets: list[Sheet]
    marks: list[Mark]
    findings: list[SeenFinding]
    repairs: list[SeenRepair] = []
    ask: str = ""
    unproven: list[str] = []
    not_run: list[tuple[str, str]] = []
    unread: list[tuple[str, str]] = []
