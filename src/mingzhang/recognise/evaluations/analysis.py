"""The seven texts under a form, told by their labels and by their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingzhang.facts.model import Evaluation
from mingzhang.recognise.evaluations.lines import Line
from mingzhang.recognise.evaluations.words import Words

_PRESENT = 0.35
"""What it is worth that a row finds a place at all: a damaged label between known ones keeps its place."""


@dataclass(slots=True)
class AnalysisRow:
    """One row: its label as printed and its text, either of which may be missing."""

    line: Line
    label: str | None
    text: str | None


def is_analysis_row(line: Line, words: Words) -> bool:
    """Whether a row carries the label of an analysis."""
    return any(words.role(item.text, "analysis", words.labels.matching.strict) for item in line.items[:3])


def analysis_row(line: Line, words: Words) -> AnalysisRow:
    """A row taken apart: the text comes last, its label before it, labels of whole groups before that."""
    texts = [item.text for item in line.items]
    strict = words.labels.matching.strict
    if words.role(texts[-1], "analysis", strict) and not (
        len(texts) > 1 and words.role(texts[-2], "analysis", strict)
    ):
        return AnalysisRow(line, texts[-1], None)
    if len(texts) == 1:
        return AnalysisRow(line, None, texts[0])
    return AnalysisRow(line, texts[-2], texts[-1])


def read_analysis(rows: Sequence[AnalysisRow], evaluation: Evaluation, words: Words) -> list[AnalysisRow]:
    """Puts the texts into the evaluation; gives back the rows that found no place."""
    fields = list(words.labels.analysis)
    labelled = [row for row in rows if row.label is not None]
    chosen = _assign(labelled, fields, words)
    for row, name in zip(labelled, chosen, strict=True):
        if name is not None and row.text is not None:
            setattr(evaluation.analysis, name, row.text)
            evaluation.sources[f"analysis.{name}"] = row.line.source
    left = [row for row, name in zip(labelled, chosen, strict=True) if name is None]
    return left + [row for row in rows if row.label is None]


def _assign(rows: Sequence[AnalysisRow], fields: list[str], words: Words) -> list[str | None]:
    """Each row its field, in the forms' order, so that the labels agree best (a row may go without)."""
    merit = [[_near(row, name, words) + _PRESENT for name in fields] for row in rows]
    table = [[0.0] * (len(fields) + 1) for _ in range(len(rows) + 1)]
    for row in range(len(rows) - 1, -1, -1):
        for column in range(len(fields) - 1, -1, -1):
            take = merit[row][column] + table[row + 1][column + 1]
            table[row][column] = max(take, table[row + 1][column], table[row][column + 1])
    answer: list[str | None] = []
    column = 0
    for row in range(len(rows)):
        while column < len(fields) and table[row][column] == table[row][column + 1]:
            column += 1
        if column < len(fields) and table[row][column] > table[row + 1][column]:
            answer.append(fields[column])
            column += 1
        else:
            answer.append(None)
    return answer


def _near(row: AnalysisRow, name: str, words: Words) -> float:
    """How near a row's label is to a field's spellings; nearer to another field counts against it."""
    return words.near(row.label or "", "analysis", name)
