"""Claims written one a line, for keys: `value unit measure direction about base` under `@place` lines."""

from __future__ import annotations

from collections.abc import Iterable

from mingzhang.facts.model import Claim, ClaimCell


def address(cell: ClaimCell | None) -> str:
    """The cell as a key has it: `statement[/side]/code/column`, `figure:…`, a form's field, or `-`."""
    if cell is None:
        return "-"
    if cell.figure is not None:
        return f"figure:{cell.figure}"
    if cell.field is not None:
        return cell.field
    return "/".join(part for part in (cell.statement, cell.side, cell.code, cell.column) if part)


def line(claim: Claim) -> str:
    """One claim; the base `prior` is last year's value of the cell itself, `budget` its own budget."""
    about, base = address(claim.about), address(claim.base)
    if base == f"figure:prior/{about}":
        base = "prior"
    elif base == about.replace("/actual/", "/budget/") != about:
        base = "budget"
    return f"{claim.value} {claim.unit or '-'} {claim.measure} {claim.direction or '-'} {about} {base}"


def listed(claims: Iterable[tuple[int, Claim]]) -> dict[int, list[str]]:
    """Place → its claims in reading order."""
    found: dict[int, list[str]] = {}
    for place, claim in claims:
        found.setdefault(place, []).append(line(claim))
    return found


def key(text: str) -> dict[int, list[str]]:
    """The same from a key's text."""
    found: dict[int, list[str]] = {}
    rows: list[str] = []
    for row in text.split("\n"):
        if row.startswith("@"):
            rows = found.setdefault(int(row[1:]), [])
        elif row.strip():
            rows.append(row.strip())
    return found
