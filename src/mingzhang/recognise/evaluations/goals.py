"""The yearly goal and what became of it."""

from __future__ import annotations

from mingzhang.facts.model import Evaluation
from mingzhang.recognise.evaluations.lines import Item, Line
from mingzhang.recognise.evaluations.words import Words


def goals_header(line: Line, words: Words) -> int | None:
    """The column where the completion is headed, if the row heads the goals; else None."""
    if len(line.items) > 6:
        return None
    least = words.labels.matching.label
    goal = completion = None
    for item in line.items:
        role = words.role(item.text, "goals", least)
        if role == "completion":
            completion = item.column
        elif role == "goal" or words.near(item.text, "goals_side") >= least:
            goal = item.column
    return completion if goal is not None else None


def read_goals_header(line: Line, completion_column: int, evaluation: Evaluation, words: Words) -> list[str]:
    """Texts that stand in the header's own row, behind their labels; what comes before is a side label."""
    labels = [index for index, item in enumerate(line.items) if _is_label(item, words)]
    rest = Line(line.block, line.place, line.items[labels[0] :], line.table, line.spans_known)
    return read_goals_row(rest, completion_column, evaluation, words)


def read_goals_row(line: Line, completion_column: int, evaluation: Evaluation, words: Words) -> list[str]:
    """The texts of goal and completion, over one row or several; gives back what found no place."""
    items = [item for item in line.items if not _is_label(item, words)]
    if not items:
        return []
    if len(items) == 1:
        target = "completion" if items[0].column >= completion_column else "goal"
        _add(target, items[0].text, evaluation, line)
        return []
    _add("goal", items[0].text, evaluation, line)
    _add("completion", items[1].text, evaluation, line)
    return [item.text for item in items[2:]]


def _is_label(item: Item, words: Words) -> bool:
    if words.role(item.text, "goals", words.labels.matching.strict) is not None:
        return True
    return words.near(item.text, "goals_side") >= words.labels.matching.label


def _add(name: str, text: str, evaluation: Evaluation, line: Line) -> None:
    before = getattr(evaluation, name)
    setattr(evaluation, name, text if before is None else f"{before}\n{text}")
    evaluation.sources.setdefault(name, line.source)
