"""`mingzhang/repair/1`."""

from __future__ import annotations

from typing import Any

import msgspec

from mingzhang.facts.codec import to_plain
from mingzhang.facts.repairs import RepairReport


def repair_as_json(report: RepairReport) -> bytes:
    """The report as UTF-8 JSON. Cells of statements carry `code` and `column`, those of forms `project`
    and `field`."""
    plain = to_plain(report)
    del plain["timed_out"]  # what it left open is said in `unproven`
    for proposal in plain["proposals"]:
        proposal["changes"] = [_cell(change) for change in proposal["changes"]]
    if plain["ask"] is not None:
        plain["ask"] = _cell(plain["ask"])
    return msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n"


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    unused = ("side", "code", "column") if cell.get("field") is not None else ("project", "field")
    return {key: value for key, value in cell.items() if key not in unused}
