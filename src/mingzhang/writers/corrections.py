"""更正说明: the part of a corrected publication that tells what changed since the version before."""

from __future__ import annotations

from mingzhang.document.model import Cell, Grid, Paragraph, Place, Row
from mingzhang.document.paper import Part, Section
from mingzhang.facts.changes import Change, ChangeKind, Changes
from mingzhang.standard.load import Standard
from mingzhang.writers.changes import HEADS, action_of, place_of_change, summary_of

_NOWHERE = Place()
_COLUMNS = ("位置", "改动", "原公布", "现公布")
_WIDTHS = (0.34, 0.08, 0.29, 0.29)


def corrections_part(changes: Changes, standard: Standard) -> Part:
    """A table of changes for each kind that has any."""
    said = f"本次公开更正此前公布的内容（{changes.old} → {changes.new}）。{summary_of(changes.changes, 'zh')}"
    sections = [Section("corrections", "", blocks=[Paragraph(said, _NOWHERE)])]
    for kind, head in HEADS.items():
        chosen = [change for change in changes.changes if change.kind == kind]
        if chosen:
            sections.append(_section(kind, head.zh, chosen, standard))
    return Part("corrections", "更正说明", sections)


def _section(kind: ChangeKind, title: str, changes: list[Change], standard: Standard) -> Section:
    rows = [Row([_cell(text, header=True) for text in _COLUMNS], _NOWHERE)]
    for change in changes:
        texts = (
            place_of_change(change, standard, "zh"),
            action_of(change, "zh"),
            change.old or "",
            change.new or "",
        )
        rows.append(Row([_cell(text) for text in texts], _NOWHERE))
    grid = Grid(rows, _NOWHERE, True, 1, _WIDTHS)
    return Section(f"corrections-{kind}", title, blocks=[grid])


def _cell(text: str, *, header: bool = False) -> Cell:
    return Cell(text, _NOWHERE, header=header, align="center" if header else "left")
