"""The lines of a page as rows of an unruled table might have them: texts apart from one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mingzhang.readers.page_text import Glyph, Line

AMOUNT = re.compile(r"[-－]?[\d,，]+\.\d{1,2}|[-－]?\d{1,3}(?:,\d{3})+")
_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_GAP = 0.9
"""Characters' widths between two texts of one line that stand in different columns."""
_WORDS_GAP = 0.6
_FIGURES_GAP = 0.35
"""The same inside a table, where running text is ruled out: between words, beside figures."""
_AMOUNTS = 4
"""Amounts side by side that make a table of one row."""
_WRAPPED = 0.85
"""Share of the usual distance of rows by which a line is nearer to one: the second line of a name."""


@dataclass(slots=True)
class Run:
    """A text that stands for itself in a line: its glyphs, and the columns it lies in."""

    glyphs: list[Glyph]
    first: int = 0
    last: int = 0

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(glyph.x1 for glyph in self.glyphs)

    @property
    def centre(self) -> float:
        """Its middle from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(slots=True)
class TextRow:
    """The runs of a line and where the line stands."""

    runs: list[Run]
    middle: float
    size: float

    @property
    def is_coded(self) -> bool:
        """Whether it begins with a subject's code."""
        return bool(_CODE.fullmatch(self.runs[0].text))

    @property
    def has_figures(self) -> bool:
        """Whether it is a row of a table: a figure or a code beside something else."""
        if len(self.runs) < 2:
            return False
        return self.is_coded or any(AMOUNT.fullmatch(run.text) for run in self.runs)

    @property
    def numbers(self) -> list[Run]:
        """The column numbers in it."""
        return [run for run in self.runs if run.text.isdecimal()]

    @property
    def counts(self) -> bool:
        """Whether it numbers the columns without a gap at its end: 栏次 1 2 3."""
        numbers = [run.text for run in self.numbers]
        behind = [run.text for run in self.runs[len(self.runs) - len(numbers) :]]
        return len(numbers) > 1 and numbers == behind == [
            str(number) for number in range(1, len(numbers) + 1)
        ]

    @property
    def is_all_amounts(self) -> bool:
        """Whether it can be the only row that some tables have: amounts side by side behind one label."""
        amounts = sum(bool(AMOUNT.fullmatch(run.text)) for run in self.runs)
        return amounts >= _AMOUNTS and amounts >= len(self.runs) - 1


def row_of(line: Line) -> TextRow:
    runs = [Run([line.glyphs[0]])]
    for before, glyph in pairwise(line.glyphs):
        if glyph.x0 - before.x1 > _GAP * min(before.size, glyph.size):
            runs.append(Run([]))
        runs[-1].glyphs.append(glyph)
    middles = sorted(glyph.middle for glyph in line.glyphs)
    return TextRow(runs, middles[len(middles) // 2], line.size)


def parted(row: TextRow) -> TextRow:
    """The row of a table with its runs parted at narrower gaps too: figures end close to the next name."""
    runs: list[Run] = []
    for run in row.runs:
        runs.append(Run([run.glyphs[0]]))
        for before, glyph in pairwise(run.glyphs):
            words = not (before.text[-1].isascii() or glyph.text[0].isascii())
            gap = _WORDS_GAP if words else _FIGURES_GAP
            if glyph.x0 - before.x1 > gap * min(before.size, glyph.size):
                runs.append(Run([]))
            runs[-1].glyphs.append(glyph)
    return TextRow(runs, row.middle, row.size)


def grouped(rows: Sequence[TextRow]) -> list[list[TextRow]]:
    """The lines of each row: those without figures that are nearer than rows are belong to the next one."""
    steps = sorted(
        two.middle - one.middle for one, two in pairwise(rows) if min(len(one.runs), len(two.runs)) > 1
    )
    pitch = steps[len(steps) // 4] if steps else 0.0
    groups: list[list[TextRow]] = []
    for row in rows:
        near = bool(groups) and row.middle - groups[-1][-1].middle < _WRAPPED * pitch
        both = _leads(row) and bool(groups) and any(map(_leads, groups[-1]))
        if near and not both:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _leads(row: TextRow) -> bool:
    """Whether a line makes a row of its own, and is no second line of a name."""
    return row.has_figures or len(row.runs) > 2
