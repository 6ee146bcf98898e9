"""The monitoring table for a terminal, set in columns of Chinese width."""

from __future__ import annotations

from mingzhang.compile.monitoring import Monitored
from mingzhang.kit.language import Language, Text
from mingzhang.writers.findings.layout import padded, shortened, width_of, wrapped
from mingzhang.writers.monitoring.table import COLUMNS, MEASURE_OWED, NOTE, NUMBERS, cells_of, heading

_WIDEST = 24
_SHOWN = tuple(range(2, 10))
"""Columns of the table itself; unit, cause and measure stand in lines below it."""


def write_text(monitored: Monitored, language: Language, width: int = 100) -> str:
    """Heading, one line a project, and under it what is at risk, why and what is done about it."""
    rows = [cells_of(project, monitored, language) for project in monitored.projects]
    titles = [column.said(language) for column in COLUMNS]
    if not rows:
        none = Text("没有开展绩效自评的项目。", "There are no projects to monitor.").said(language)
        return f"{heading(monitored, language)}\n{none}\n"
    widths = {place: min(_WIDEST, max(width_of(row[place]) for row in (titles, *rows))) for place in _SHOWN}
    lines = [heading(monitored, language), _line(titles, widths)]
    lines.append("  ".join("-" * widths[place] for place in _SHOWN))
    for project, row in zip(monitored.projects, rows, strict=True):
        lines.append(_line(row, widths))
        if project.progress.level != "normal":
            owner = f"{row[0]}（{row[1]}）" if language == "zh" else f"{row[0]} ({row[1]})"
            measure = row[11] or MEASURE_OWED.said(language)
            told = f"{owner}：{row[10]}。{titles[11]}：{measure}"
            told = told if language == "zh" else f"{owner}: {row[10]}. {titles[11]}: {measure}"
            lines += wrapped(told, width, "    ")
    lines += wrapped(NOTE.said(language), width)
    return "\n".join(lines) + "\n"


def _line(row: list[str], widths: dict[int, int]) -> str:
    cells = []
    for place in _SHOWN:
        text = shortened(row[place], widths[place])
        space = " " * (widths[place] - width_of(text))
        cells.append(space + text if place in NUMBERS else padded(text, widths[place]))
    return "  ".join(cells).rstrip()
