"""A printed form as rows of cells, and its head as a tree of merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a printed form. `address` where it holds a figure of the standard, `value` as printed
    (None = blank); `level`: depth of a subject (1–3) or 0."""

    text: str = ""
    address: str | None = None
    value: str | None = None
    kind: str = "label"
    columns: int = 1
    rows: int = 1
    level: int = 0


@dataclass(slots=True)
class FormTable:
    """One printed form: number, title, head and body rows of cells."""

    id: str
    number: str
    title: str
    unit_label: str
    unit_name: str
    currency_unit: str
    no_data: bool
    head: list[list[FormCell]] = field(default_factory=list)
    body: list[list[FormCell]] = field(default_factory=list)


def header_rows(paths: Sequence[Sequence[str]], depth: int) -> list[list[FormCell]]:
    """Header paths as rows of merged cells: neighbours with the same beginning share a cell."""
    rows: list[list[FormCell]] = [[] for _ in range(depth)]

    def place(start: int, end: int, level: int) -> None:
        while start < end:
            path = paths[start]
            if len(path) <= level:
                start += 1
                continue
            stop = start + 1
            while (
                stop < end
                and len(paths[stop]) > level
                and list(paths[stop][: level + 1]) == list(path[: level + 1])
            ):
                stop += 1
            deeper = any(len(paths[index]) > level + 1 for index in range(start, stop))
            height = 1 if deeper else depth - level
            rows[level].append(FormCell(path[level], kind="head", columns=stop - start, rows=height))
            if deeper:
                place(start, stop, level + 1)
            start = stop

    place(0, len(paths), 0)
    return rows
