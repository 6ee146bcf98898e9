"""What stands under the indicators: total score and grade, and the seven texts."""

from __future__ import annotations

from mingzhang.facts.model import Evaluation
from mingzhang.kit.chinese import squeeze
from mingzhang.recognise.evaluations.lines import Line
from mingzhang.recognise.evaluations.words import Words

TEXTS = (
    "implementation", "outputs", "benefits", "satisfaction", "experience", "problems", "improvements",
)  # fmt: skip


def is_total_row(line: Line, words: Words) -> bool:
    """Whether a row is headed 总分 (or 合计)."""
    if not line.items or len(line.items) > 6:
        return False
    return words.near(line.items[0].text, words.labels.total) >= words.labels.matching.strict


def read_total_row(line: Line, evaluation: Evaluation, words: Words) -> list[str]:
    """Total score (the last number) and grade; gives back the texts that found no place."""
    left = []
    numbers = [item for item in line.items[1:] if item.number is not None]
    for item in line.items[1:]:
        if item.number is None and not read_grade(item.text, line, evaluation, words):
            left.append(item.text)
    if numbers:
        evaluation.total_score = numbers[-1].number
        evaluation.sources["total_score"] = line.source
    return left


def read_grade(text: str, line: Line, evaluation: Evaluation, words: Words) -> bool:
    """Takes a lone grade (also one that slipped below its row)."""
    if squeeze(text) not in words.labels.grades or evaluation.grade is not None:
        return False
    evaluation.grade = squeeze(text)
    evaluation.sources["grade"] = line.source
    return True


def is_analysis_row(line: Line, words: Words) -> bool:
    """Whether a row holds a label of the analysis, and none of an indicator."""
    strict = words.labels.matching.strict
    if line.items and any(words.role(line.items[0].text, group, strict) for group in ("level1", "level2")):
        return False
    for item in line.items[:3]:
        if words.role(item.text, "analysis", words.labels.matching.label) is not None:
            return True
        if words.near(item.text, words.labels.analysis_side) >= strict:
            return True
    return False


def read_analysis_row(line: Line, evaluation: Evaluation, words: Words) -> list[str]:
    """One text under its label; a damaged label is told by its place in the order of the form."""
    items = list(line.items)
    while (
        len(items) > 1
        and words.near(items[0].text, words.labels.analysis_side) >= words.labels.matching.strict
    ):
        items = items[1:]
    role: str | None = None
    labelled = 0
    for position, item in enumerate(items[:2]):
        found = words.role(item.text, "analysis", words.labels.matching.label)
        if found is not None:
            role, labelled = found, position + 1
            break
    if role is None:
        labelled = len(items) - 1
    texts = [item.text for item in items[labelled:]]
    if role is None and labelled == 0:
        return texts
    if role is None or getattr(evaluation.analysis, role) is not None:
        role = _next(evaluation)
    if role is None:
        return texts
    if not texts:
        return []
    setattr(evaluation.analysis, role, "\n".join(texts))
    evaluation.sources[f"analysis.{role}"] = line.source
    return []


def _next(evaluation: Evaluation) -> str | None:
    """The first text after the last one that is there."""
    filled = [at for at, name in enumerate(TEXTS) if getattr(evaluation.analysis, name) is not None]
    at = filled[-1] + 1 if filled else 0
    return TEXTS[at] if at < len(TEXTS) else None
